// SPDX-License-Identifier: Apache-2.0
/** The command line of the compiler: emit, check, explain. */
import { Command, Option } from 'commander';
import { check } from './commands/check';
import { emitCommand } from './commands/emit';
import { explain } from './commands/explain';
import { fixCommand } from './commands/fix';
import { guarded } from './commands/guarded';
import { watchCommand } from './commands/watch';
import { reference } from './commands/reference';
import { formats } from './commands/report';

const collect = (value: string, previous: string[]): string[] => [...previous, value];

function withInputs(command: Command): Command {
  return command
    .option(
      '--project <path>',
      'file, or folder of which every .ts file belongs to the program; may be repeated',
      collect,
      [],
    )
    .option('--hal <dir>', 'folder with more HAL groups; may be repeated', collect, [])
    .option(
      '--header <name=file>',
      'public header of the exports of a file, such as fuse.h=runtime-ts/fuse.ts; may be repeated',
      collect,
      [],
    )
    .addOption(
      new Option('--format <format>', 'diagnostics as text on standard error, or as JSON or SARIF on standard output')
        .choices(formats)
        .default('text'),
    )
    .option('--json', 'the same as --format json')
    .option('--residual', 'a note for each check that stays at run time');
}

const program = new Command('fuse-codegen').description('Compiles the TypeScript subset of FUSE to freestanding C11.');

function withOutputs(command: Command): Command {
  return withInputs(command)
    .addOption(new Option('--target <target>', 'what to write').choices(['c', 'node']).default('c'))
    .requiredOption('--out <dir>', 'folder of the emitted files')
    .option('--source-root <dir>', 'put before the paths in #line, so that debuggers find the sources from anywhere')
    .option('--no-line', 'leave out #line, for review')
    .option('--no-checks', 'refuse what is not proved, instead of checking it at run time')
    .option('--name <name>', 'name of the emitted module, with --target node', 'program')
    .option('--no-check-proofs', 'trust the proofs, instead of checking them at run time, with --target node');
}

withOutputs(program.command('emit').description('compile, and write C, or JavaScript for Node, into a folder')).action(
  guarded(emitCommand),
);
withOutputs(program.command('watch').description('the same again after every change of the sources')).action(
  guarded(watchCommand),
);

withInputs(program.command('check').description('compile without writing anything')).action(guarded(check));

withInputs(program.command('fix').description('apply the quick fixes that need no decision to the sources'))
  .option('--dry-run', 'show them and change nothing')
  .action(guarded(fixCommand));

program
  .command('explain <code>')
  .description('explain a diagnostic, such as FUSE2104; "all" lists every one')
  .action(guarded(explain));

program
  .command('reference')
  .description('write docs/constructs.md and docs/diagnostics.md from the tables, fixtures and golden C')
  .action(guarded(reference));

program.parse();

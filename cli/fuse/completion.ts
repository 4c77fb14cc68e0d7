// SPDX-License-Identifier: Apache-2.0
// `fuse completion`: scripts for shells, which ask `fuse completion-server` what may come next.

import { type Command, InvalidArgumentError, type Option } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const HELP = `
Example:
  fuse completion bash >> ~/.bashrc
  fuse completion zsh >> ~/.zshrc
  fuse completion fish > ~/.config/fish/completions/fuse.fish`;

/** The library is loaded for completion only: every other command starts sooner without it. */
const tabtab = async () => import('@pnpm/tabtab');

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .argument('<shell>', `one of: ${SHELLS.join(', ')}`, parseShell)
    .description('prints the script that completes the words of fuse in a shell')
    .addHelpText('after', HELP)
    .action(async (shell: Shell) => {
      const { getCompletionScript } = await tabtab();
      process.stdout.write(`${await getCompletionScript({ name: 'fuse', completer: 'fuse', shell })}\n`);
    });
  program
    .command('completion-server [words...]', { hidden: true })
    .description('answers the scripts of `fuse completion`')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const { getShellFromEnv, log, logFiles, parseEnv } = await tabtab();
      if (!parseEnv(process.env).complete) return;
      const shell = getShellFromEnv(process.env);
      // The command's own name, then what is before the word under the cursor. fish does not say which one that is.
      const cursor = shell === 'fish' ? words.length : Number(process.env['COMP_CWORD']);
      const current = words[shell === 'fish' ? words.length - 1 : cursor] ?? '';
      const next = completionsAfter(program, words.slice(1, cursor), current);
      if (next === 'files') logFiles();
      else log([...next], shell);
    });
}

function parseShell(text: string): Shell {
  const found = SHELLS.find((shell) => shell === text);
  if (found === undefined) throw new InvalidArgumentError('Use bash, zsh or fish.');
  return found;
}

interface Completion {
  readonly name: string;
  readonly description: string;
}

/** What may come after some words, where `current` is begun: subcommands, options, the choices of an option, or the name of a file. */
export function completionsAfter(
  program: Command,
  words: readonly string[],
  current: string,
): readonly Completion[] | 'files' {
  let command = program;
  let open: Option | undefined;
  for (const word of words) {
    const takesValue = (option: Option): boolean =>
      (option.long === word || option.short === word) && (option.required || option.optional);
    open = open === undefined ? command.options.find(takesValue) : undefined;
    command = command.commands.find((child) => child.name() === word) ?? command;
  }
  if (open !== undefined) {
    const choices = open.argChoices ?? listedChoices(open);
    return choices.length === 0 ? 'files' : choices.map((name) => ({ name, description: '' }));
  }
  const help = command.createHelp();
  const commands = help
    .visibleCommands(command)
    .filter((child) => child.name() !== 'help')
    .map((child) => ({ name: child.name(), description: child.description() }));
  const options = help
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long === undefined ? [] : [{ name: long, description }]));
  const [argument] = command.registeredArguments;
  const shells = argument === undefined ? [] : listedChoices(argument).map((name) => ({ name, description: '' }));
  // Options beside files would hide them in shells that show the one or the other.
  if (argument !== undefined && shells.length === 0 && !current.startsWith('-')) return 'files';
  return [...commands, ...shells, ...options];
}

/** From a description such as `one of: bash, zsh, fish`. */
function listedChoices({ description }: { readonly description: string }): string[] {
  return /^one of: (.*)$/.exec(description)?.[1]?.split(', ') ?? [];
}

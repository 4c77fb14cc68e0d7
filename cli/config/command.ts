// SPDX-License-Identifier: Apache-2.0
// The command `config`: checks an app_config.json or a flat policy file and writes what builds and hosts take from it.

import * as path from 'node:path';
import type { Command } from 'commander';
import { count, formatDiagnostics } from '../support/diagnostics';
import { createCommand, endWith, ExitCode } from '../support/main';
import { type OutputFile, writeOutputs } from '../support/output-files';
import { userPath } from '../support/paths';
import { colorsFor } from '../support/terminal';
import { resolveAppConfig, resolveFlatPolicy } from './app-config';
import { type CheckedFile, checkJson, readBytes } from './checked-file';
import { cmakeFlags } from './cmake-flags';
import type { JsonDocument } from './document';
import { checkFlatPolicy } from './flat-policy';
import { appConfigHeader } from './header';
import { loadNatives, type Natives } from './natives';
import { encodePolicy, POLICY_FIELDS } from './policy';
import { checkAppConfig, Rules } from './rules';
import { appConfigSchema, FLAT_POLICY_SCHEMA } from './schema';
import { checkSchema } from './schema-check';
import { appConfigTerms } from './schema-terms';

const HELP = `
Writes into DIR, for an app_config.json:
  fuse_app_config.h       constants for the host program
  fuse_hal_flags.cmake    HAL groups and FUSE_MAX_MODULES for the library's build
  <module>_policy.bin     one for each module, as fuse_policy_from_bin() reads it
and for a flat policy file (the fields of fuse_policy_t as integers), NAME.json or NAME_policy.json:
  NAME_policy.bin

Example:
  fuse config --input app_config.json --output-dir build/config

Exit codes: 0 written; 1 the input has errors, nothing was written; 2 wrong command line, or a file that cannot be read or
written; 70 a fault of this tool.`;

interface Options {
  readonly input?: string;
  readonly outputDir?: string;
  readonly natives?: string;
  readonly schema?: string;
  readonly werror?: boolean;
}

/** The command; its action ends with the exit code, or throws for what stops it altogether. */
export function createConfigCommand(): Command {
  const command = createCommand('config')
    .description('checks the configuration of an application and writes what its build and its host program need')
    .usage('--input FILE --output-dir DIR [options]')
    .option('--input <file>', 'app_config.json or a flat policy file; comments are allowed')
    .option('--output-dir <dir>', 'where the files go; made if missing')
    .option('--natives <file>', 'fuse_natives.json of the compiler (default: the newest in build*/**/generated)')
    .option('--schema <file>', 'write the JSON Schema of app_config.json, for editors')
    .option('--werror', 'treat warnings as errors')
    .addHelpText('after', HELP)
    .action((options: Options) => endWith(convert(command, options)));
  return command;
}

function convert(command: Command, options: Options): number {
  if (options.input === undefined && options.schema === undefined)
    command.error('error: --input FILE is missing; see --help');
  if (options.input !== undefined && options.outputDir === undefined) {
    command.error('error: --output-dir DIR is missing; see --help');
  }

  const natives = loadNatives(options.natives === undefined ? undefined : userPath(options.natives, 'config'));
  if (options.schema !== undefined) {
    const content = `${JSON.stringify(appConfigSchema(natives), null, 2)}\n`;
    report(writeOutputs([{ path: userPath(options.schema, 'config'), content }]), options.schema);
  }
  if (options.input === undefined || options.outputDir === undefined) return ExitCode.Success;

  const input = checkFile(options.input, userPath(options.input, 'config'), natives);
  const colors = colorsFor(process.stderr);
  process.stderr.write(formatDiagnostics(input.source, input.diagnostics, colors));
  const errors = count(input.diagnostics, 'error');
  const warnings = count(input.diagnostics, 'warning');
  if (errors > 0 || input.document === undefined || (options.werror === true && warnings > 0)) {
    const why = errors > 0 ? plural(errors, 'error') : `${plural(warnings, 'warning')}, and --werror is set`;
    process.stderr.write(`${options.input}: ${why}; nothing was written\n`);
    return ExitCode.InputErrors;
  }
  const outputDir = userPath(options.outputDir, 'config');
  const outputs = outputFiles(input.document, options.input, natives);
  report(writeOutputs(outputs.map((file) => ({ ...file, path: path.join(outputDir, file.path) }))), options.outputDir);
  return ExitCode.Success;
}

/** Reads and checks a file; `name` is what the messages call it. */
export function checkFile(name: string, file: string, natives: Natives): CheckedFile {
  return checkBytes(name, readBytes(name, file), natives);
}

/** Checks a file's content. */
export function checkBytes(name: string, bytes: Buffer, natives: Natives): CheckedFile {
  return checkJson(name, bytes, (document, { text }, lineOf) => {
    const rules = new Rules(document, natives, lineOf);
    if (isFlatPolicy(document)) {
      return [...checkSchema(document, text, FLAT_POLICY_SCHEMA, appConfigTerms([])), ...checkFlatPolicy(rules)];
    }
    const alwaysOn = natives.groups.filter((group) => !group.hardware).map((group) => group.name);
    const terms = appConfigTerms(alwaysOn);
    return [...checkSchema(document, text, appConfigSchema(natives), terms), ...checkAppConfig(rules)];
  });
}

/** A policy by itself: its fields stand at the top, and nothing of an application does. */
function isFlatPolicy(document: JsonDocument): boolean {
  const has = (name: string): boolean => document.at([name]) !== undefined;
  return !has('application') && !has('modules') && POLICY_FIELDS.some(has);
}

/** What is generated from a document without errors; paths are relative to the output folder. */
export function outputFiles(document: JsonDocument, input: string, natives: Natives): OutputFile[] {
  const name = path.basename(input);
  if (isFlatPolicy(document)) {
    const stem = name.replace(/\.jsonc?$/i, '').replace(/_policy$/, '');
    return [{ path: `${stem}_policy.bin`, content: encodePolicy(resolveFlatPolicy(document.value)) }];
  }
  const config = resolveAppConfig(document.value, natives);
  return [
    { path: 'fuse_app_config.h', content: appConfigHeader(config, name) },
    { path: 'fuse_hal_flags.cmake', content: cmakeFlags(config, name) },
    ...config.modules.map((module) => ({ path: `${module.name}_policy.bin`, content: encodePolicy(module.policy) })),
  ];
}

function report(result: ReturnType<typeof writeOutputs>, where: string): void {
  const unchanged = result.unchanged.length === 0 ? '' : `, ${result.unchanged.length} unchanged`;
  process.stdout.write(`${where}: ${plural(result.written.length, 'file')} written${unchanged}\n`);
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

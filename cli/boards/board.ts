// SPDX-License-Identifier: Apache-2.0
// A board: boards/<name>/board.json, checked against boards/board.schema.json.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { type CheckedFile, checkJson, readBytes } from '../config/checked-file';
import type { JsonDocument } from '../config/document';
import type { JsonSchema } from '../config/schema';
import { checkSchema, type SchemaTerms } from '../config/schema-check';
import { count, type Diagnostic, formatDiagnostics } from '../support/diagnostics';
import { ExitCode, UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { repositoryRoot } from '../support/paths';
import { colorsFor } from '../support/terminal';

const boardsFolder = path.join(repositoryRoot(), 'boards');

/** What board.json says. */
interface BoardJson {
  readonly name: string;
  readonly description: string;
  readonly processor: 'host' | 'cortex-m4' | 'cortex-m7';
  readonly kernel_port: string;
  readonly module_target: 'host' | 'cortex-m4' | 'cortex-m4-xip';
  readonly sources: readonly string[];
  readonly linker_script?: string;
  readonly qemu?: { readonly machine: string; readonly arguments: readonly string[] };
  readonly openocd?: { readonly config: string };
  readonly st_flash?: { readonly address: string };
}

export interface Board extends BoardJson {
  readonly folder: string;
}

const TERMS: SchemaTerms = {
  words: { processor: 'processor', kernel_port: 'kernel port', module_target: 'module target' },
  explain(error, path, found) {
    if (error.keyword === 'minItems') return 'the list is empty; name the C files of the board';
    if (error.keyword !== 'pattern') return undefined;
    const expected =
      path.at(-1) === 'address'
        ? 'an address such as "0x08000000"'
        : "the folder's name in small letters, digits and '-'";
    return `expected ${expected}, found ${found()}`;
  },
};

let loadedSchema: JsonSchema | undefined;

function schema(): JsonSchema {
  loadedSchema ??= JSON.parse(fs.readFileSync(path.join(boardsFolder, 'board.schema.json'), 'utf8')) as JsonSchema;
  return loadedSchema;
}

/** The boards of the repository. */
export function boardNames(): string[] {
  return fs
    .readdirSync(boardsFolder)
    .filter((name) => fs.existsSync(path.join(boardsFolder, name, 'board.json')))
    .sort();
}

/** A board by its name or, when that has a slash, by its folder. Throws UserError when there is none, or its board.json is wrong. */
export function loadBoard(nameOrFolder: string): Board {
  const isFolder = nameOrFolder.includes('/');
  if (!isFolder && !boardNames().includes(nameOrFolder)) {
    throw new UserError(`unknown board '${nameOrFolder}'${suggestion(nameOrFolder, boardNames())}`);
  }
  const folder = isFolder ? path.resolve(nameOrFolder) : path.join(boardsFolder, nameOrFolder);
  const file = path.join(folder, 'board.json');
  const name = path.relative('.', file);
  const { source, diagnostics, document } = checkBoard(name, readBytes(name, file), folder);
  const errors = count(diagnostics, 'error');
  if (errors > 0 || document === undefined) {
    process.stderr.write(formatDiagnostics(source, diagnostics, colorsFor(process.stderr)));
    throw new UserError(`${name}: ${errors} error${errors === 1 ? '' : 's'}; repair the file`, ExitCode.InputErrors);
  }
  return { ...(document.value as BoardJson), folder };
}

/** Checks the content of a board.json that lies in `folder`. */
export function checkBoard(name: string, bytes: Buffer, folder: string): CheckedFile {
  return checkJson(name, bytes, (document, { text }) => {
    const faults = checkSchema(document, text, schema(), TERMS);
    return faults.length > 0 ? faults : checkFacts(document, document.value as BoardJson, folder);
  });
}

/** What the schema cannot say. */
function checkFacts(document: JsonDocument, board: BoardJson, folder: string): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const fault = (where: readonly (string | number)[], message: string): void => {
    const { offset, length, type } = document.nearestTo(where).node;
    const whole = type === 'object' || type === 'array';
    faults.push({ severity: 'error', offset, length: whole ? 1 : length, field: document.fieldName(where), message });
  };
  const file = (where: readonly (string | number)[], named: string | undefined): void => {
    if (named === undefined || fs.existsSync(path.resolve(folder, named))) return;
    const directory = path.dirname(path.resolve(folder, named));
    const beside = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
    fault(where, `there is no file '${named}'${suggestion(path.basename(named), beside)}`);
  };

  if (board.name !== path.basename(folder)) fault(['name'], `the folder is called '${path.basename(folder)}'`);
  board.sources.forEach((source, i) => file(['sources', i], source));
  file(['linker_script'], board.linker_script);
  file(['openocd', 'config'], board.openocd?.config);
  if (board.processor === 'host') {
    for (const key of ['linker_script', 'qemu', 'openocd', 'st_flash'] as const) {
      if (board[key] !== undefined) fault([key], "a board with the processor 'host' runs on this machine; remove it");
    }
  } else {
    if (board.linker_script === undefined) fault([], "'linker_script' is missing");
    if (board.module_target === 'host') fault(['module_target'], `'host' is not for a ${board.processor}`);
  }
  return faults;
}

// SPDX-License-Identifier: Apache-2.0
// A new module in an application: its source from a template, its entry in app_config.json, whose comments stay.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { applyEdits, type JSONPath, modify } from 'jsonc-parser';
import { isCKeyword, macroName } from '../config/c-names';
import { checkJson, readBytes } from '../config/checked-file';
import { ASSUMED } from '../inspect/least-policy';
import { formatDiagnostics } from '../support/diagnostics';
import { ExitCode, UserError } from '../support/main';
import type { OutputFile } from '../support/output-files';
import { shortPath } from '../support/paths';
import { colorsFor } from '../support/terminal';
import { type ApplicationFolder, MODULES_FOLDER } from './application';
import { type Language, LANGUAGES } from './languages';
import { fillTemplate } from './templates';

const MAX_NAME = 63;
/** A second from one step to the next, where the application has a clock. */
const INTERVAL_US = 1_000_000;

/** What the edit looks at; whatever is missing or of another type is the business of `fuse check`. */
interface LooseConfig {
  readonly application?: { readonly max_modules?: unknown; readonly hal_groups?: unknown };
  readonly modules?: unknown;
}

/** Throws UserError for what cannot be a module's name. */
function checkModuleName(name: string): void {
  const rule = 'use letters, digits and _, and begin with a letter or _';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new UserError(`'${name}' cannot be the name of a module: ${rule}`);
  if (name.length > MAX_NAME) throw new UserError(`'${name}' is longer than ${MAX_NAME} characters; shorten the name`);
  if (isCKeyword(name)) throw new UserError(`'${name}' is a keyword of C; choose another name`);
}

/** The same in an application; whether its configuration has room is not looked at. */
export function checkNewModuleName({ folder }: ApplicationFolder, name: string): void {
  checkModuleName(name);
  const target = path.join(folder, MODULES_FOLDER, name);
  if (fs.existsSync(target)) throw new UserError(`${shortPath(target)} exists already; nothing was changed`);
}

/** The source file of a new module, relative to the application's folder. */
export function moduleSource(name: string, language: Language): OutputFile {
  const { extension } = LANGUAGES[language];
  return {
    path: path.join(MODULES_FOLDER, name, `${name}${extension}`),
    content: fillTemplate(path.join(language, `module${extension}`), name),
  };
}

/** The files that a new module adds to or changes in an application; nothing is written. Throws UserError when it cannot be added. */
export function newModule(application: ApplicationFolder, name: string, language: Language): OutputFile[] {
  checkNewModuleName(application, name);
  const { folder, config } = application;
  const shown = shortPath(config);
  const source = moduleSource(name, language);
  return [
    { ...source, path: path.join(folder, source.path) },
    { path: config, content: addToConfig(shown, readBytes(shown, config), name) },
  ];
}

/** The text of an app_config.json with one module more; `file` is what messages call it. */
export function addToConfig(file: string, bytes: Buffer, name: string): string {
  const { source, diagnostics, document } = checkJson(file, bytes, () => []);
  if (document === undefined || diagnostics.length > 0) {
    process.stderr.write(formatDiagnostics(source, diagnostics, colorsFor(process.stderr)));
    throw new UserError(`${file}: repair it first; nothing was changed`, ExitCode.InputErrors);
  }
  const value = document.value as LooseConfig | null;
  const modules = value?.modules ?? [];
  const max = value?.application?.max_modules;
  if (!Array.isArray(modules)) {
    throw new UserError(`${file}: modules is not a list; repair it first, nothing was changed`, ExitCode.InputErrors);
  }
  for (const other of modules as readonly ({ readonly name?: unknown } | null)[]) {
    if (typeof other?.name === 'string' && macroName(other.name) === macroName(name)) {
      throw new UserError(`${file} has a module '${other.name}' already; nothing was changed`, ExitCode.InputErrors);
    }
  }
  if (typeof max === 'number' && modules.length >= max) {
    const message = `application.max_modules is ${max}, and so many modules are there: raise it first`;
    throw new UserError(`${file}: ${message}; nothing was changed`, ExitCode.InputErrors);
  }
  const groups = value?.application?.hal_groups;
  const hasClock = Array.isArray(groups) && groups.includes('timer');
  return insertModule(source.text, modules.length, entryOf(name, hasClock));
}

function entryOf(name: string, hasClock: boolean): object {
  return {
    name,
    binary: `${name}.aot`,
    policy: {
      capabilities: ['LOG'],
      memory_pages_max: 1,
      stack_size: ASSUMED.stack_size,
      heap_size: 0,
      cpu_quota_us: ASSUMED.cpu_quota_us,
      // Without a clock, a period cannot be kept: then at every tick.
      step_interval_us: hasClock ? INTERVAL_US : 0,
      activation: ASSUMED.activation,
    },
  };
}

function insertModule(text: string, count: number, entry: object): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  const [place, value]: [JSONPath, unknown] = count === 0 ? [['modules'], [entry]] : [['modules', count], entry];
  const options = { formattingOptions, isArrayInsertion: count > 0 };
  const edited = applyEdits(text, modify(text, place, value, options));
  return edited.endsWith('\n') ? edited : `${edited}\n`;
}

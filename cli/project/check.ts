// SPDX-License-Identifier: Apache-2.0
// Holds an application's configuration against its rules, and each built module against its policy.

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { type AppModule, resolveAppConfig } from '../config/app-config';
import type { CheckedFile } from '../config/checked-file';
import { checkFile } from '../config/command';
import type { Path } from '../config/document';
import type { Natives } from '../config/natives';
import { Rules } from '../config/rules';
import { type BuiltReport, faultsOf, inspectModule } from '../inspect/inspect';
import { count, type Diagnostic } from '../support/diagnostics';
import { messageOf, UserError } from '../support/main';
import { shortPath } from '../support/paths';
import { type ApplicationFolder, MODULES_FOLDER } from './application';
import { checkBuildFolder, findBuilt, targetFolders } from './built-module';
import { moduleFolders } from './module-sources';

const PAGE_BYTES = 65_536;
/** A memory without a limit of its own: it says nothing about what the module needs. */
const UNLIMITED_PAGES = 65_536;

export interface ModuleCheck {
  readonly name: string;
  /** What was looked into; null when nothing was built. */
  readonly file: string | null;
}

export interface ApplicationCheck extends CheckedFile {
  readonly modules: readonly ModuleCheck[];
}

export interface CheckOptions {
  readonly natives: Natives;
  /** Where built modules are; default: the folders in build/. */
  readonly buildFolder?: string | undefined;
}

export function checkApplication({ folder, config }: ApplicationFolder, options: CheckOptions): ApplicationCheck {
  const { natives, buildFolder } = options;
  if (buildFolder !== undefined) checkBuildFolder(buildFolder);
  const name = shortPath(config);
  const checked = checkFile(name, config, natives);
  const { document, source } = checked;
  // With errors, what the policies mean is not known.
  if (document === undefined || count(checked.diagnostics, 'error') > 0) return { ...checked, modules: [] };
  if (document.at(['application']) === undefined) {
    throw new UserError(`${name} is a policy by itself, not an application; \`fuse config\` makes its binary`);
  }

  const rules = new Rules(document, natives, (offset) => source.line(offset));
  const folders = buildFolder === undefined ? targetFolders(folder) : [buildFolder];
  const modules = resolveAppConfig(document.value, natives).modules.map((module, index) => {
    const place: Path = ['modules', index];
    const built = findBuilt(folder, folders, module);
    if (built === undefined) {
      rules.warning(
        [...place, 'binary'],
        'not built yet, so only the configuration was checked; build it and check again',
      );
      return { name: module.name, file: null };
    }
    if (built.newerSource !== null) {
      const [file, newer] = [shortPath(built.file), shortPath(built.newerSource)];
      rules.warning([...place, 'binary'], `${file} is older than ${newer}; build it again`);
    }
    checkModule(rules, place, module, built.file);
    checkImage(rules, [...place, 'binary'], built.file);
    return { name: module.name, file: shortPath(built.file) };
  });
  const declared = new Set(modules.map((module) => module.name));
  for (const found of moduleFolders(folder).filter((module) => !declared.has(module))) {
    rules.warning(['modules'], `${MODULES_FOLDER}/${found}/ has sources, but no module here is called '${found}'`);
  }
  const diagnostics: readonly Diagnostic[] = [...checked.diagnostics, ...rules.diagnostics];
  return { ...checked, diagnostics, modules };
}

function checkModule(rules: Rules, place: Path, module: AppModule, file: string): void {
  const shown = shortPath(file);
  let report: BuiltReport;
  try {
    report = inspectModule(shown, fs.readFileSync(file), rules.natives);
  } catch (error) {
    if (!(error instanceof UserError)) throw new UserError(`cannot read ${shown}: ${messageOf(error)}`);
    rules.error([...place, 'binary'], error.message);
    return;
  }
  checkBuilt(rules, place, module, report);
}

/** Of two files the host loads the image: what the .wasm tells has to hold for that. */
function checkImage(rules: Rules, place: Path, file: string): void {
  const [image, source] = ['.aot', '.wasm'].map((ending) => file.replace(/\.(wasm|aot)$/, ending)) as [string, string];
  if (!fs.existsSync(image) || !fs.existsSync(source)) return;
  try {
    const report = inspectModule(shortPath(image), fs.readFileSync(image), rules.natives);
    for (const fault of faultsOf(report)) rules.error(place, `${report.file}: ${fault}`);
    const origin = report.kind === 'aot' ? report.origin : null;
    if (origin === createHash('sha256').update(fs.readFileSync(source)).digest('hex')) return;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    rules.error(place, error.message);
    return;
  }
  const other = `${shortPath(image)} does not name ${shortPath(source)} beside it as what it was made from`;
  rules.warning(place, `${other}: one is older; build the module again`);
}

/** Holds a built module against its policy. */
export function checkBuilt(rules: Rules, place: Path, module: AppModule, report: BuiltReport): void {
  for (const fault of faultsOf(report)) rules.error([...place, 'binary'], `${report.file}: ${fault}`);
  checkCapabilities(rules, [...place, 'policy', 'capabilities'], module, report);
  checkMemory(rules, [...place, 'policy', 'memory_pages_max'], module, report);
}

function checkCapabilities(rules: Rules, place: Path, module: AppModule, report: BuiltReport): void {
  const { needs } = report.demands;
  for (const { capability, functions } of needs) {
    if (module.capabilities.includes(capability)) continue;
    const calls = `${report.file} imports ${functions.join(', ')}`;
    rules.error(place, `${calls}, which needs ${capability}: add "${capability}", or remove the call`);
  }
  for (const [word, where] of rules.words(place)) {
    if (needs.some(({ capability }) => capability === word)) continue;
    rules.warning(where, `${report.file} imports no function that needs ${word}: remove it (least privilege)`);
  }
}

function checkMemory(rules: Rules, place: Path, module: AppModule, report: BuiltReport): void {
  const { memory } = report.module;
  const { memoryPages, growthPages } = report.demands;
  const allowed = module.policy.memory_pages_max;
  if (memory === null) return;
  if (memory.bytes > allowed * PAGE_BYTES) {
    const needs = `${report.file} has ${memory.bytes} bytes of memory, more than the ${allowed * PAGE_BYTES} allowed`;
    rules.error(place, `${needs}: raise it to ${memoryPages}, or make the module's data smaller`);
  } else if (growthPages > allowed && growthPages < UNLIMITED_PAGES) {
    const wants = `${report.file} declares that it may grow to ${growthPages} pages`;
    rules.warning(place, `${wants}: growing beyond ${allowed} fails inside the module`);
  }
}

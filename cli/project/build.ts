// SPDX-License-Identifier: Apache-2.0
// Builds an application for a target: what is new of its modules, a check of each against its policy, then the program or image.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { type AppModule, resolveAppConfig } from '../config/app-config';
import { checkFile } from '../config/command';
import { loadNatives, type Natives } from '../config/natives';
import { buildQuietly, tryBuild } from '../support/build';
import { hashFile, hashText, hashTree } from '../support/content-hash';
import { count, formatDiagnostics } from '../support/diagnostics';
import { withLock } from '../support/lock';
import { ExitCode, UserError } from '../support/main';
import { repositoryRoot, shortPath } from '../support/paths';
import { colorsFor } from '../support/terminal';
import { requireTool } from '../support/tools';
import { type ApplicationFolder, BUILD_FOLDER } from './application';
import { checkApplication } from './check';
import { cmakeProject, IMAGE } from './cmake-project';
import { configureProject } from './configure';
import { keepModule, takeModule } from './module-cache';
import { moduleFaults } from './module-faults';
import { checkInputs } from './module-inputs';
import { findSources, moduleKey, type ModuleSources, toolchainSettings } from './module-sources';
import { buildRuntime, findRuntime, findTools, isBuilt, type RuntimeBuild, type Tools } from './runtime-build';
import type { Target } from './target';

/** What turns sources into modules, and modules into a program, beside what the runtime is built from. */
const MODULE_INPUTS = ['sdk/modules.cmake', 'sdk/languages.cmake', 'sdk/assemblyscript'];
const IMAGE_INPUTS = ['firmware', 'sdk/embed.cmake', 'dist/cli/config', 'cli/config/configuration.cmake'];

/** Without which nothing can be said about what else is missing. */
const PROGRAMS = [
  ['cmake', 'cmake'],
  ['ninja', 'ninja-build'],
  ['gcc', 'gcc'],
  ['g++', 'g++'],
] as const;

const BOARD_PROGRAMS = [['arm-none-eabi-gcc', 'gcc-arm-none-eabi']] as const;

export interface BuildOptions {
  /** For a debugger. */
  readonly debug?: boolean;
}

export type ModuleResult = 'built' | 'from the cache' | 'unchanged';

export interface ApplicationBuild {
  /** With <name>.wasm and <name>.aot of each module. */
  readonly folder: string;
  /** CMake's, with images/. */
  readonly cmakeFolder: string;
  /** The program or image. */
  readonly image: string;
  readonly changed: boolean;
  readonly modules: readonly { readonly name: string; readonly result: ModuleResult }[];
}

interface Plan {
  readonly app: ApplicationFolder;
  readonly target: Target;
  readonly debug: boolean;
  readonly folder: string;
  readonly cmakeFolder: string;
  readonly image: string;
  readonly modules: readonly (ModuleSources & { readonly key: string; readonly stem: string })[];
}

/** What a build left behind, so that the next one sees at once that there is nothing to do. */
interface Stamp {
  readonly key: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Throws UserError for what cannot be built, with the faults printed. */
export function buildApplication(app: ApplicationFolder, target: Target, options: BuildOptions = {}): ApplicationBuild {
  const debug = options.debug ?? false;
  const isBoard = target.board.processor !== 'host';
  for (const [program, debianPackage] of [...PROGRAMS, ...(isBoard ? BOARD_PROGRAMS : [])]) {
    requireTool(program, debianPackage);
  }
  const tools = findTools();
  // What is wrong with the application is told before a first build of the runtime, which takes a while.
  const declared = declaredModules(app, loadNatives(isBuilt(tools) ? tools.natives : undefined));
  const plan = planOf(app, target, debug, declared, tools);
  const key = buildKey(plan);
  if (isBuilt(tools) && isBuilt(findRuntime(target, debug)) && isCurrent(plan, key)) {
    return resultOf(plan, false, () => 'unchanged');
  }
  const runtime = buildRuntime(target, debug);
  return withLock(plan.folder, shortPath(plan.folder), () => buildPlan(plan, key, tools, runtime));
}

function buildPlan(plan: Plan, key: string, tools: Tools, runtime: RuntimeBuild): ApplicationBuild {
  const { app, folder, modules } = plan;
  // Someone else may have built it while this build waited.
  if (isCurrent(plan, key)) return resultOf(plan, false, () => 'unchanged');
  const project = cmakeProject({ config: app.config, images: folder, modules });
  configureProject(plan, runtime.folder, project, toolchainSettings(modules));
  const missed = plan.modules.filter(({ key: moduleKey, stem }) => !takeModule(moduleKey, stem));
  buildModules(plan, missed, runtime.folder);
  checkModules(plan, tools);
  buildImage(plan);
  writeStamp(plan, key);
  return resultOf(plan, true, (name) => (missed.some((module) => module.name === name) ? 'built' : 'from the cache'));
}

/** An earlier build as it is; throws UserError when there is none. */
export function findBuild(
  app: ApplicationFolder,
  target: Target,
  options: BuildOptions = {},
): Pick<ApplicationBuild, 'folder' | 'cmakeFolder' | 'image'> {
  const places = placesOf(app, target, options.debug ?? false);
  if (!fs.existsSync(places.image)) {
    throw new UserError(`${shortPath(places.image)} is not built: leave out --no-build`);
  }
  return places;
}

function placesOf(
  app: ApplicationFolder,
  { name, board }: Target,
  debug: boolean,
): Pick<Plan, 'folder' | 'cmakeFolder' | 'image'> {
  const folder = path.resolve(app.folder, BUILD_FOLDER, name);
  const cmakeFolder = path.join(folder, debug ? 'cmake-debug' : 'cmake');
  const suffix = board.processor === 'host' ? '' : '.elf';
  return { folder, cmakeFolder, image: path.join(cmakeFolder, 'images', `${IMAGE}${suffix}`) };
}

/** The modules of the configuration, which has no faults then. */
function declaredModules({ config }: ApplicationFolder, natives: Natives): readonly AppModule[] {
  const name = shortPath(config);
  const { source, diagnostics, document } = checkFile(name, config, natives);
  const errors = count(diagnostics, 'error');
  if (document === undefined || errors > 0) {
    process.stderr.write(formatDiagnostics(source, diagnostics, colorsFor(process.stderr)));
    throw new UserError(
      `${name} has ${errors} error${errors === 1 ? '' : 's'}; nothing was built`,
      ExitCode.InputErrors,
    );
  }
  if (document.at(['application']) === undefined) {
    throw new UserError(`${name} is a policy by itself, not an application; \`fuse config\` makes its binary`);
  }
  const { modules } = resolveAppConfig(document.value, natives);
  if (modules.length === 0) {
    throw new UserError(`${name} has no modules; add one with \`fuse new module NAME\``, ExitCode.InputErrors);
  }
  for (const module of modules) {
    if (module.binary === `${module.name}.aot`) continue;
    const message = `${name}: the binary of module '${module.name}' is '${module.binary}'`;
    throw new UserError(`${message}; \`fuse build\` makes '${module.name}.aot': write that`, ExitCode.InputErrors);
  }
  return modules;
}

/** CMake and ninja cannot be told of every path. */
function checkPath(folder: string): void {
  const [character] = /[;"$\\\n\r]/.exec(folder) ?? [];
  if (character === undefined) return;
  throw new UserError(
    `${folder}: CMake cannot build in a folder with ${JSON.stringify(character)} in its path; rename it`,
  );
}

function planOf(
  app: ApplicationFolder,
  target: Target,
  debug: boolean,
  declared: readonly AppModule[],
  tools: Tools,
): Plan {
  const places = placesOf(app, target, debug);
  checkPath(places.folder);
  const context = JSON.stringify([tools.key, target.board.module_target, hashTree(repositoryRoot(), MODULE_INPUTS)]);
  const modules = declared.map(({ name }) => {
    const found = findSources(app, name);
    return { ...found, key: moduleKey(app, found, context), stem: path.join(places.folder, name) };
  });
  return { app, target, debug, ...places, modules };
}

/** The name of all that a build makes. */
function buildKey({ app, target, debug, modules }: Plan): string {
  const runtime = findRuntime(target, debug).key;
  const inputs = hashTree(repositoryRoot(), IMAGE_INPUTS);
  return hashText(JSON.stringify([runtime, inputs, hashFile(app.config), modules.map(({ key }) => key)]));
}

function stampFile({ cmakeFolder }: Plan): string {
  return path.join(cmakeFolder, 'fuse-build.json');
}

function outputsOf({ folder, image, modules }: Plan): string[] {
  const files = [...modules.flatMap(({ stem }) => [`${stem}.wasm`, `${stem}.aot`]), image];
  return files.map((file) => path.relative(folder, file));
}

function isCurrent(plan: Plan, key: string): boolean {
  const stamp = readStamp(stampFile(plan));
  return (
    stamp?.key === key &&
    outputsOf(plan).every((name) => {
      const output = path.join(plan.folder, name);
      return fs.existsSync(output) && stamp.files[name] === hashFile(output);
    })
  );
}

function readStamp(file: string): Stamp | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Stamp;
  } catch {
    // There was no build, or it was interrupted.
    return undefined;
  }
}

function writeStamp(plan: Plan, key: string): void {
  const files = Object.fromEntries(outputsOf(plan).map((name) => [name, hashFile(path.join(plan.folder, name))]));
  fs.writeFileSync(stampFile(plan), `${JSON.stringify({ key, files } satisfies Stamp, null, 2)}\n`);
}

function buildModules({ app, target, cmakeFolder }: Plan, missed: Plan['modules'], bindings: string): void {
  if (missed.length === 0) return;
  // Seconds without a word, to someone who waits.
  if (process.stderr.isTTY) {
    process.stderr.write(`compiling ${missed.map(({ name }) => name).join(', ')} for ${target.name} …\n`);
  }
  const failure = tryBuild(
    cmakeFolder,
    missed.map(({ name }) => `${name}_aot`),
  );
  if (failure !== undefined) {
    const { said, summary } = moduleFaults(failure, missed);
    process.stderr.write(said);
    throw new UserError(`${summary}, see above`, ExitCode.InputErrors);
  }
  for (const { name, key, stem } of missed) {
    checkInputs(app, name, cmakeFolder, bindings);
    keepModule(key, path.join(cmakeFolder, 'application', name));
    if (!takeModule(key, stem)) copyModule(path.join(cmakeFolder, 'application', name), stem);
  }
}

/** For a cache that cannot be written. */
function copyModule(from: string, stem: string): void {
  for (const ending of ['.wasm', '.aot']) fs.copyFileSync(`${from}${ending}`, `${stem}${ending}`);
}

function checkModules({ app, folder }: Plan, tools: Tools): void {
  const { source, diagnostics } = checkApplication(app, { natives: loadNatives(tools.natives), buildFolder: folder });
  process.stderr.write(formatDiagnostics(source, diagnostics, colorsFor(process.stderr)));
  const errors = count(diagnostics, 'error');
  if (errors === 0) return;
  const message = `${source.name}: ${errors} error${errors === 1 ? '' : 's'}; the program was not built`;
  throw new UserError(message, ExitCode.InputErrors);
}

function buildImage(plan: Plan): void {
  const { cmakeFolder, image } = plan;
  // Ninja goes by times: what someone has changed since looks newer than what it is made from.
  const known = readStamp(stampFile(plan))?.files[path.relative(plan.folder, image)];
  if (fs.existsSync(image) && known !== hashFile(image)) fs.rmSync(image);
  const failure = buildQuietly(cmakeFolder, [IMAGE]);
  if (failure === undefined) return;
  process.stderr.write(failure);
  throw new UserError('the program cannot be built, see above', ExitCode.InputErrors);
}

function resultOf(plan: Plan, changed: boolean, result: (name: string) => ModuleResult): ApplicationBuild {
  const { folder, cmakeFolder, image, modules } = plan;
  return { folder, cmakeFolder, image, changed, modules: modules.map(({ name }) => ({ name, result: result(name) })) };
}

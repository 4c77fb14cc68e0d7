// SPDX-License-Identifier: Apache-2.0
/** Stage `load`: files and folders become one TypeScript program over the subset's own library, and what tsc says about it. */
import { Project, ts } from 'ts-morph';
import * as path from 'node:path';
import type { Diagnostics } from '../diagnostics';
import { rangeIn } from '../diagnostics';
import { cBaseNames } from './cbase';
import { type Inputs, readInputs } from './inputs';
import { libraryPath, libraryText } from './library';
import { reportTypeScript } from './typescript';

export interface LoadOptions {
  /** Files, or folders of which every .ts file belongs to the program. */
  readonly projects: readonly string[];
  /** Folders with more HAL groups. */
  readonly halDirs?: readonly string[];
  /** Paths in messages and outputs are relative to this folder; default: the current one. */
  readonly root?: string;
  /** In place of the file system, for tests: text by path relative to the root. */
  readonly memory?: Readonly<Record<string, string>>;
}

/** One file of the program, in the order of paths. */
export interface SourceUnit {
  readonly source: ts.SourceFile;
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly cBase: string;
  /** A `.d.ts`: C declarations. */
  readonly isExtern: boolean;
}

export interface Sources {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly units: readonly SourceUnit[];
  readonly unitOf: (source: ts.SourceFile) => SourceUnit | undefined;
  readonly displayPath: (source: ts.SourceFile) => string;
  readonly textOf: (file: string) => string | undefined;
}

const compilerOptions: ts.CompilerOptions = {
  noLib: true,
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  // An unused local or private function would be a warning, hence an error, of the C compilers.
  noUnusedLocals: true,
  skipDefaultLibCheck: true,
};

export function load(options: LoadOptions, diagnostics: Diagnostics): Sources {
  const root = path.resolve(options.root ?? '.');
  const inMemory = options.memory !== undefined;
  const project = new Project({
    compilerOptions,
    skipAddingFilesFromTsConfig: true,
    skipLoadingLibFiles: true,
    useInMemoryFileSystem: inMemory,
  });
  const library = inMemory ? '/lang/lib.d.ts' : libraryPath();
  project.createSourceFile(library, libraryText(), { overwrite: true });
  const inputs: Inputs = inMemory ? memoryInputs(project, options.memory ?? {}) : readInputs(options);
  if (!inMemory) for (const file of inputs.files) project.addSourceFileAtPath(file);

  const program = project.getProgram().compilerObject;
  const base = inMemory ? '/' : root;
  const displayPath = (source: ts.SourceFile): string => path.relative(base, source.fileName).split(path.sep).join('/');
  const own = program.getSourceFiles().filter((source) => path.normalize(source.fileName) !== path.normalize(library));
  const names = cBaseNames(
    own.map((source) => source.fileName),
    inputs.roots,
  );
  const units = own
    .map((source, i) => ({
      source,
      path: displayPath(source),
      cBase: names[i] as string,
      isExtern: source.isDeclarationFile,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const bySource = new Map(units.map((unit) => [unit.source, unit]));
  const byPath = new Map(units.map((unit) => [unit.path, unit]));

  reportTypeScript(program, own, diagnostics, (source, start, end) => rangeIn(displayPath(source), source, start, end));
  return {
    program,
    checker: program.getTypeChecker(),
    units,
    unitOf: (source) => bySource.get(source),
    displayPath,
    textOf: (file) => byPath.get(file)?.source.text,
  };
}

function memoryInputs(project: Project, files: Readonly<Record<string, string>>): Inputs {
  for (const [name, text] of Object.entries(files)) project.createSourceFile(`/${name}`, text);
  return { files: Object.keys(files).map((name) => `/${name}`), roots: ['/'] };
}

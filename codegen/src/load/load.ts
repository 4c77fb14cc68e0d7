// SPDX-License-Identifier: Apache-2.0
/** Stage `load`: files and folders become one TypeScript program over the subset's own library, and what tsc says about it. */
import * as path from 'node:path';
import type ts from 'typescript';
import type { Diagnostics } from '../diagnostics';
import { rangeIn } from '../diagnostics';
import { cBaseNames } from './cbase';
import { type Inputs, readInputs } from './inputs';
import { libraryPath } from './library';
import { ProgramBuilder, type TextSource } from './program';
import { diskTexts, memoryLibrary } from './texts';
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
  /** The files of the program, by whom that knows them, such as an editor; `projects` then searches no folder. */
  readonly files?: readonly string[];
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
  /** Files whose syntax tsc refuses: their trees have holes, so that nothing else is said about them. */
  readonly broken: ReadonlySet<ts.SourceFile>;
}

/** One program in its several states: each `load` reads the files anew and reuses what has not changed. */
export class Loader {
  private readonly programs: ProgramBuilder;

  /** `texts`: in place of the disk. */
  constructor(texts: TextSource = diskTexts) {
    this.programs = new ProgramBuilder(texts);
  }

  load(options: LoadOptions, diagnostics: Diagnostics): Sources {
    return load(options, this.programs, diagnostics);
  }
}

function load(options: LoadOptions, programs: ProgramBuilder, diagnostics: Diagnostics): Sources {
  const root = path.resolve(options.root ?? '.');
  const inMemory = options.memory !== undefined;
  const library = inMemory ? memoryLibrary : libraryPath();
  const inputs = inputsOf(options, root);
  const built = programs.build([library, ...inputs.files]);
  const { program } = built;
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

  const broken = new Set(own.filter((source) => program.getSyntacticDiagnostics(source).length > 0));
  reportTypeScript(built, own, broken, diagnostics, (source, start, end) =>
    rangeIn(displayPath(source), source, start, end),
  );
  for (const source of broken) diagnostics.silence(displayPath(source));
  return {
    program,
    checker: program.getTypeChecker(),
    units,
    unitOf: (source) => bySource.get(source),
    displayPath,
    textOf: (file) => byPath.get(file)?.source.text,
    broken,
  };
}

function inputsOf(options: LoadOptions, root: string): Inputs {
  if (options.memory !== undefined)
    return { files: Object.keys(options.memory).map((name) => `/${name}`), roots: ['/'] };
  if (options.files !== undefined) return { files: options.files, roots: [root] };
  return readInputs(options);
}

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
import { diskTexts, memoryLibrary, memoryTexts } from './texts';
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

/** The front door of one program in several states: each `load` reads the files anew and reuses what has not changed. */
export class Loader {
  private readonly programs: ProgramBuilder;

  constructor(
    private readonly options: LoadOptions,
    texts: TextSource = options.memory === undefined ? diskTexts : memoryTexts(options.memory),
  ) {
    this.programs = new ProgramBuilder(texts);
  }

  load(diagnostics: Diagnostics): Sources {
    return load(this.options, this.programs, diagnostics);
  }
}

function load(options: LoadOptions, programs: ProgramBuilder, diagnostics: Diagnostics): Sources {
  const root = path.resolve(options.root ?? '.');
  const inMemory = options.memory !== undefined;
  const library = inMemory ? memoryLibrary : libraryPath();
  const inputs: Inputs = inMemory ? memoryInputs(options.memory ?? {}) : readInputs(options);
  const builder = programs.build([library, ...inputs.files]);
  const program = builder.getProgram();
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

  reportTypeScript(builder, own, diagnostics, (source, start, end) => rangeIn(displayPath(source), source, start, end));
  return {
    program,
    checker: program.getTypeChecker(),
    units,
    unitOf: (source) => bySource.get(source),
    displayPath,
    textOf: (file) => byPath.get(file)?.source.text,
  };
}

function memoryInputs(files: Readonly<Record<string, string>>): Inputs {
  return { files: Object.keys(files).map((name) => `/${name}`), roots: ['/'] };
}

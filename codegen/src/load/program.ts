// SPDX-License-Identifier: Apache-2.0
/** TypeScript programs of one set of files, each built with what the last one knew: after an edit only what it touches is parsed and checked again. */
import * as path from 'node:path';
import ts from 'typescript';

/** Where texts come from: the disk, memory, or an editor with unsaved files. */
export interface TextSource {
  /** Undefined where there is no such file. */
  read(file: string): string | undefined;
  exists(file: string): boolean;
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

/** A program, and what tsc says of its files. */
export interface BuiltProgram {
  readonly program: ts.Program;
  semanticDiagnostics(source: ts.SourceFile): readonly ts.Diagnostic[];
}

export class ProgramBuilder {
  private built: BuiltProgram | undefined;
  private files = new Map<string, ts.SourceFile>();
  /** Those of this program, in place of those of the last one. */
  private current = new Map<string, ts.SourceFile>();
  /** What tsc said of a file, as long as nothing that it imports has changed. */
  private readonly said = new Map<ts.SourceFile, readonly ts.Diagnostic[]>();
  private imports = new WeakMap<ts.SourceFile, readonly string[]>();

  constructor(private readonly texts: TextSource) {}

  /** The same object as long as no file has changed. */
  build(roots: readonly string[]): BuiltProgram {
    this.current = new Map();
    const program = ts.createProgram(roots, compilerOptions, this.host(), this.built?.program);
    if (this.built !== undefined && sameFiles(this.built.program, program)) return this.built;
    this.forget(program);
    this.files = this.current;
    this.built = { program, semanticDiagnostics: (source) => this.semanticDiagnostics(program, source) };
    return this.built;
  }

  private semanticDiagnostics(program: ts.Program, source: ts.SourceFile): readonly ts.Diagnostic[] {
    let said = this.said.get(source);
    if (said === undefined) this.said.set(source, (said = program.getSemanticDiagnostics(source)));
    return said;
  }

  /** What was said of files that changed, or import one that did, or that an augmentation or a global may have changed. */
  private forget(program: ts.Program): void {
    const changed = new Set<string>();
    const states: ts.SourceFile[] = [];
    for (const name of new Set([...this.files.keys(), ...this.current.keys()])) {
      const [before, now] = [this.files.get(name), this.current.get(name)];
      if (before === now) continue;
      changed.add(name);
      for (const state of [before, now]) if (state !== undefined) states.push(state);
      // An import may lead somewhere else now.
      if (before === undefined || now === undefined) {
        this.said.clear();
        this.imports = new WeakMap();
      }
    }
    if (states.some(reachesFurther)) this.said.clear();
    for (let more = true; more;) {
      more = false;
      for (const source of program.getSourceFiles()) {
        if (changed.has(source.fileName) || !this.importsOf(source).some((name) => changed.has(name))) continue;
        changed.add(source.fileName);
        more = true;
      }
    }
    for (const source of [...this.said.keys()])
      if (changed.has(source.fileName) || this.current.get(source.fileName) !== source) this.said.delete(source);
  }

  /** Files that one names in imports and exports. */
  private importsOf(source: ts.SourceFile): readonly string[] {
    const known = this.imports.get(source);
    if (known !== undefined) return known;
    const names = ts.preProcessFile(source.text, true, false).importedFiles.flatMap(({ fileName }) => {
      const { resolvedModule } = ts.resolveModuleName(fileName, source.fileName, compilerOptions, this.host());
      return resolvedModule === undefined ? [] : [resolvedModule.resolvedFileName];
    });
    this.imports.set(source, names);
    return names;
  }

  private host(): ts.CompilerHost {
    return {
      getSourceFile: (file) => this.sourceFile(file),
      readFile: (file) => this.texts.read(file),
      fileExists: (file) => this.texts.exists(file),
      getDefaultLibFileName: () => 'lib.d.ts',
      writeFile: () => undefined,
      getCurrentDirectory: () => path.sep,
      getCanonicalFileName: (file) => file,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
    };
  }

  private sourceFile(file: string): ts.SourceFile | undefined {
    const read = this.current.get(file);
    if (read !== undefined) return read;
    const text = this.texts.read(file);
    if (text === undefined) return undefined;
    const known = this.files.get(file);
    const source = known?.text === text ? known : parse(file, text);
    this.current.set(file, source);
    return source;
  }
}

/** The library is the same in every program of a process. */
let library: ts.SourceFile | undefined;

function parse(file: string, text: string): ts.SourceFile {
  if (library?.fileName === file && library.text === text) return library;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  if (file.endsWith('lib.d.ts')) library = source;
  return source;
}

/** Whether a change of the file reaches others that do not import it. */
function reachesFurther(source: ts.SourceFile): boolean {
  return !ts.isExternalModule(source) || source.statements.some(ts.isModuleDeclaration);
}

function sameFiles(a: ts.Program, b: ts.Program): boolean {
  const [files, others] = [a.getSourceFiles(), b.getSourceFiles()];
  return files.length === others.length && files.every((file, i) => file === others[i]);
}

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

type Builder = ts.SemanticDiagnosticsBuilderProgram;
/** What the builder tells two states of one file apart by. */
type VersionedFile = ts.SourceFile & { version: string };

export class ProgramBuilder {
  private builder: Builder | undefined;
  private files = new Map<string, VersionedFile>();
  private versions = 0;
  /** Files that were read for this program, in place of those of the last one. */
  private current = new Map<string, VersionedFile>();
  /** Both states of each file that is not what it was. */
  private changed: ts.SourceFile[] = [];

  constructor(private readonly texts: TextSource) {}

  /** The same object as long as no file has changed. */
  build(roots: readonly string[]): Builder {
    this.current = new Map();
    this.changed = [];
    const host = this.host();
    const before = this.builder;
    let builder = ts.createSemanticDiagnosticsBuilderProgram(roots, compilerOptions, host, before);
    if (before !== undefined && sameFiles(before, builder)) return before;
    for (const [name, file] of this.files) if (!this.current.has(name)) this.changed.push(file);
    // The builder follows imports; what an augmentation or a global changes is seen without one.
    if (before !== undefined && this.changed.some(reachesFurther))
      builder = ts.createSemanticDiagnosticsBuilderProgram(roots, compilerOptions, host);
    this.files = this.current;
    this.builder = builder;
    return builder;
  }

  private host(): ts.CompilerHost {
    const exists = (file: string): boolean => this.texts.exists(file);
    return {
      getSourceFile: (file) => this.sourceFile(file),
      readFile: (file) => this.texts.read(file),
      fileExists: exists,
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
    const source = known !== undefined && known.text === text ? known : this.parse(file, text);
    if (source !== known) this.changed.push(source, ...(known === undefined ? [] : [known]));
    this.current.set(file, source);
    return source;
  }

  private parse(file: string, text: string): VersionedFile {
    const source = ts.createSourceFile(file, text, compilerOptions.target ?? ts.ScriptTarget.ES2022, true);
    return Object.assign(source, { version: String(++this.versions) });
  }
}

/** Whether a change of the file reaches others that do not import it. */
function reachesFurther(source: ts.SourceFile): boolean {
  return !ts.isExternalModule(source) || source.statements.some(ts.isModuleDeclaration);
}

function sameFiles(a: Builder, b: Builder): boolean {
  const [files, others] = [a.getSourceFiles(), b.getSourceFiles()];
  return files.length === others.length && files.every((file, i) => file === others[i]);
}

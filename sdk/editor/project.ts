// SPDX-License-Identifier: Apache-2.0
/** One project of the server: its files as they stand in the editor, compiled once for each state. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type ts from 'typescript';
import { Compiler, type Compiled } from '../../codegen/src/compile';
import type { Diagnostic } from '../../codegen/src/diagnostics';
import { diskTexts, libraryPath } from '../../codegen/src/load';

/** What is known of the project: the compiler's answer, or why there is none. */
export type State = { readonly compiled: Compiled; readonly all: readonly Diagnostic[] } | { readonly failure: string };

export class EditorProject {
  private readonly compiler: Compiler;
  private readonly root: string;
  private version: string | undefined;
  private current: State | undefined;

  constructor(private readonly info: ts.server.PluginCreateInfo) {
    this.root = info.project.getCurrentDirectory();
    this.compiler = new Compiler({
      read: (file) => this.unsaved(file) ?? diskTexts.read(file),
      exists: (file) => this.unsaved(file) !== undefined || diskTexts.exists(file),
    });
  }

  /** Compiled again only when the server has seen a change. */
  state(): State {
    const version = this.info.languageServiceHost.getProjectVersion?.();
    if (this.current === undefined || version === undefined || version !== this.version) {
      this.current = this.compile();
      this.version = version;
    }
    return this.current;
  }

  /** The text of a file as the last compilation saw it. */
  textOf(file: string): string | undefined {
    const state = this.state();
    return 'failure' in state ? undefined : state.compiled.sources.program.getSourceFile(file)?.text;
  }

  /** The editor's tree of a file: what its diagnostics refer to. */
  sourceFile(file: string): ts.SourceFile | undefined {
    return this.info.languageService.getProgram()?.getSourceFile(file);
  }

  /** The full name of a file as locations name it. */
  fileOf(displayed: string): string {
    return path.resolve(this.root, displayed);
  }

  displayed(file: string): string {
    return path.relative(this.root, file).split(path.sep).join('/');
  }

  private compile(): State {
    const started = performance.now();
    try {
      const files = this.info.languageServiceHost.getScriptFileNames().filter((file) => belongs(file));
      const compiled = this.compiler.compile({ projects: [], files, root: this.root });
      const all = compiled.diagnostics.sorted();
      this.log(`${files.length} files, ${all.length} diagnostics, ${Math.round(performance.now() - started)} ms`);
      return { compiled, all };
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.log(`failed: ${error instanceof Error ? (error.stack ?? failure) : failure}`);
      return { failure };
    }
  }

  private unsaved(file: string): string | undefined {
    const script = this.info.project.projectService.getScriptInfo(file);
    if (script?.isScriptOpen() !== true) return undefined;
    const snapshot = script.getSnapshot();
    return snapshot.getText(0, snapshot.getLength());
  }

  private log(message: string): void {
    this.info.project.projectService.logger.info(`fuse: ${message}`);
  }
}

/** TypeScript files other than the subset's library, which the compiler brings along. */
function belongs(file: string): boolean {
  if (!/\.ts$/.test(file) || !path.isAbsolute(file)) return false;
  return !file.endsWith('lib.d.ts') || real(file) !== real(libraryPath());
}

function real(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

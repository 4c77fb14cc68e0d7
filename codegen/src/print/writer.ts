// SPDX-License-Identifier: Apache-2.0
/** Lines of C, and the source line that a compiler would believe each of them to be. */
import type { SourceLine } from '../c';
import { printString } from './expressions';

export interface WriterOptions {
  /** Emit #line directives. */
  readonly lineDirectives: boolean;
  /** Put before the source paths in them. */
  readonly sourceRoot: string;
}

export class Writer {
  private readonly lines: string[] = [];
  /** What the next line counts as, or null in text that stands for itself. */
  private mapped: { file: string; line: number } | null = null;

  constructor(
    private readonly fileName: string,
    private readonly options: WriterOptions,
  ) {}

  /** Makes the next line count as `at`. */
  at(at: SourceLine | undefined): void {
    if (at === undefined || !this.options.lineDirectives) return;
    if (this.mapped !== null && this.mapped.file === at.file && this.mapped.line === at.line) return;
    this.lines.push(`#line ${at.line} ${printString(this.options.sourceRoot + at.file)}`);
    this.mapped = { file: at.file, line: at.line };
  }

  /** Makes the next line count as itself: for what has no counterpart in the source. */
  self(): void {
    if (this.mapped === null) return;
    this.mapped = null;
    this.lines.push(`#line ${this.lines.length + 2} ${printString(this.fileName)}`);
  }

  line(text: string): void {
    this.lines.push(text);
    if (this.mapped !== null) this.mapped.line += 1;
  }

  /** An empty line, unless there is one or a block has just been opened. */
  blank(): void {
    const last = this.lines.at(-1);
    if (last === undefined || last === '' || last.startsWith('#line')) return;
    this.line('');
  }

  text(): string {
    while (this.lines.at(-1) === '') this.lines.pop();
    return this.lines.join('\n') + '\n';
  }
}

// SPDX-License-Identifier: Apache-2.0
/** Positions of TypeScript nodes as the rest of the compiler knows them. */
import type ts from 'typescript';
import type { Location } from '../ir';

/** Lines and columns are worked out when they are asked for: most locations never are. */
class SourceRange implements Location {
  constructor(
    readonly file: string,
    private readonly source: ts.SourceFile,
    private readonly start: number,
    private readonly end: number,
  ) {}
  get line(): number {
    return this.source.getLineAndCharacterOfPosition(this.start).line + 1;
  }
  get column(): number {
    return this.source.getLineAndCharacterOfPosition(this.start).character + 1;
  }
  get endLine(): number {
    return this.source.getLineAndCharacterOfPosition(this.end).line + 1;
  }
  get endColumn(): number {
    return this.source.getLineAndCharacterOfPosition(this.end).character + 1;
  }
}

export function rangeIn(file: string, source: ts.SourceFile, start: number, end: number): Location {
  return new SourceRange(file, source, start, end);
}

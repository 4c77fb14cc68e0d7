// SPDX-License-Identifier: Apache-2.0
/** A message about a program, and the collector that every stage reports to. */
import type { Location } from '../ir';
import type { Fix } from './fix';
import type { Code } from './registry';

export interface Related {
  readonly at: Location;
  readonly message: string;
}
export interface Diagnostic {
  readonly code: Code;
  readonly at: Location;
  readonly message: string;
  readonly related: readonly Related[];
  /** The mechanical remedies, the likeliest first. */
  readonly fixes: readonly Fix[];
  /** Of what tsc says: the declaration of the name that it is about. What is wrong there explains it. */
  readonly about?: Location | undefined;
}

/** Thrown after a report to leave the statement or declaration that cannot be understood any further. */
export class Abandon extends Error {
  constructor() {
    super('abandoned after a diagnostic');
  }
}

export class Diagnostics {
  private readonly list: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  private readonly silenced = new Set<string>();

  /** Records a diagnostic; the same one twice at the same place counts once. */
  report(
    code: Code,
    at: Location,
    message: string,
    related: readonly Related[] = [],
    fixes: readonly Fix[] = [],
    about?: Location,
  ): void {
    if (this.silenced.has(at.file)) return;
    const key = `${code} ${at.file} ${at.line}:${at.column} ${message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.list.push({ code, at, message, related, fixes, about });
  }

  fail(code: Code, at: Location, message: string, related: readonly Related[] = [], fixes: readonly Fix[] = []): never {
    this.report(code, at, message, related, fixes);
    throw new Abandon();
  }

  /** Nothing more is said about this file: what is there already makes the rest unreliable. */
  silence(file: string): void {
    this.silenced.add(file);
  }

  get count(): number {
    return this.list.length;
  }

  get isEmpty(): boolean {
    return this.list.length === 0;
  }

  /** By file and position; where a rule of the subset explains what TypeScript also complains about, the rule's words stay alone. */
  sorted(): Diagnostic[] {
    const hidden = new Set(this.hidden());
    return this.list
      .filter((d) => !hidden.has(d))
      .sort((a, b) => compareLocations(a.at, b.at) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  }

  /** What tsc says and a rule explains. */
  hidden(): Diagnostic[] {
    const own = this.list.filter((d) => !isFromTypeScript(d));
    return this.list.filter((d) => isFromTypeScript(d) && own.some((o) => explains(o, d)));
  }
}

/** FUSE1000 and FUSE1001 wrap what tsc says. */
export function isFromTypeScript(diagnostic: Diagnostic): boolean {
  return diagnostic.code === 'FUSE1000' || diagnostic.code === 'FUSE1001';
}

export function compareLocations(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** Names that nobody declares are mistakes of their own; what else tsc says on a line follows from what a rule says there. */
const ownMistake = /^TS(2304|2552|2503):/;

/** They share a character, or begin on the same line, where one mistake is enough to say. */
export function explains(own: Diagnostic, other: Pick<Diagnostic, 'at' | 'message' | 'about'>): boolean {
  if (other.about !== undefined && overlaps(own.at, other.about)) return true;
  const [a, b] = [own.at, other.at];
  if (a.file !== b.file) return false;
  if (a.line === b.line && !ownMistake.test(other.message)) return true;
  return overlaps(a, b);
}

function overlaps(a: Location, b: Location): boolean {
  if (a.file !== b.file) return false;
  const startsBefore = (line: number, column: number, of: Location): boolean =>
    line < of.endLine || (line === of.endLine && column < of.endColumn);
  return startsBefore(a.line, a.column, b) && startsBefore(b.line, b.column, a);
}

// SPDX-License-Identifier: Apache-2.0
/** How a program under Node ends early: a check that failed, a proof that was wrong, an access that no C program may make. */

/** One place where the program, or the compiler, claims something. */
export interface Site {
  /** The number of the check in checks.json; what was proved is numbered after them. */
  readonly site: number;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly function: string;
  /** Proved by the compiler: a failure is the compiler's mistake. */
  readonly proved: boolean;
}

const where = (site: Site): string => `${site.file}:${site.line}:${site.column}`;

/** A check of the program failed: what fuse_panic(site) is in C. */
export class Panic extends Error {
  override readonly name = 'Panic';
  readonly site: number;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(site: Site) {
    super(`${where(site)}: ${site.kind} check failed in ${site.function}() (site ${site.site})`);
    this.site = site.site;
    this.kind = site.kind;
    this.file = site.file;
    this.line = site.line;
    this.column = site.column;
  }
}

/** Something that the compiler proved is not so. */
export class InternalError extends Error {
  override readonly name = 'InternalError';

  constructor(site: Site | null) {
    super(
      site === null
        ? 'an operation failed that the compiler had proved not to; emit with checkProofs to see where'
        : `${where(site)}: the compiler proved that the ${site.kind} check in ${site.function}() cannot fail, and it failed`,
    );
  }
}

/** An access to memory that is nobody's. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

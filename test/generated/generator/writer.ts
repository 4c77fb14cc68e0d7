// SPDX-License-Identifier: Apache-2.0
/** The program while it is being written: its declarations so far, fresh names, and what the function at hand may do. */
import type { Choices } from './choices';
import type {
  AtomicCell,
  Elements,
  Local,
  Reference,
  Register,
  Scope,
  Signature,
  Structs,
  UnionValue,
  Value,
} from './scope';
import type { EnumDecl, Scalar, StructDecl, UnionDecl } from './types';

/** Statements that one run may execute, about: a program is run under sanitizers and in an emulator. */
const MOST_STATEMENTS = 4000;

/** Something wrong to write in the middle of a right program, for programs that must be refused. */
export interface Intrusion {
  /** Statements to write before the `at`-th one of the program, or none where it does not fit there. */
  readonly statements: (g: Writer, scope: Scope) => readonly string[] | null;
  readonly at: number;
}

export interface Declaration {
  readonly name: string;
  readonly lines: readonly string[];
}

export class Writer {
  readonly types: Declaration[] = [];
  /** Constants and statics. */
  readonly data: Declaration[] = [];
  readonly functions: Declaration[] = [];
  /** The interrupt's function. */
  readonly interrupt: string[] = [];
  /** Statements that give statics their first values again, and that note them at the end. */
  readonly resets: string[] = [];
  readonly notes: string[] = [];

  readonly enums: EnumDecl[] = [];
  readonly structDecls: StructDecl[] = [];
  readonly unionDecls: UnionDecl[] = [];
  readonly signatures: Signature[] = [];
  /** Functions (a: u32) => u32, for callbacks. */
  readonly callbacks: string[] = [];
  /** Functions whose one parameter has a range, for callbacks of its type. */
  readonly rangedCallbacks: { readonly name: string; readonly type: Scalar }[] = [];
  readonly atomics: AtomicCell[] = [];
  readonly registers: Register[] = [];
  /** Types with a range that have a name. */
  readonly ranges: Scalar[] = [];
  /** Statics that the interrupt changes as well. */
  readonly interruptStatics: Value[] = [];
  readonly staticElements: Elements[] = [];
  readonly staticStructs: Structs[] = [];
  readonly staticReferences: Reference[] = [];
  readonly staticUnions: UnionValue[] = [];

  /** The function at hand: whether it may change memory, whether its checks may fail, whether it may run in an interrupt, whether it is in a loop. */
  pure = false;
  total = false;
  isr = false;
  inLoop = false;
  result: Scalar | null = null;
  cost = 0;
  repeated = 1;
  statements = 0;
  intruded = false;

  /** Fields that a local has the name of. */
  readonly shorthands = new Set<string>();

  private fresh = 0;
  private locals = 0;

  constructor(
    readonly c: Choices,
    readonly prefix: string,
    readonly intrusion: Intrusion | null = null,
  ) {}

  /** A function that comes next. */
  begin(pure: boolean, total: boolean, isr = false): void {
    Object.assign(this, { pure, total, isr, result: null, inLoop: false, cost: 0, repeated: 1 });
  }

  /** A name of the program: types begin with a capital, constants are capitals. */
  name(kind: string): string {
    this.fresh += 1;
    const prefix = /^[A-Z]/.test(kind) ? this.prefix.toUpperCase() : this.prefix;
    return `${prefix}${/^[A-Z]+_$/.test(kind) ? '_' : ''}${kind}${this.fresh}`;
  }

  local(kind = 'v'): Local {
    this.locals += 1;
    return { name: `${kind}${this.locals}`, isNarrowed: false };
  }

  /** Whether the function at hand can afford something that runs so many statements. */
  affords(cost: number): boolean {
    return this.cost + cost * this.repeated <= MOST_STATEMENTS;
  }

  spend(cost: number): void {
    this.cost += cost * this.repeated;
  }
}

// SPDX-License-Identifier: Apache-2.0
/** What emitting a bundle, and a function of it, carries along. */
import type * as es from 'estree';
import type {
  ConstantDecl,
  ExternDecl,
  FunctionDecl,
  LocalDecl,
  Location,
  Obligation,
  Program,
  Stmt,
  StructDecl,
  UnionDecl,
} from '../ir';
import { id, literal, member, method } from './estree';
import { Names } from './names';
import type { Sites } from './sites';

/** An IR that the front end must not have produced. */
export class EmitError extends Error {
  constructor(message: string, location: Location) {
    super(`${location.file}:${location.line}:${location.column}: ${message}`);
    this.name = 'EmitError';
  }
}

/** What C has from the compiler and not from its host: by C name. */
export const DERIVED: ReadonlySet<string> = new Set([
  'fuse_native_symbols',
  'fuse_native_symbol_count',
  'fuse_natives_hash',
  'FUSE_CAPABILITIES',
]);

/** A constant of the bundle's scope that code has asked for. */
export interface Hoisted {
  readonly name: string;
  readonly value: es.Expression;
}

export class Bundle {
  readonly names: Names;
  /** Structs and unions whose classes are needed, in the order of first need. */
  readonly classes = new Map<StructDecl | UnionDecl, string>();
  readonly externs = new Set<ExternDecl | ConstantDecl>();
  /** Constants that stand before the externs: they need build values, layouts and each other. */
  readonly early: Hoisted[] = [];
  /** Constants that need memory or externs. */
  readonly late: Hoisted[] = [];
  private readonly hoisted = new Map<string, string>();

  constructor(
    readonly program: Program,
    readonly sites: Sites,
  ) {
    this.names = new Names(program);
  }

  classOf(decl: StructDecl | UnionDecl): es.Expression {
    let name = this.classes.get(decl);
    if (name === undefined) {
      name = this.names.classOf(decl);
      this.classes.set(decl, name);
    }
    return id(name);
  }

  /** A constant under a name made from `key`; the value is made once, after what it needs. */
  hoist(list: Hoisted[], key: string, make: () => es.Expression): es.Expression {
    let name = this.hoisted.get(key);
    if (name === undefined) {
      const value = make();
      name = key.startsWith('$') ? key : `$${key}`;
      this.hoisted.set(key, name);
      list.push({ name, value });
    }
    return id(name);
  }

  /** A constant of the source under its own name; where a local hides that, under another one. */
  constant(list: Hoisted[], name: string, make: () => es.Expression, isHidden: boolean): es.Expression {
    const visible = this.declareConstant(list, name, make);
    return isHidden ? this.hoist(list, `$const$${name}`, () => visible) : visible;
  }
  private declareConstant(list: Hoisted[], name: string, make: () => es.Expression): es.Expression {
    if (!this.hoisted.has(`constant ${name}`)) {
      const value = make();
      this.hoisted.set(`constant ${name}`, name);
      list.push({ name, value });
    }
    return id(name);
  }

  private texts = 0;
  cstring(value: string): es.Expression {
    return this.text('cstring', value);
  }
  textLiteral(value: string): es.Expression {
    return this.text('literal', value);
  }
  private text(kind: 'cstring' | 'literal', value: string): es.Expression {
    const key = `${kind} ${value}`;
    const known = this.hoisted.get(key);
    if (known !== undefined) return id(known);
    const name = `$text${this.texts++}`;
    this.hoisted.set(key, name);
    this.late.push({ name, value: method('$m', kind, literal(value)) });
    return id(name);
  }

  buildValue(macro: string): es.Expression {
    return member(id('$build'), macro);
  }
}

/** One function, or the initialisers of statics. */
export class Scope {
  /** Types of the objects on the stack, by slot. */
  readonly slots: es.Expression[] = [];
  readonly slotOf = new Map<LocalDecl, number>();
  private counter = 0;

  constructor(
    readonly bundle: Bundle,
    readonly decl: FunctionDecl | null,
    /** Scalars whose address is taken. */
    readonly addressed: ReadonlySet<LocalDecl>,
    /** Names of the locals, which hide those of the bundle. */
    readonly localNames: ReadonlySet<string>,
  ) {}

  get within(): string {
    return this.decl?.name ?? '';
  }

  site(obligation: Obligation, kind: string, location: Location): number {
    return this.bundle.sites.of(obligation, kind, location, this.within);
  }
  switchSite(stmt: Stmt): number {
    return this.bundle.sites.ofSwitch(stmt, this.within);
  }

  /** A place on the function's stack. */
  slot(storage: es.Expression): number {
    return this.slots.push(storage) - 1;
  }
  get frameName(): string {
    return `$frame$${this.decl === null ? '' : this.bundle.names.of(this.decl)}`;
  }
  slotView(slot: number): es.Expression {
    return method(this.frameName, 'at', id('$sp'), literal(slot));
  }

  fresh(base: string): string {
    this.counter += 1;
    return `$${base}${this.counter}`;
  }
}

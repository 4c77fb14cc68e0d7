// SPDX-License-Identifier: Apache-2.0
/** Typed statements. */
import type { EnumMember, LocalDecl, StructDecl } from './declarations';
import type { ConstExpr, Expr, Location, Obligation, Place } from './expressions';

interface Node {
  readonly at: Location;
  /** Comment lines that stood before the statement, without markers. */ readonly comments: readonly string[];
}

export interface Block {
  readonly statements: readonly Stmt[];
  readonly at: Location;
  readonly end: Location;
}

export type Stmt =
  | Let
  | Assign
  | ExprStmt
  | If
  | BuildIf
  | Loop
  | Switch
  | Return
  | Break
  | Continue
  | BlockStmt
  | Unreachable
  | CopyStmt
  | FillStmt
  | AssignStruct;

/** A local's declaration. A struct-typed local is an object (`init` a StructLiteral or Zeroed); a ref-typed one a pointer. One written as Out<T> with a literal is a scalar. */
export interface Let extends Node {
  readonly kind: 'let';
  readonly decl: LocalDecl;
  readonly init: Expr;
}
/** `op=` and `++` are lowered to `target = target op value` unless `compound` is kept for printing: value is then the whole right side. */
export interface Assign extends Node {
  readonly kind: 'assign';
  readonly target: Place;
  readonly value: Expr;
}
export interface ExprStmt extends Node {
  readonly kind: 'expr';
  readonly expr: Expr;
}
export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expr;
  readonly then: Block;
  readonly otherwise: Block | null;
}
/** #if macro … #else … #endif; `negated` for `if (!when(…))`. */
export interface BuildIf extends Node {
  readonly kind: 'buildIf';
  readonly macro: string;
  readonly negated: boolean;
  readonly then: Block;
  readonly otherwise: Block | null;
}
/**
 * Any loop. `for` keeps its parts so that C shows a `for`. `bound` is what makes it end: a counted loop (variable, limit and a step that the body leaves alone),
 * a declared bound, which `facts` proves or has counted at run time, or neither (`inferred`): then `facts` has to find one, and `why`
 * says what is missing otherwise.
 */
export interface Loop extends Node {
  readonly kind: 'loop';
  readonly form: 'for' | 'while' | 'do';
  readonly init: Let | Assign | null;
  readonly condition: Expr | null;
  readonly update: Assign | null;
  readonly body: Block;
  readonly bound:
    | { readonly kind: 'counted'; readonly variable: LocalDecl }
    | {
        readonly kind: 'declared';
        readonly limit: ConstExpr;
        readonly reason: string;
        readonly obligation: Obligation;
      }
    | { readonly kind: 'inferred'; readonly why: string; readonly at: Location };
}
/** Cases do not fall through. `subject` is an integer, an enum, or a union's tag (then `narrows` names the union's members per case). */
export interface Switch extends Node {
  readonly kind: 'switch';
  readonly subject: Expr;
  readonly cases: readonly SwitchCase[];
  readonly defaultBody: Block | null;
  readonly exhaustive: boolean;
}
export interface SwitchCase {
  readonly values: readonly (ConstExpr | { readonly kind: 'member'; readonly member: EnumMember })[];
  readonly body: Block;
  readonly narrows: StructDecl | null;
  readonly at: Location;
}
export interface Return extends Node {
  readonly kind: 'return';
  readonly value: Expr | null;
}
export interface Break extends Node {
  readonly kind: 'break';
}
export interface Continue extends Node {
  readonly kind: 'continue';
}
export interface BlockStmt extends Node {
  readonly kind: 'block';
  readonly block: Block;
}
/** unreachable(): panics at its site. */
export interface Unreachable extends Node {
  readonly kind: 'unreachable';
  readonly obligation: Obligation;
}
/** copy(target, source): memmove; obliges target.length >= source.length. */
export interface CopyStmt extends Node {
  readonly kind: 'copy';
  readonly target: Expr;
  readonly source: Expr;
  readonly obligation: Obligation;
}
export interface FillStmt extends Node {
  readonly kind: 'fill';
  readonly target: Expr;
  readonly value: Expr;
}
/** assign(target, source): `source` a reference, a StructLiteral or Zeroed; `target` a struct or union place. */
export interface AssignStruct extends Node {
  readonly kind: 'assignStruct';
  readonly target: Place;
  readonly source: Expr;
}

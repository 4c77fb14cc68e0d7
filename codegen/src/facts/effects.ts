// SPDX-License-Identifier: Apache-2.0
/** What a call may write: the fields and statics that a function assigns, with everything it calls. */
import type { Expr, FieldDecl, FunctionDecl, Place, Program, StaticDecl, StructDecl, Type } from '../ir';
import { isPlace, walkFunction } from './walk';

export interface Writes {
  /** Anything in memory: an extern, a callback, or a store through an Out. */
  everything: boolean;
  readonly fields: Set<FieldDecl>;
  readonly statics: Set<StaticDecl>;
}

const nothing = (): Writes => ({ everything: false, fields: new Set(), statics: new Set() });

/** The fields of a struct and of the structs inside it. */
export function fieldsWithin(type: Type, into: Set<FieldDecl> = new Set()): Set<FieldDecl> {
  const add = (decl: StructDecl): void => {
    for (const field of decl.fields) {
      if (into.has(field)) continue;
      into.add(field);
      fieldsWithin(field.type, into);
    }
  };
  switch (type.kind) {
    case 'struct':
      add(type.decl);
      break;
    case 'union':
      for (const member of type.decl.members) add(member.struct);
      break;
    case 'array':
      fieldsWithin(type.element, into);
      break;
    default:
  }
  return into;
}

/** Adds what a store to `place` writes. */
export function writePlace(place: Place, into: Writes): void {
  switch (place.kind) {
    case 'local':
      break;
    case 'static':
      into.statics.add(place.decl);
      break;
    case 'field':
      into.fields.add(place.field);
      break;
    case 'index':
      // Elements are not tracked; those of an array of structs have fields, which are.
      break;
    case 'deref':
      if (place.type.kind !== 'struct' && place.type.kind !== 'union') into.everything = true;
      break;
  }
  for (const field of fieldsWithin(place.type)) into.fields.add(field);
}

/** An expression whose evaluation changes something or depends on when it happens. */
export function hasEffect(node: Expr | Place): boolean {
  switch (node.kind) {
    case 'call':
      return !(node.target.kind === 'extern' && node.target.decl.pure);
    case 'atomic':
    case 'regRead':
    case 'regWrite':
      return true;
    default:
      return false;
  }
}

export class Effects {
  private readonly writes = new Map<FunctionDecl, Writes>();

  constructor(program: Program) {
    const functions = program.files.flatMap((file) => file.declarations.filter((d) => d.kind === 'functionDecl'));
    const calls = new Map<FunctionDecl, Set<FunctionDecl>>();
    for (const decl of functions) {
      const own = nothing();
      const callees = new Set<FunctionDecl>();
      walkFunction(decl, (node) => {
        switch (node.kind) {
          case 'assign':
          case 'assignStruct':
            writePlace(node.target, own);
            break;
          case 'copy':
          case 'fill':
            if (node.target.type.kind === 'slice') {
              for (const field of fieldsWithin(node.target.type.element)) own.fields.add(field);
            }
            break;
          case 'call':
            if (node.target.kind === 'function') callees.add(node.target.decl);
            else if (node.target.kind === 'pointer' || !node.target.decl.pure) own.everything = true;
            break;
          default:
        }
      });
      this.writes.set(decl, own);
      calls.set(decl, callees);
    }
    for (let changed = true; changed;) {
      changed = false;
      for (const decl of functions) {
        const own = this.writes.get(decl) as Writes;
        const before = own.fields.size + own.statics.size + (own.everything ? 1 : 0);
        for (const callee of calls.get(decl) ?? []) {
          const theirs = this.writes.get(callee);
          if (theirs === undefined) continue;
          own.everything ||= theirs.everything;
          for (const field of theirs.fields) own.fields.add(field);
          for (const decl of theirs.statics) own.statics.add(decl);
        }
        changed ||= before !== own.fields.size + own.statics.size + (own.everything ? 1 : 0);
      }
    }
  }

  of(decl: FunctionDecl): Writes {
    return this.writes.get(decl) ?? { ...nothing(), everything: true };
  }
}

/** The locals of a function whose address is taken: what they hold can change behind their name. */
export function addressTaken(decl: FunctionDecl): Set<object> {
  const taken = new Set<object>();
  const root = (node: Expr | Place): void => {
    if (!isPlace(node)) return;
    if (node.kind === 'local') taken.add(node.decl);
    else if (node.kind === 'field') root(node.of);
    else if (node.kind === 'index') root(node.of);
  };
  walkFunction(decl, (node) => {
    if ((node.kind === 'refTo' && node.type.kind === 'out') || node.kind === 'pointerTo') root(node.place);
  });
  return taken;
}

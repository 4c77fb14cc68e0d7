// SPDX-License-Identifier: Apache-2.0
/** Who calls whom. A call through a pointer may reach every function of that type whose name is used as a value: a closed set. */
import type { Call, ExternDecl, FunctionDecl, FunctionType, Program } from '../ir';
import { sameSignature } from '../types/relations';
import { eachValue, eachValueIn } from './walk';

export interface CallSite {
  readonly call: Call;
  /** For a call of a C function: those that it is passed. */
  readonly callees: readonly FunctionDecl[];
  /** The C function, for a call of one. */
  readonly extern: ExternDecl | null;
  /** The pointer's type, for a call through one. */
  readonly through: FunctionType | null;
}

export interface CallGraph {
  readonly functions: readonly FunctionDecl[];
  readonly sites: ReadonlyMap<FunctionDecl, readonly CallSite[]>;
  /** Functions whose name is used as a value. */
  readonly taken: readonly FunctionDecl[];
  /** Those that lack statements, since something in them was refused. */
  readonly incomplete: ReadonlySet<FunctionDecl>;
  targetsOf(type: FunctionType): readonly FunctionDecl[];
}

export function functionsOf(program: Program): FunctionDecl[] {
  return program.files.flatMap((f) => f.declarations.filter((d) => d.kind === 'functionDecl'));
}

export function signatureOf(decl: FunctionDecl): FunctionType {
  return {
    kind: 'function',
    decl: null,
    params: decl.params.map((p) => ({ name: p.decl.name, type: p.decl.type })),
    result: decl.result,
    nullable: false,
    isr: decl.tags.isr,
  };
}

export function callGraph(program: Program): CallGraph {
  const functions = functionsOf(program);
  const taken = takenFunctions(program, functions);
  const signatures = taken.map((decl) => ({ decl, type: signatureOf(decl) }));
  const targetsOf = (type: FunctionType): FunctionDecl[] =>
    signatures.filter((s) => sameSignature(s.type, type)).map((s) => s.decl);
  const sites = new Map<FunctionDecl, CallSite[]>();
  for (const decl of functions) {
    const found: CallSite[] = [];
    eachValueIn(decl.body, (node) => {
      if (node.kind === 'call') found.push(siteOf(node, targetsOf));
    });
    sites.set(decl, found);
  }
  return { functions, sites, taken, incomplete: program.incomplete, targetsOf };
}

function siteOf(call: Call, targetsOf: (type: FunctionType) => FunctionDecl[]): CallSite {
  const target = call.target;
  switch (target.kind) {
    case 'function':
      return { call, callees: [target.decl], extern: null, through: null };
    case 'extern':
      return { call, callees: passedIn(call, targetsOf), extern: target.decl, through: null };
    case 'pointer': {
      const type = target.value.type as FunctionType;
      return { call, callees: targetsOf(type), extern: null, through: type };
    }
  }
}

/** The functions that a C function is passed, which it may call before it returns. */
function passedIn(call: Call, targetsOf: (type: FunctionType) => FunctionDecl[]): FunctionDecl[] {
  return call.args.flatMap((argument) => {
    const value = argument.kind === 'convert' ? argument.operand : argument;
    if (value.kind === 'function') return value.decl.kind === 'functionDecl' ? [value.decl] : [];
    return value.type.kind === 'function' ? targetsOf(value.type) : [];
  });
}

function takenFunctions(program: Program, functions: readonly FunctionDecl[]): FunctionDecl[] {
  const taken = new Set<FunctionDecl>();
  const note = (node: { kind: string }): void => {
    const ref = node as { kind: string; decl?: FunctionDecl };
    if (ref.kind === 'function' && ref.decl?.kind === 'functionDecl') taken.add(ref.decl);
  };
  for (const decl of functions) eachValueIn(decl.body, note);
  for (const file of program.files)
    for (const d of file.declarations) if (d.kind === 'staticVar') eachValue(d.init, note);
  return functions.filter((f) => taken.has(f));
}

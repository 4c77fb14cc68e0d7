// SPDX-License-Identifier: Apache-2.0
/**
 * What C code outside the program can reach: the functions it may call, with any arguments, and the memory it may write.
 *
 * C calls what a public header declares, native functions, and functions whose name was stored. An exported function that no other
 * file of the program uses is there for C as well. The structs of public and extern headers, and whatever is passed to C or comes from
 * it by an address, are C's to write.
 */
import type { Expr, FieldDecl, FunctionDecl, IntType, Place, Program, StaticDecl, StructDecl, Type } from '../ir';
import { isPlace, walkFunction, walkValue, type Node } from './walk';

/** Every expression, place and statement of the program. */
export function walkProgram(program: Program, visit: (node: Node, file: string) => unknown): void {
  for (const file of program.files)
    for (const decl of file.declarations) {
      if (decl.kind === 'functionDecl') walkFunction(decl, (node) => visit(node, file.path));
      else if (decl.kind === 'staticVar') walkValue(decl.init, (node) => visit(node, file.path));
    }
}

export function calledFromOutside(program: Program): Set<FunctionDecl> {
  const functions = program.files.flatMap((f) => f.declarations.filter((d) => d.kind === 'functionDecl'));
  const usedElsewhere = new Set<FunctionDecl>();
  const stored = new Set<FunctionDecl>();
  walkProgram(program, (node, file) => {
    if (node.kind === 'function' && node.decl.kind === 'functionDecl') stored.add(node.decl);
    if (node.kind === 'call' && node.target.kind === 'function' && node.target.decl.file !== file)
      usedElsewhere.add(node.target.decl);
  });
  return new Set(
    functions.filter(
      (decl) =>
        decl.isPublic ||
        decl.tags.import !== null ||
        decl.tags.nativeEnter ||
        decl.tags.nativeBytes ||
        stored.has(decl) ||
        (decl.exported && (program.headers.length === 0 || !usedElsewhere.has(decl))),
    ),
  );
}

/** Two ranges of one type are told apart: what C writes as one of them is not the other. */
const keyOf = (type: IntType): string => `${type.name} ${type.range?.text ?? ''}`;

export class Outside {
  readonly functions: ReadonlySet<FunctionDecl>;
  private readonly fields = new Set<FieldDecl>();
  private readonly statics = new Set<StaticDecl>();
  /** Integers that C can write by their address, by type and range. */
  private readonly elements = new Set<string>();
  /** Fields and statics whose address the program takes itself. */
  private readonly addressed = new Set<FieldDecl | StaticDecl>();
  /** Fields of statics that interrupts may touch. */
  private readonly interrupted = new Set<FieldDecl>();
  private readonly seen = new Set<object>();

  constructor(program: Program) {
    this.functions = calledFromOutside(program);
    for (const decl of this.functions) {
      for (const param of decl.params) this.open(param.decl.type);
      this.open(decl.result);
    }
    if (program.guestBytes !== null) this.open({ kind: 'struct', decl: program.guestBytes });
    for (const decl of program.files.flatMap((f) => [...f.declarations])) {
      if (decl.kind === 'struct' && (decl.isPublic || decl.header !== null)) this.open({ kind: 'struct', decl });
      if (decl.kind !== 'staticVar') continue;
      if (decl.isPublic || (decl.exported && program.headers.length === 0)) {
        this.statics.add(decl);
        this.open(decl.type);
      }
      if (decl.isr && !decl.constant) this.interrupt(decl.type);
    }
    walkProgram(program, (node) => {
      this.visit(node);
    });
  }

  isOpenField(field: FieldDecl): boolean {
    return this.fields.has(field);
  }
  isOpenStatic(decl: StaticDecl): boolean {
    return this.statics.has(decl);
  }
  isOpenElement(type: IntType): boolean {
    return this.elements.has(keyOf(type));
  }
  isInterrupted(field: FieldDecl): boolean {
    return this.interrupted.has(field);
  }
  isAddressed(decl: FieldDecl | StaticDecl): boolean {
    return this.addressed.has(decl);
  }

  private visit(node: Node): void {
    switch (node.kind) {
      case 'call':
        if (node.target.kind === 'function') return;
        for (const arg of node.args) this.open(arg.type);
        this.open(node.type);
        return;
      case 'trustedCast':
        this.open(node.type);
        this.open(node.operand.type);
        return;
      case 'trustedSlice':
        this.open(node.type);
        this.open(node.start.type);
        return;
      case 'addressOf':
        this.open(node.operand.type);
        return;
      case 'pointerTo':
        this.open(node.type);
        this.address(node.place);
        return;
      default:
    }
  }

  private address(place: Place | Expr): void {
    if (!isPlace(place)) return;
    if (place.kind === 'static') {
      this.statics.add(place.decl);
      this.addressed.add(place.decl);
    } else if (place.kind === 'field') {
      this.fields.add(place.field);
      this.addressed.add(place.field);
      this.address(place.of);
    } else if (place.kind === 'index') this.address(place.of);
  }

  private interrupt(type: Type): void {
    if (type.kind === 'array') this.interrupt(type.element);
    const structs =
      type.kind === 'struct' ? [type.decl] : type.kind === 'union' ? type.decl.members.map((m) => m.struct) : [];
    for (const field of structs.flatMap((s) => [...s.fields])) {
      this.interrupted.add(field);
      this.interrupt(field.type);
    }
  }

  /** C has an address by which it can write what is of this type. */
  private open(type: Type): void {
    switch (type.kind) {
      case 'struct':
        this.openStruct(type.decl);
        return;
      case 'union':
        for (const member of type.decl.members) this.openStruct(member.struct);
        return;
      case 'ref':
        this.open(type.to);
        return;
      case 'pointer':
      case 'out':
        this.openMemory(type.to);
        return;
      case 'array':
      case 'slice':
        this.openMemory(type.element);
        return;
      case 'function':
        if (this.seen.has(type)) return;
        this.seen.add(type);
        for (const param of type.params) this.open(param.type);
        this.open(type.result);
        return;
      default:
    }
  }

  private openMemory(type: Type): void {
    if (type.kind === 'int') this.elements.add(keyOf(type));
    else this.open(type);
  }

  private openStruct(decl: StructDecl): void {
    if (this.seen.has(decl)) return;
    this.seen.add(decl);
    for (const field of decl.fields) {
      this.fields.add(field);
      this.open(field.type);
    }
  }
}

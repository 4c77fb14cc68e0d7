// SPDX-License-Identifier: Apache-2.0
/**
 * What the emitted program uses of the language's own C: helper functions, text, slice and Checked types. Lowering asks for them by
 * name; fuse_lang.h holds exactly what was asked for. Slices of structs stand beside their struct.
 */
import type * as c from '../c';
import type { EnumDecl, IntType, SliceType, StructDecl, Type, UnionDecl } from '../ir';
import { typeWord, withoutAliases } from './types';

/** Operations on slices that have a helper. */
export type SliceOp =
  'make' | 'part' | 'partChecked' | 'from' | 'fromChecked' | 'at' | 'ofSlice' | 'copy' | 'copyChecked' | 'fill';

export interface SliceUse {
  readonly element: Type;
  readonly word: string;
  slice: boolean;
  view: boolean;
  readonly sliceOps: Set<SliceOp>;
  readonly viewOps: Set<SliceOp>;
}

export class Library {
  /** `taken`: names of the program, which the language's own give way to. */
  constructor(private readonly taken: ReadonlySet<string> = new Set()) {}

  free(name: string): string {
    let free = name;
    while (this.taken.has(free)) free += '_';
    return free;
  }

  /** Helpers by name; `order` keeps fuse_lang.h in a stable order. */
  readonly helpers = new Map<string, { readonly order: string; readonly make: () => c.CTop }>();
  readonly slices = new Map<string, SliceUse>();
  readonly checkedTypes = new Set<IntType['name']>();
  /** Helpers that need a type of the program: they stand in the file that uses them. */
  private readonly fileHelpers = new Map<string, { readonly type: Type; readonly top: c.CTop }>();
  usesText = false;
  usesTextLiterals = false;
  usesAtomics = false;
  usesFloats = false;

  /** Name of a helper, which is thereby part of fuse_lang.h. */
  need(name: string, order: string, make: () => c.CTop): string {
    if (!this.helpers.has(name)) this.helpers.set(name, { order, make });
    return name;
  }

  /** Asks for a helper in the file being lowered. */
  fileHelper(name: string, type: Type, make: () => c.CTop): void {
    if (!this.fileHelpers.has(name)) this.fileHelpers.set(name, { type, top: make() });
  }
  /** The helpers that the file just lowered asked for. */
  takeFileHelpers(): { readonly type: Type; readonly top: c.CTop }[] {
    const helpers = [...this.fileHelpers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, h]) => h);
    this.fileHelpers.clear();
    return helpers;
  }

  private use(type: SliceType): SliceUse {
    const inner = innerSlice(type.element);
    if (inner !== null) this.use(inner);
    const word = typeWord(type.element);
    let use = this.slices.get(word);
    if (use === undefined) {
      const element = withoutAliases(type.element);
      use = { element, word, slice: false, view: false, sliceOps: new Set(), viewOps: new Set() };
      this.slices.set(word, use);
    }
    if (type.readonly) use.view = true;
    else use.slice = true;
    return use;
  }

  sliceType(type: SliceType): string {
    return this.sliceTypeName(this.use(type).word, type.readonly);
  }

  /** Name of the helper for an operation on this type of slice. */
  sliceOp(type: SliceType, op: SliceOp): string {
    const use = this.use(type);
    (type.readonly ? use.viewOps : use.sliceOps).add(op);
    // A checked part ends in the unchecked one; copying reads through a view.
    if (op === 'copy' || op === 'copyChecked') use.view = true;
    if (op === 'ofSlice') use.slice = true;
    return this.sliceOpName(use.word, type.readonly, op);
  }

  text(): string {
    this.usesText = true;
    return this.textType();
  }

  textType(): string {
    return this.free('fuse_text_t');
  }
  /** The macro of a text literal; with `_INIT` its form for statics. */
  textMacro(): string {
    return this.free('FUSE_TEXT');
  }

  sliceTypeName(word: string, readonly: boolean): string {
    return this.free(`fuse_${readonly ? 'view' : 'slice'}_${word}_t`);
  }
  sliceOpName(word: string, readonly: boolean, op: SliceOp): string {
    return this.free(sliceOpName(word, readonly, op));
  }
  checkedTypeName(name: IntType['name']): string {
    return this.free(`fuse_checked_${name}_t`);
  }

  checkedType(of: IntType): string {
    this.checkedTypes.add(of.name);
    return this.checkedTypeName(of.name);
  }
}

function sliceOpName(word: string, readonly: boolean, op: SliceOp): string {
  const base = `fuse_${readonly ? 'view' : 'slice'}_${word}`;
  switch (op) {
    case 'make':
      return base;
    case 'part':
    case 'from':
    case 'at':
      return `${base}_${op}`;
    case 'partChecked':
      return `${base}_part_checked`;
    case 'fromChecked':
      return `${base}_from_checked`;
    case 'ofSlice':
      return `${base}_of`;
    case 'copy':
      return `fuse_copy_${word}`;
    case 'copyChecked':
      return `fuse_copy_${word}_checked`;
    case 'fill':
      return `fuse_fill_${word}`;
  }
}

/** The struct, union or enum that a slice's element is, whose header the slice type then belongs to. */
export function elementDecl(element: Type): StructDecl | UnionDecl | EnumDecl | null {
  if (element.kind === 'struct' || element.kind === 'union' || element.kind === 'enum') return element.decl;
  if (element.kind === 'ref' || element.kind === 'pointer' || element.kind === 'out') return elementDecl(element.to);
  if (element.kind === 'array' || element.kind === 'slice') return elementDecl(element.element);
  return null;
}

/** The slices that are elements of slices. */
export function innerSlice(element: Type): SliceType | null {
  return element.kind === 'array' ? innerSlice(element.element) : element.kind === 'slice' ? element : null;
}

/** Slices of slices come after those, else by name. */
export function bySliceOrder(a: SliceUse, b: SliceUse): number {
  const depth = (element: Type): number => {
    const inner = innerSlice(element);
    return inner === null ? 0 : 1 + depth(inner.element);
  };
  return depth(a.element) - depth(b.element) || (a.word < b.word ? -1 : 1);
}

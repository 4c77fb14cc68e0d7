// SPDX-License-Identifier: Apache-2.0
/**
 * What holds of stored integers wherever they are read: the contracts of places (`@range`), and what all stores of the program agree on.
 * Of a slice or text it is the length that counts. An array's elements share one range.
 */
import type { FieldDecl, FunctionDecl, LocalDecl, Place, Program, StaticDecl, Type } from '../ir';
import { fieldsWithin } from './effects';
import { Outside, walkProgram } from './outside';
import { isSame, LENGTH, meet, span, valuesOf, type Range } from './ranges';
import { isPlace } from './walk';

export type Holder = FieldDecl | StaticDecl | LocalDecl | FunctionDecl;
export type Ranges = ReadonlyMap<Holder, Range>;

const NO_VALUE: Range = { lo: 0n, hi: 0n };
const measures = (type: Type): Range | null =>
  type.kind === 'int' ? valuesOf(type) : type.kind === 'slice' || type.kind === 'text' ? LENGTH : null;

/** The field or static that a store to the place changes, or an element of which it changes. */
function holderOf(place: Place): FieldDecl | StaticDecl | null {
  if (place.kind === 'static') return place.decl;
  if (place.kind === 'field') return place.field;
  if (place.kind === 'index' && isPlace(place.of) && (place.of.kind === 'static' || place.of.kind === 'field'))
    return holderOf(place.of);
  return null;
}

/** Gathers what is stored in one round over the program. */
export class Collector {
  readonly ranges = new Map<Holder, Range>();

  absorb(other: Collector): void {
    for (const [holder, range] of other.ranges) this.note(holder, range);
  }

  note(holder: Holder, value: Range): void {
    const known = this.ranges.get(holder);
    this.ranges.set(holder, known === undefined ? { lo: value.lo, hi: value.hi } : span(known, value));
  }
  store(place: Place, value: Range): void {
    const holder = holderOf(place);
    if (holder !== null) this.note(holder, value);
  }
}

export class Knowledge {
  private asked: Map<Holder, Range | undefined> | null = null;

  constructor(
    readonly outside: Outside,
    /** Fields and statics of which every store is seen. */
    private readonly closed: ReadonlySet<Holder>,
    private readonly outsideParams: ReadonlySet<LocalDecl>,
    private readonly ranges: Ranges = new Map(),
  ) {}

  static of(program: Program): Knowledge {
    const outside = new Outside(program);
    const params = new Set([...outside.functions].flatMap((f) => f.params.map((p) => p.decl)));
    return new Knowledge(outside, closedHolders(program, outside), params);
  }

  /** The same program, with what a round has found. */
  with(ranges: Ranges): Knowledge {
    return new Knowledge(this.outside, this.closed, this.outsideParams, ranges);
  }

  isClosed(holder: Holder): boolean {
    return this.closed.has(holder);
  }

  /** From now on, notes what is asked for and what the answer rests on. */
  watch(asked: Map<Holder, Range | undefined>): void {
    this.asked = asked;
  }
  /** Whether what was asked for has the same answers. */
  agrees(asked: ReadonlyMap<Holder, Range | undefined>): boolean {
    for (const [holder, range] of asked) {
      const now = this.ranges.get(holder);
      if (now === undefined || range === undefined ? now !== range : !isSame(now, range)) return false;
    }
    return true;
  }
  private found(holder: Holder): Range | undefined {
    const range = this.ranges.get(holder);
    this.asked?.set(holder, range);
    return range;
  }

  /** What a parameter can be when the function is entered. */
  atEntry(param: LocalDecl): Range | null {
    return this.outsideParams.has(param) ? null : (this.found(param) ?? null);
  }
  result(decl: FunctionDecl): Range | null {
    return this.found(decl) ?? null;
  }

  /** Whether everything that is stored at the place keeps to the range of its type. `shared`: the local's address is taken. */
  keepsContract(place: Place, shared: boolean): boolean {
    const { type } = place;
    if (type.kind !== 'int' || type.range === undefined) return false;
    const isTorn = type.name === 'u64' || type.name === 'i64';
    switch (place.kind) {
      case 'local':
        return !this.outsideParams.has(place.decl) && !(shared && this.outside.isOpenElement(type));
      case 'static':
        return !this.outside.isOpenStatic(place.decl) && !(place.decl.isr && isTorn);
      case 'field':
        return !this.outside.isOpenField(place.field) && !((place.field.isr || this.isInterrupted(place)) && isTorn);
      case 'index': {
        const holder = holderOf(place);
        const isOpen =
          holder !== null && ('init' in holder ? this.outside.isOpenStatic(holder) : this.outside.isOpenField(holder));
        return !isOpen && !isTorn && !this.outside.isOpenElement(type);
      }
      case 'deref':
        return !this.outside.isOpenElement(type);
    }
  }

  private isInterrupted(place: Place): boolean {
    return place.kind === 'field' && this.outside.isInterrupted(place.field);
  }

  /** What is read at the place, an integer or a length, in any configuration. */
  at(place: Place, shared: boolean): Range {
    let range = measures(place.type) ?? LENGTH;
    if (place.type.kind === 'int' && place.type.range !== undefined && this.keepsContract(place, shared))
      range = meet(range, place.type.range);
    const holder = holderOf(place);
    const known = holder === null || !this.closed.has(holder) ? undefined : this.found(holder);
    return known === undefined ? range : meet(range, known);
  }
}

/** Fields and statics that only this program writes, outside of interrupts and never through a slice or pointer. */
function closedHolders(program: Program, outside: Outside): Set<Holder> {
  const closed = new Set<Holder>();
  const counts = (type: Type): boolean =>
    measures(type) !== null || (type.kind === 'array' && measures(type.element) !== null);
  for (const decl of program.files.flatMap((f) => [...f.declarations])) {
    if (decl.kind === 'staticVar' && counts(decl.type)) {
      if (!outside.isOpenStatic(decl) && (!decl.isr || decl.constant)) closed.add(decl);
    } else if (decl.kind === 'struct') {
      for (const field of decl.fields)
        if (counts(field.type) && !outside.isOpenField(field) && !field.isr && !outside.isInterrupted(field))
          closed.add(field);
    }
  }
  walkProgram(program, (node) => {
    if (node.kind !== 'sliceOf' || !isPlace(node.of) || node.type.readonly) return;
    const holder = holderOf(node.of);
    if (holder !== null && node.of.type.kind === 'array') closed.delete(holder);
  });
  return closed;
}

/** Notes what a program starts with: the fields that `zeroed()` makes 0. */
export function collectZeroes(program: Program, collector: Collector): void {
  const seen = new Set<object>();
  const zero = (type: Type): void => {
    for (const field of fieldsWithin(type)) {
      if (seen.has(field)) continue;
      seen.add(field);
      collector.note(field, NO_VALUE);
    }
  };
  walkProgram(program, (node) => {
    if (node.kind === 'zeroed') zero(node.type.kind === 'ref' ? node.type.to : node.type);
    // An array in a literal is zeroed by itself: its elements are the field's.
    if (node.kind === 'struct')
      for (const { field, value } of node.fields) if (value.kind === 'zeroed') collector.note(field, NO_VALUE);
  });
}

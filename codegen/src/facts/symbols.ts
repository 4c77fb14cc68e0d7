// SPDX-License-Identifier: Apache-2.0
/**
 * Symbols: the integers that facts speak of. A symbol is a local, a field reached by a path of names, a static, the length of a
 * slice at one of these, or a build constant; two reads of the same path are the same symbol until something it depends on is written.
 */
import type { ConstantDecl, FieldDecl, LocalDecl, Place, StaticDecl, Type } from '../ir';
import type { Knowledge } from './knowledge';
import { describe } from './describe';
import { isSame, LENGTH, meet, type Range, valuesOf } from './ranges';

export interface Sym {
  readonly key: string;
  /** As a reader of the source would write it. */
  readonly text: string;
  readonly range: Range;
  /** What the range comes from. */
  readonly source: string;
  readonly locals: ReadonlySet<LocalDecl>;
  readonly fields: ReadonlySet<FieldDecl>;
  readonly statics: ReadonlySet<StaticDecl>;
}

const none: ReadonlySet<never> = new Set();
/** The number 0: bounds of one symbol are differences to it. */
export const ZERO: Sym = {
  key: '0',
  text: '0',
  range: { lo: 0n, hi: 0n },
  source: '',
  locals: none,
  fields: none,
  statics: none,
};

interface Path {
  readonly key: string;
  readonly text: string;
  readonly locals: Set<LocalDecl>;
  readonly fields: Set<FieldDecl>;
  readonly statics: Set<StaticDecl>;
}

export class Symbols {
  private readonly ids = new Map<object, number>();
  private readonly symbols = new Map<string, Sym>();
  private fresh = 0;

  /** `untracked`: locals whose address is taken. */
  constructor(
    private readonly untracked: ReadonlySet<object>,
    private readonly knowledge: Knowledge,
  ) {}

  private id(decl: object): number {
    let id = this.ids.get(decl);
    if (id === undefined) this.ids.set(decl, (id = this.ids.size + 1));
    return id;
  }

  private path(place: Place): Path | null {
    switch (place.kind) {
      case 'local':
        if (this.untracked.has(place.decl)) return null;
        return {
          key: `L${this.id(place.decl)}`,
          text: place.decl.name,
          locals: new Set([place.decl]),
          fields: new Set(),
          statics: new Set(),
        };
      case 'static':
        if ((place.decl.isr && !place.decl.constant) || this.knowledge.outside.isAddressed(place.decl)) return null;
        return {
          key: `S${this.id(place.decl)}`,
          text: place.decl.name,
          locals: new Set(),
          fields: new Set(),
          statics: place.decl.constant ? new Set() : new Set([place.decl]),
        };
      case 'field': {
        if (place.field.isr || this.knowledge.outside.isInterrupted(place.field)) return null;
        if (this.knowledge.outside.isAddressed(place.field)) return null;
        const of = this.path(place.of);
        if (of === null) return null;
        of.fields.add(place.field);
        return { ...of, key: `${of.key}.${this.id(place.field)}`, text: `${of.text}.${place.field.name}` };
      }
      case 'deref': {
        // The pointer's own path names what it points to; a changed field of it is a changed field.
        if (place.of.kind !== 'read' || place.of.type.kind !== 'ref') return null;
        return this.path(place.of.place);
      }
      case 'index':
        return null;
    }
  }

  /** Whether `place` is tracked at all. */
  has(place: Place): boolean {
    return this.path(place) !== null;
  }

  private make(path: Path | null, suffix: string, place: Place): Sym | null {
    if (path === null) return null;
    const key = path.key + suffix;
    let sym = this.symbols.get(key);
    if (sym === undefined) {
      const text = path.text + (suffix === '' ? '' : '.length');
      const range = this.rangeAt(place);
      this.symbols.set(key, (sym = { ...path, key, text, range, source: this.sourceOf(place, range) }));
    }
    return sym;
  }

  /** The symbol of the integer at `place`. */
  value(place: Place): Sym | null {
    return place.type.kind === 'int' ? this.make(this.path(place), '', place) : null;
  }
  /** What the integer or length at a place can be wherever it is read. */
  rangeAt(place: Place): Range {
    return this.knowledge.at(place, place.kind === 'local' && this.untracked.has(place.decl));
  }
  /** Where that comes from. */
  sourceOf(place: Place, range: Range = this.rangeAt(place)): string {
    const { type } = place;
    if (type.kind !== 'int') return isSame(range, LENGTH) ? '' : 'every slice stored there';
    if (isSame(range, valuesOf(type))) return `type ${type.name}`;
    if (type.range !== undefined && isSame(range, meet(valuesOf(type), type.range)))
      return `range of ${type.alias?.name ?? describe(place)}`;
    return `everything stored in ${describe(place)}`;
  }
  /** Whether reads may rely on the range of the place's type. */
  keepsContract(place: Place): boolean {
    return this.knowledge.keepsContract(place, place.kind === 'local' && this.untracked.has(place.decl));
  }
  /** The symbol of the length of the slice or text at `place`. */
  length(place: Place): Sym | null {
    return this.make(this.path(place), '#', place);
  }
  /** The value of a build constant: unknown, but the same everywhere. */
  constant(decl: ConstantDecl, range: Range): Sym {
    const key = `C${this.id(decl)}`;
    let sym = this.symbols.get(key);
    if (sym === undefined) {
      this.symbols.set(
        key,
        (sym = {
          key,
          text: decl.name,
          range,
          source: `@build ${decl.cName}`,
          locals: none,
          fields: none,
          statics: none,
        }),
      );
    }
    return sym;
  }
  /** The number of turns that a loop with a declared bound has begun. */
  turns(loop: object): Sym {
    return {
      key: `T${this.id(loop)}`,
      text: 'turns',
      range: LENGTH,
      source: '',
      locals: none,
      fields: none,
      statics: none,
    };
  }
  /** A number that the analysis keeps of its own: it changes when one of these symbols does. */
  ghost(name: string, of: readonly Sym[]): Sym {
    const all = <T>(sets: readonly ReadonlySet<T>[]): Set<T> => new Set(sets.flatMap((set) => [...set]));
    this.fresh += 1;
    return {
      key: `G${this.fresh}`,
      text: name,
      range: { lo: -(1n << 80n), hi: 1n << 80n },
      source: '',
      locals: all(of.map((s) => s.locals)),
      fields: all(of.map((s) => s.fields)),
      statics: all(of.map((s) => s.statics)),
    };
  }
  /** A new symbol for the value about to be stored in `old`. */
  successor(old: Sym): Sym {
    this.fresh += 1;
    return { ...old, key: `${old.key}'${this.fresh}`, locals: none, fields: none, statics: none };
  }
}

/** Whether values of the type are tracked. */
export const isTracked = (type: Type): boolean => type.kind === 'int' || type.kind === 'slice' || type.kind === 'text';

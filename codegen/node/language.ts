// SPDX-License-Identifier: Apache-2.0
/** The operations of the language, for one bundle: its integer types, its checks, its panics. */
import { InternalError, Panic, type Site } from './errors';
import { Instance, type BuildNeeds, type BuildValues } from './instance';
import { BigType, f32FromBig, NumberType } from './integers';
import type { MemoryOptions, Slice } from './memory';
import { addressOf, type Place, type Storage } from './storage';

/** `[kind, file, line, column, function, proved]`; the number of a site is its index and 1. */
export type SiteTuple = readonly [string, string, number, number, string, boolean];

const panicOf =
  (sites: readonly Site[]) =>
  (site: number): never => {
    const known = sites[site - 1];
    if (known === undefined || known.proved) throw new InternalError(known ?? null);
    throw new Panic(known);
  };

export class Language {
  readonly sites: readonly Site[];
  readonly panic: (site: number) => never;
  readonly u8: NumberType;
  readonly u16: NumberType;
  readonly u32: NumberType;
  readonly usize: NumberType;
  readonly i8: NumberType;
  readonly i16: NumberType;
  readonly i32: NumberType;
  readonly u64: BigType;
  readonly i64: BigType;
  readonly f32FromBig = f32FromBig;
  readonly addressOf = addressOf;
  readonly fround = Math.fround;
  readonly big = BigInt;
  readonly number = Number;

  constructor(sites: readonly SiteTuple[]) {
    this.sites = sites.map(([kind, file, line, column, name, proved], i) => ({
      site: i + 1,
      kind,
      file,
      line,
      column,
      function: name,
      proved,
    }));
    const panic = panicOf(this.sites);
    this.panic = panic;
    this.u8 = new NumberType(8, false, panic);
    this.u16 = new NumberType(16, false, panic);
    this.u32 = new NumberType(32, false, panic);
    this.usize = new NumberType(32, false, panic);
    this.i8 = new NumberType(8, true, panic);
    this.i16 = new NumberType(16, true, panic);
    this.i32 = new NumberType(32, true, panic);
    this.u64 = new BigType(false, panic);
    this.i64 = new BigType(true, panic);
  }

  instance(needs: BuildNeeds, build: BuildValues, options?: MemoryOptions): Instance {
    return new Instance(this, needs, build, options);
  }

  /** The index, if it is below the length. */
  index(index: number, length: number, site: number): number {
    return index >= 0 && index < length ? index : this.panic(site);
  }
  /** The address of an element of a slice or text. */
  element(of: Slice, index: number, size: number, site: number): number {
    return of.start + this.index(index, of.length, site) * size;
  }
  /** The shift count, if it is below the width. */
  shift<T extends number | bigint>(count: T, width: number, site: number): T {
    return count >= 0 && count < width ? count : this.panic(site);
  }
  /** The value, if it lies in a `@range`. */
  ranged<T extends number | bigint>(value: T, min: number | bigint, max: number | bigint, site: number): T {
    return value >= min && value <= max ? value : this.panic(site);
  }
  /** The elements [from, to) of a slice. */
  part(of: Slice, from: number, to: number | null, size: number, site: number): Slice {
    const end = to ?? of.length;
    if (from > end || end > of.length) this.panic(site);
    return { start: from === 0 ? of.start : of.start + from * size, length: end - from };
  }
  nonNull<T>(value: T, site: number): NonNullable<T> {
    return value === null || value === undefined || value === 0 ? this.panic(site) : value;
  }
  /** As docs/language.md defines them for floats: a NaN in the second place gives the first. */
  min<T extends number | bigint>(a: T, b: T): T {
    return b < a ? b : a;
  }
  max<T extends number | bigint>(a: T, b: T): T {
    return b > a ? b : a;
  }
  /** One turn less of a loop with a declared bound. */
  turn(left: number, site: number): number {
    return left === 0 ? this.panic(site) : left - 1;
  }

  /** Replaces an atomic's value; gives the one before. */
  exchange<T>(type: Storage<T>, address: number, change: (before: T) => T): T {
    const before = type.read(address);
    type.write(address, change(before));
    return before;
  }
  compareExchange<T>(type: Storage<T>, address: number, expected: T, desired: T): boolean {
    const same = type.read(address) === expected;
    if (same) type.write(address, desired);
    return same;
  }
}

export type { Place };

// SPDX-License-Identifier: Apache-2.0
/** How values of each type lie in memory: size, alignment, reading, writing, and views of what lies there. */
import type { BigType, NumberType } from './integers';
import type { Memory, Slice } from './memory';
import type { AnyFunction, FunctionTable } from './table';

/** Something of the program at an address. */
export interface View {
  readonly address: number;
}
/** A scalar in memory. */
export interface Place<T> extends View {
  value: T;
}

/** A type as it lies in memory. Sizes are asked for late: structs refer to each other. */
export interface Storage<T = unknown, V extends View = View> {
  readonly name: string;
  readonly size: number;
  readonly align: number;
  read(address: number): T;
  write(address: number, value: T): void;
  /** A view of what lies there; null for address 0. */
  at(address: number): V | null;
  /** Whether a value is one of this type. */
  holds(value: unknown): boolean;
}

export const roundUp = (n: number, to: number): number => Math.ceil(n / to) * to;
export const addressOf = (view: View | null): number => (view === null ? 0 : view.address);

/** A type that is read and written whole. */
class Scalar<T> implements Storage<T, Place<T>> {
  constructor(
    readonly name: string,
    readonly size: number,
    readonly align: number,
    readonly read: (address: number) => T,
    readonly write: (address: number, value: T) => void,
    readonly holds: (value: unknown) => boolean,
  ) {}

  at(address: number): Place<T> | null {
    return address === 0 ? null : new ScalarPlace(this, address);
  }
}

class ScalarPlace<T> implements Place<T> {
  constructor(
    private readonly type: Scalar<T>,
    readonly address: number,
  ) {
    Object.defineProperty(this, 'type', { enumerable: false });
  }
  get value(): T {
    return this.type.read(this.address);
  }
  set value(value: T) {
    if (!this.type.holds(value)) throw new TypeError(`${describe(value)} is no ${this.type.name}`);
    this.type.write(this.address, value);
  }
}

export function describe(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) return value.constructor.name;
  return typeof value === 'function' ? 'a function' : String(value);
}

/** The view of an array in place. */
export class ArrayView<T> implements View {
  constructor(
    private readonly type: ArrayStorage<T>,
    readonly address: number,
  ) {
    Object.defineProperty(this, 'type', { enumerable: false });
  }
  get length(): number {
    return this.type.length;
  }
  private place(index: number): number {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`index ${index} of ${this.length} elements`);
    return this.address + index * this.type.element.size;
  }
  at(index: number): T {
    return this.type.element.read(this.place(index));
  }
  set(index: number, value: T): void {
    this.type.element.write(this.place(index), value);
  }
  *[Symbol.iterator](): IterableIterator<T> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }
}

export class ArrayStorage<T> implements Storage<Iterable<T>, ArrayView<T>> {
  constructor(
    readonly element: Storage<T>,
    readonly length: number,
  ) {}
  get name(): string {
    return `FixedArray<${this.element.name}, ${this.length}>`;
  }
  get size(): number {
    return this.element.size * this.length;
  }
  get align(): number {
    return this.element.align;
  }
  read(address: number): ArrayView<T> {
    return new ArrayView(this, address);
  }
  at(address: number): ArrayView<T> | null {
    return address === 0 ? null : new ArrayView(this, address);
  }
  write(address: number, values: Iterable<T>): void {
    const view = new ArrayView(this, address);
    let i = 0;
    for (const value of values) view.set(i++, value);
  }
  holds(value: unknown): boolean {
    return typeof value === 'object' && value !== null && Symbol.iterator in value;
  }
}

const isSlice = (value: unknown): value is Slice =>
  typeof value === 'object' && value !== null && 'start' in value && 'length' in value;
const isAddress = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < 2 ** 32 && Number.isInteger(value);

/** The types of one program's memory. */
export class Types {
  readonly u8: Scalar<number>;
  readonly u16: Scalar<number>;
  readonly u32: Scalar<number>;
  readonly i8: Scalar<number>;
  readonly i16: Scalar<number>;
  readonly i32: Scalar<number>;
  readonly usize: Scalar<number>;
  readonly u64: Scalar<bigint>;
  readonly i64: Scalar<bigint>;
  readonly f32: Scalar<number>;
  readonly f64: Scalar<number>;
  readonly bool: Scalar<boolean>;
  readonly pointer: Scalar<number>;
  readonly callback: Scalar<number>;
  readonly slice: Scalar<Slice>;
  /** No value: the result of a function that has none. */
  readonly none: Scalar<undefined>;

  constructor(
    private readonly memory: Memory,
    table: FunctionTable,
    ints: Readonly<Record<'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'usize', NumberType>>,
    bigs: Readonly<Record<'u64' | 'i64', BigType>>,
  ) {
    const m = memory;
    const int = (
      name: string,
      type: NumberType,
      read: (address: number) => number,
      write: (address: number, value: number) => void,
    ): Scalar<number> =>
      new Scalar(
        name,
        type.bits / 8,
        type.bits / 8,
        read,
        write,
        (v) => typeof v === 'number' && Number.isInteger(v) && type.holds(v),
      );
    this.u8 = int('u8', ints.u8, (a) => m.u8(a), (a, v) => m.setU8(a, v)); // prettier-ignore
    this.u16 = int('u16', ints.u16, (a) => m.u16(a), (a, v) => m.setU16(a, v)); // prettier-ignore
    this.u32 = int('u32', ints.u32, (a) => m.u32(a), (a, v) => m.setU32(a, v)); // prettier-ignore
    this.usize = int('usize', ints.usize, (a) => m.u32(a), (a, v) => m.setU32(a, v)); // prettier-ignore
    this.i8 = int('i8', ints.i8, (a) => m.i8(a), (a, v) => m.setI8(a, v)); // prettier-ignore
    this.i16 = int('i16', ints.i16, (a) => m.i16(a), (a, v) => m.setI16(a, v)); // prettier-ignore
    this.i32 = int('i32', ints.i32, (a) => m.i32(a), (a, v) => m.setI32(a, v)); // prettier-ignore
    const big = (
      name: string,
      type: BigType,
      read: (address: number) => bigint,
      write: (address: number, value: bigint) => void,
    ): Scalar<bigint> => new Scalar(name, 8, 8, read, write, (v) => typeof v === 'bigint' && type.holds(v));
    this.u64 = big('u64', bigs.u64, (a) => m.u64(a), (a, v) => m.setU64(a, v)); // prettier-ignore
    this.i64 = big('i64', bigs.i64, (a) => m.i64(a), (a, v) => m.setI64(a, v)); // prettier-ignore
    const number = (v: unknown): boolean => typeof v === 'number';
    this.f32 = new Scalar('f32', 4, 4, (a) => m.f32(a), (a, v) => m.setF32(a, v), (v) => number(v) && Object.is(Math.fround(v as number), v)); // prettier-ignore
    this.f64 = new Scalar('f64', 8, 8, (a) => m.f64(a), (a, v) => m.setF64(a, v), number); // prettier-ignore
    this.bool = new Scalar('boolean', 1, 1, (a) => m.bool(a), (a, v) => m.setBool(a, v), (v) => typeof v === 'boolean'); // prettier-ignore
    this.pointer = new Scalar('pointer', 4, 4, (a) => m.u32(a), (a, v) => m.setU32(a, v), isAddress); // prettier-ignore
    this.callback = new Scalar<number>(
      'callback',
      4,
      4,
      (a) => m.u32(a),
      (a, v: number | AnyFunction | null) => m.setU32(a, v === null ? 0 : typeof v === 'function' ? table.add(v) : v),
      (v) => v === null || typeof v === 'function' || isAddress(v),
    );
    this.slice = new Scalar('slice', 8, 4, (a) => m.slice(a), (a, v) => m.setSlice(a, v), isSlice); // prettier-ignore
    this.none = new Scalar('void', 0, 1, () => undefined, () => undefined, () => true); // prettier-ignore
  }

  /** A reference, stored as an address. */
  ref<V extends View>(to: Storage<unknown, V>, nullable: boolean): Storage<V | null, Place<V | null>> {
    const { memory } = this;
    return new Scalar(
      nullable ? `${to.name} | null` : to.name,
      4,
      4,
      (address) => to.at(memory.u32(address)),
      (address, value) => memory.setU32(address, addressOf(value)),
      (value) =>
        value === null ? nullable : typeof value === 'object' && 'address' in value && isAddress(value.address),
    );
  }

  array<T>(element: Storage<T>, length: number): ArrayStorage<T> {
    return new ArrayStorage(element, length);
  }
}

// SPDX-License-Identifier: Apache-2.0
/** The memory of a program: bytes at addresses, as on a 32-bit little-endian machine, with a stack and an area to allocate from. */
import { Fault } from './errors';
import { FreeList } from './free-list';

/** Where elements or bytes lie, and how many there are: a slice or a text. */
export interface Slice {
  readonly start: number;
  readonly length: number;
}

export interface MemoryOptions {
  /** All of it. */
  readonly memoryBytes?: number;
  /** The part of it that is the stack. */
  readonly stackBytes?: number;
}

/** Below this nothing lies, so that null and what is near it faults. */
export const LOWEST_ADDRESS = 4096;
const DEFAULT_BYTES = 1 << 20;
const DEFAULT_STACK = 1 << 16;
const LARGEST_ALIGNMENT = 8;

/** A hardware register that a test puts at an address. */
export interface Register {
  read(): number;
  write(value: number): void;
}

const roundUp = (n: number, to: number): number => Math.ceil(n / to) * to;
const hex = (n: number): string => `0x${(n >>> 0).toString(16)}`;

export class Memory {
  readonly buffer: ArrayBuffer;
  /** Registers outside of memory, by address. */
  readonly registers = new Map<number, Register>();
  private readonly view: DataView;
  private readonly octets: Uint8Array;
  private readonly size: number;
  private readonly stackEnd: number;
  private sp: number;
  private readonly area: FreeList;
  private readonly cstrings = new Map<string, number>();
  private readonly texts = new Map<string, Slice>();

  constructor(options: MemoryOptions = {}) {
    const stack = roundUp(options.stackBytes ?? DEFAULT_STACK, LARGEST_ALIGNMENT);
    this.size = roundUp(options.memoryBytes ?? DEFAULT_BYTES, LARGEST_ALIGNMENT);
    if (this.size < LOWEST_ADDRESS + stack || this.size > 2 ** 32)
      throw new RangeError(`memoryBytes ${this.size}: must hold the stack of ${stack} bytes, and be at most 2^32`);
    this.buffer = new ArrayBuffer(this.size);
    this.view = new DataView(this.buffer);
    this.octets = new Uint8Array(this.buffer);
    this.stackEnd = LOWEST_ADDRESS;
    this.sp = LOWEST_ADDRESS + stack;
    this.area = new FreeList(this.sp, this.size);
  }

  /** The address, if `size` bytes there can be accessed at once. */
  private valid(address: number, size: number): number {
    if (address >= LOWEST_ADDRESS && address + size <= this.size && (address & (size - 1)) === 0) return address;
    return this.fault(address, size);
  }
  private fault(address: number, size: number): never {
    if (!(address >= LOWEST_ADDRESS))
      throw new Fault(`access through a null pointer, or close to it: address ${address}`);
    if (address + size > this.size) throw new Fault(`access outside of memory: ${size} bytes at ${hex(address)}`);
    throw new Fault(`misaligned access: ${size} bytes at ${hex(address)}`);
  }

  u8(address: number): number {
    return this.view.getUint8(this.valid(address, 1));
  }
  u16(address: number): number {
    return this.view.getUint16(this.valid(address, 2), true);
  }
  u32(address: number): number {
    return this.view.getUint32(this.valid(address, 4), true);
  }
  u64(address: number): bigint {
    return this.view.getBigUint64(this.valid(address, 8), true);
  }
  i8(address: number): number {
    return this.view.getInt8(this.valid(address, 1));
  }
  i16(address: number): number {
    return this.view.getInt16(this.valid(address, 2), true);
  }
  i32(address: number): number {
    return this.view.getInt32(this.valid(address, 4), true);
  }
  i64(address: number): bigint {
    return this.view.getBigInt64(this.valid(address, 8), true);
  }
  f32(address: number): number {
    return this.view.getFloat32(this.valid(address, 4), true);
  }
  f64(address: number): number {
    return this.view.getFloat64(this.valid(address, 8), true);
  }
  bool(address: number): boolean {
    return this.view.getUint8(this.valid(address, 1)) !== 0;
  }
  slice(address: number): Slice {
    return { start: this.u32(address), length: this.u32(address + 4) };
  }

  setU8(address: number, value: number): void {
    this.view.setUint8(this.valid(address, 1), value);
  }
  setU16(address: number, value: number): void {
    this.view.setUint16(this.valid(address, 2), value, true);
  }
  setU32(address: number, value: number): void {
    this.view.setUint32(this.valid(address, 4), value, true);
  }
  setU64(address: number, value: bigint): void {
    this.view.setBigUint64(this.valid(address, 8), value, true);
  }
  setI8(address: number, value: number): void {
    this.view.setInt8(this.valid(address, 1), value);
  }
  setI16(address: number, value: number): void {
    this.view.setInt16(this.valid(address, 2), value, true);
  }
  setI32(address: number, value: number): void {
    this.view.setInt32(this.valid(address, 4), value, true);
  }
  setI64(address: number, value: bigint): void {
    this.view.setBigInt64(this.valid(address, 8), value, true);
  }
  setF32(address: number, value: number): void {
    this.view.setFloat32(this.valid(address, 4), value, true);
  }
  setF64(address: number, value: number): void {
    this.view.setFloat64(this.valid(address, 8), value, true);
  }
  setBool(address: number, value: boolean): void {
    this.view.setUint8(this.valid(address, 1), value ? 1 : 0);
  }
  setSlice(address: number, value: Slice): void {
    this.setU32(address, value.start);
    this.setU32(address + 4, value.length);
  }

  /** A hardware register: what a test has put there, or memory. */
  readRegister(address: number, bytes: 1 | 2 | 4): number {
    const register = this.registers.get(address);
    if (register !== undefined) return register.read();
    return bytes === 1 ? this.u8(address) : bytes === 2 ? this.u16(address) : this.u32(address);
  }
  writeRegister(address: number, bytes: 1 | 2 | 4, value: number): void {
    const register = this.registers.get(address);
    if (register !== undefined) register.write(value);
    else if (bytes === 1) this.setU8(address, value);
    else if (bytes === 2) this.setU16(address, value);
    else this.setU32(address, value);
  }

  /** `length` bytes as they are in memory, not a copy. */
  bytes(address: number, length: number): Uint8Array {
    if (length === 0) return this.octets.subarray(0, 0);
    if (!(address >= LOWEST_ADDRESS) || address + length > this.size) this.fault(address, length);
    return this.octets.subarray(address, address + length);
  }
  /** memmove. */
  copy(target: number, source: number, length: number): void {
    this.bytes(target, length).set(this.bytes(source, length));
  }
  zero(address: number, length: number): void {
    this.bytes(address, length).fill(0);
  }

  /** Address of `size` bytes, all 0, which nobody else has. */
  allocate(size: number, align = LARGEST_ALIGNMENT): number {
    const address = this.area.take(size, align);
    if (address === null) throw new Fault(`no ${size} bytes of memory are left: give instantiate() more memoryBytes`);
    this.octets.fill(0, address, address + size);
    return address;
  }
  free(address: number): void {
    if (!this.area.give(address)) throw new Fault(`nothing was allocated at ${hex(address)}`);
  }

  /** Address of the text with a NUL; equal texts share one. */
  cstring(text: string): number {
    let address = this.cstrings.get(text);
    if (address === undefined) {
      const bytes = Buffer.from(text, 'latin1');
      address = this.allocate(bytes.length + 1, 1);
      this.octets.set(bytes, address);
      this.cstrings.set(text, address);
    }
    return address;
  }
  literal(text: string): Slice {
    let slice = this.texts.get(text);
    if (slice === undefined) {
      slice = Object.freeze({ start: this.cstring(text), length: text.length });
      this.texts.set(text, slice);
    }
    return slice;
  }
  /** The C string at an address. */
  text(address: number): string {
    let end = address;
    while (this.u8(end) !== 0) end++;
    return Buffer.from(this.bytes(address, end - address)).toString('latin1');
  }

  get stackPointer(): number {
    return this.sp;
  }
  /** Begins a function's objects; leave() with the result ends it and everything begun since. */
  enter(size: number): number {
    const sp = this.sp - roundUp(size, LARGEST_ALIGNMENT);
    if (sp < this.stackEnd) throw new Fault('the stack is full: give instantiate() more stackBytes');
    this.sp = sp;
    return sp;
  }
  leave(frame: number, size: number): void {
    this.sp = frame + roundUp(size, LARGEST_ALIGNMENT);
  }
}

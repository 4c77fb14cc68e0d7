// SPDX-License-Identifier: Apache-2.0
// Reading WAMR's image format: little-endian numbers, each at a multiple of its size (of 4 at most), and strings with their length in front.

/** An image that is not well formed. */
export class AotError extends Error {}

export class AotReader {
  constructor(
    private readonly bytes: Buffer,
    public position = 0,
    readonly end = bytes.length,
  ) {}

  get atEnd(): boolean {
    return this.position >= this.end;
  }

  align(size: number): void {
    this.position = Math.ceil(this.position / size) * size;
  }

  skip(count: number): void {
    if (count > this.end - this.position) throw new AotError('unexpected end');
    this.position += count;
  }

  u8(): number {
    return this.bytes.readUInt8(this.advance(1, 1));
  }

  u16(): number {
    return this.bytes.readUInt16LE(this.advance(2, 2));
  }

  u32(): number {
    return this.bytes.readUInt32LE(this.advance(4, 4));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64LE(this.advance(8, 4));
  }

  take(count: number): Buffer {
    const start = this.position;
    this.skip(count);
    return this.bytes.subarray(start, this.position);
  }

  /** Text with a NUL behind it, which its length counts. */
  string(): string {
    return this.take(this.u16()).toString('utf8').replace(/\0$/, '');
  }

  /** A count and as many items. */
  list<T>(read: () => T): T[] {
    return this.times(this.u32(), read);
  }

  /** One by one: a count that is wrong runs into the end before it fills the memory. */
  times<T>(count: number, read: () => T): T[] {
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  private advance(size: number, alignment: number): number {
    this.align(alignment);
    const start = this.position;
    this.skip(size);
    return start;
  }
}

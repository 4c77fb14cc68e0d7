// SPDX-License-Identifier: Apache-2.0
// What WAMR's ahead-of-time format says of a module: its imports, its memory, its processor, its seal.
//
// The layout is that of aot_loader.c for images without garbage collection, the only ones that fuse-aotc makes.

import { SEAL_BYTES } from '../../../sdk/node/wasm/seal';

/** An image that is not well formed. */
export class AotError extends Error {}

export interface AotImage {
  readonly architecture: string;
  readonly sealed: boolean;
  readonly imports: readonly { readonly module: string; readonly name: string }[];
  /** Null without a memory. */
  readonly memory: { readonly bytesPerPage: number; readonly pages: number; readonly pagesMax: number } | null;
  /** Native code, in bytes. */
  readonly codeBytes: number;
}

const MAGIC = 0x746f6100;
const SECTION = { targetInfo: 0, initData: 1, text: 2 } as const;
/** Where the architecture's name stands in the section that describes the target, and how long it may be. */
const ARCHITECTURE = { offset: 32, length: 16 };

/** Bytes behind the kind of an initial value: what the loader's load_init_expr() reads. */
const INIT_EXPRESSION_BYTES: Readonly<Record<number, number>> = {
  0x00: 0,
  0x41: 4,
  0x42: 8,
  0x43: 4,
  0x44: 8,
  0xfd: 16,
  0x23: 4,
  0xd0: 4,
  0xd2: 4,
};

/** Reads numbers at their natural alignment, counted from the beginning of the file. */
class AotReader {
  constructor(
    private readonly bytes: Buffer,
    public position: number,
    private readonly end: number,
  ) {}

  get atEnd(): boolean {
    return this.position >= this.end;
  }

  take(length: number): number {
    const start = this.position;
    if (length > this.end - start) throw new AotError('unexpected end');
    this.position += length;
    return start;
  }

  align(size: number): void {
    this.position = Math.ceil(this.position / size) * size;
  }

  u8(): number {
    return this.bytes.readUInt8(this.take(1));
  }

  u16(): number {
    this.align(2);
    return this.bytes.readUInt16LE(this.take(2));
  }

  u32(): number {
    this.align(4);
    return this.bytes.readUInt32LE(this.take(4));
  }

  string(): string {
    const length = this.u16();
    const start = this.take(length);
    return this.bytes.toString('utf8', start, start + Math.max(0, length - 1));
  }

  skipInitExpression(): void {
    const kind = this.u32();
    const length = INIT_EXPRESSION_BYTES[kind];
    if (length === undefined) throw new AotError(`an initial value of unknown kind ${kind}`);
    this.take(length);
  }

  times(count: number, read: () => void): void {
    // Each item takes at least a byte: a count that cannot be true does not keep us busy.
    if (count > this.end - this.position) throw new AotError('unexpected end');
    for (let i = 0; i < count; i++) read();
  }
}

export function isAot(bytes: Buffer): boolean {
  return bytes.length >= 8 && bytes.readUInt32LE(0) === MAGIC;
}

export function readAot(bytes: Buffer): AotImage {
  const reader = new AotReader(bytes, 8, bytes.length);
  let architecture = '';
  let codeBytes = 0;
  let initData: Pick<AotImage, 'imports' | 'memory'> | undefined;
  while (!reader.atEnd) {
    const kind = reader.u32();
    const size = reader.u32();
    const start = reader.take(size);
    if (kind === SECTION.targetInfo) architecture = architectureOf(bytes, start, size);
    else if (kind === SECTION.initData) initData = readInitData(new AotReader(bytes, start, start + size));
    else if (kind === SECTION.text) codeBytes = size;
    reader.align(4);
  }
  if (initData === undefined) throw new AotError('no section with the imports');
  return { architecture, sealed: isSealed(bytes), codeBytes, ...initData };
}

function architectureOf(bytes: Buffer, start: number, size: number): string {
  if (size < ARCHITECTURE.offset + ARCHITECTURE.length) throw new AotError('unexpected end');
  const name = bytes.toString(
    'latin1',
    start + ARCHITECTURE.offset,
    start + ARCHITECTURE.offset + ARCHITECTURE.length,
  );
  return name.replace(/\0.*$/s, '');
}

function isSealed(bytes: Buffer): boolean {
  const seal = bytes.subarray(Math.max(0, bytes.length - SEAL_BYTES));
  return seal.length === SEAL_BYTES && seal.toString('latin1', 14, 24) === 'fuse.seal\0';
}

function readInitData(reader: AotReader): Pick<AotImage, 'imports' | 'memory'> {
  let memory: AotImage['memory'] = null;
  reader.u32(); // imported memories, which are refused
  reader.times(reader.u32(), () => {
    reader.u32();
    memory = { bytesPerPage: reader.u32(), pages: reader.u32(), pagesMax: reader.u32() };
  });
  reader.times(reader.u32(), () => {
    reader.u32();
    reader.u32();
    reader.skipInitExpression();
    reader.take(reader.u32());
  });
  skipTables(reader);
  reader.times(reader.u32(), () => {
    reader.align(4);
    reader.u16();
    const values = reader.u16() + reader.u16();
    reader.take(values);
  });
  reader.times(reader.u32(), () => {
    reader.align(2);
    reader.take(2);
    reader.string();
    reader.string();
  });
  reader.times(reader.u32(), () => {
    reader.take(2);
    reader.skipInitExpression();
  });
  const imports: { module: string; name: string }[] = [];
  reader.times(reader.u32(), () => {
    reader.u16();
    imports.push({ module: reader.string(), name: reader.string() });
  });
  return { imports, memory };
}

function skipTables(reader: AotReader): void {
  const table = (): void => {
    reader.take(4);
    reader.u32();
    reader.u32();
  };
  reader.times(reader.u32(), table);
  reader.times(reader.u32(), table);
  reader.times(reader.u32(), () => {
    reader.u32(); // mode
    reader.u32(); // element type
    reader.u32(); // table
    reader.skipInitExpression();
    reader.take(8); // of reference types, unused
    reader.times(reader.u32(), () => reader.skipInitExpression());
  });
}

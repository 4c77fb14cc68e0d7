// SPDX-License-Identifier: Apache-2.0
/** The seal of an image (docs/architecture.md, "Seal"): put on by fuse-aotc on compiled ones, and here on those that stay WebAssembly. */

import { createHash } from 'node:crypto';
import { name, section } from './bytes';
import { SECTION } from './module';

export const SEAL_BYTES = 96;
const ALIGNMENT = 4;
const HASH_OFFSET = 64;
const VERSION = 1;
/** Memory bounds and native stack: WebAssembly always has both. */
const CHECKS = 3;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The seal behind `body`, whose length is divisible by 4. */
export function sealOf(body: Uint8Array, nativesHash: Uint8Array): Uint8Array {
  const seal = Buffer.alloc(SEAL_BYTES);
  // A custom section of WAMR's, its size, raw; the name with its NUL and the length of that.
  seal.writeUInt32LE(100, 0);
  seal.writeUInt32LE(SEAL_BYTES - 8, 4);
  seal.writeUInt32LE(0, 8);
  seal.writeUInt16LE(10, 12);
  seal.write('fuse.seal\0', 14, 'latin1');
  seal.writeUInt32LE(VERSION, 24);
  seal.writeUInt32LE(CHECKS, 28);
  seal.set(nativesHash, 32);
  seal.set(sha256(Buffer.concat([body, seal.subarray(0, HASH_OFFSET)])), HASH_OFFSET);
  return seal;
}

/** What a seal says, and whether it fits the image that it ends. */
export interface Seal {
  readonly version: number;
  /** Bit 0 memory bounds, bit 1 native stack. */
  readonly checks: number;
  readonly nativesHash: Uint8Array;
  /** The image's bytes have the hash in the seal. */
  readonly isIntact: boolean;
}

/** The seal of an image; null when it has none. */
export function readSeal(image: Uint8Array): Seal | null {
  const seal = Buffer.from(image.subarray(Math.max(0, image.length - SEAL_BYTES)));
  if (seal.length < SEAL_BYTES || seal.toString('latin1', 14, 24) !== 'fuse.seal\0') return null;
  return {
    version: seal.readUInt32LE(24),
    checks: seal.readUInt32LE(28),
    nativesHash: Uint8Array.from(seal.subarray(32, HASH_OFFSET)),
    isIntact: seal.subarray(HASH_OFFSET).equals(sha256(image.subarray(0, image.length - SEAL_BYTES + HASH_OFFSET))),
  };
}

/** A custom section that makes the length divisible by 4. */
function padding(length: number): number[] {
  const empty = section(SECTION.custom, name(''));
  const missing = (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;
  if (missing === 0) return [];
  const more = (ALIGNMENT + missing - empty.length) % ALIGNMENT;
  return section(SECTION.custom, [...name(''), ...new Array<number>(more).fill(0)]);
}

/** A WebAssembly module as an image for the runtime in JavaScript. */
export function sealWasm(wasm: Uint8Array, nativesHash: Uint8Array): Uint8Array {
  const body = Buffer.concat([wasm, Uint8Array.from(padding(wasm.length))]);
  return Buffer.concat([body, sealOf(body, nativesHash)]);
}

/** The module in a sealed image. */
export function unsealed(image: Uint8Array): Uint8Array {
  return image.subarray(0, Math.max(0, image.length - SEAL_BYTES));
}

// SPDX-License-Identifier: Apache-2.0
/** SHA-256 (FIPS 180-4). Names are those of the standard. */

export const SHA256_BYTES = 32;
const BLOCK_BYTES = 64;
/** Where the last block has the length of the message in bits. */
const LENGTH_OFFSET = 56;

const K: Readonly<FixedArray<u32, 64>> = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
];

/** The block under way, the hash so far (H), and the message schedule (W) as a ring of its last 16 words. */
interface Sha256 {
  block: FixedArray<u8, typeof BLOCK_BYTES>;
  h: FixedArray<u32, 8>;
  w: FixedArray<u32, 16>;
}

function rotateRight(x: u32, n: u32): u32 {
  return (x >> (n & 31)) | (x << (wrap(32 - n) & 31));
}

/** Word `t` of the block: big-endian. */
function word(sha: Readonly<Sha256>, t: u32): u32 {
  const at = (t & 15) * 4;
  const high = (u32(sha.block[at]) << 24) | (u32(sha.block[at + 1]) << 16);
  return high | (u32(sha.block[at + 2]) << 8) | u32(sha.block[at + 3]);
}

/** Word `t` of the message schedule, for t ≥ 16 from the words before it. */
function schedule(sha: Sha256, t: u32): u32 {
  const old = sha.w[t & 15];
  if (t < 16) return old;
  const w15 = sha.w[wrap(t - 15) & 15];
  const w2 = sha.w[wrap(t - 2) & 15];
  const s0 = rotateRight(w15, 7) ^ rotateRight(w15, 18) ^ (w15 >> 3);
  const s1 = rotateRight(w2, 17) ^ rotateRight(w2, 19) ^ (w2 >> 10);
  const next = wrap(wrap(old + s0) + wrap(sha.w[wrap(t - 7) & 15] + s1));
  sha.w[t & 15] = next;
  return next;
}

/** Takes in the block. */
function takeBlock(sha: Sha256): void {
  for (let t: u32 = 0; t < 16; t++) {
    sha.w[t] = word(sha, t);
  }
  let a: u32 = sha.h[0];
  let b: u32 = sha.h[1];
  let c: u32 = sha.h[2];
  let d: u32 = sha.h[3];
  let e: u32 = sha.h[4];
  let f: u32 = sha.h[5];
  let g: u32 = sha.h[6];
  let h: u32 = sha.h[7];
  for (let t: u32 = 0; t < 64; t++) {
    const w = schedule(sha, t);
    const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = wrap(wrap(wrap(h + s1) + wrap(choice + K[t])) + w);
    const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = wrap(d + t1);
    d = c;
    c = b;
    b = a;
    a = wrap(t1 + wrap(s0 + majority));
  }
  sha.h[0] = wrap(sha.h[0] + a);
  sha.h[1] = wrap(sha.h[1] + b);
  sha.h[2] = wrap(sha.h[2] + c);
  sha.h[3] = wrap(sha.h[3] + d);
  sha.h[4] = wrap(sha.h[4] + e);
  sha.h[5] = wrap(sha.h[5] + f);
  sha.h[6] = wrap(sha.h[6] + g);
  sha.h[7] = wrap(sha.h[7] + h);
}

function start(sha: Sha256): void {
  sha.h[0] = 0x6a09e667;
  sha.h[1] = 0xbb67ae85;
  sha.h[2] = 0x3c6ef372;
  sha.h[3] = 0xa54ff53a;
  sha.h[4] = 0x510e527f;
  sha.h[5] = 0x9b05688c;
  sha.h[6] = 0x1f83d9ab;
  sha.h[7] = 0x5be0cd19;
}

/** The last block or two: what is left of the message, a one bit, zeros, and the message's length in bits. */
function finish(sha: Sha256, rest: ReadonlySlice<u8>, messageBytes: u32): void {
  const left = min(rest.length, BLOCK_BYTES - 1);
  fill(slice(sha.block), 0);
  copy(slice(sha.block), view(rest, 0, left));
  sha.block[left] = 0x80;
  if (left >= LENGTH_OFFSET) {
    takeBlock(sha);
    fill(slice(sha.block), 0);
  }
  const bits = u64(messageBytes) * 8n;
  for (let i: u32 = 0; i < 8; i++) {
    sha.block[LENGTH_OFFSET + i] = u8.wrap(bits >> u64(56 - i * 8));
  }
  takeBlock(sha);
}

/** Writes the SHA-256 of the message into `hash`. */
export function sha256(message: ReadonlySlice<u8>, hash: Slice<u8>): void {
  const sha = zeroed<Sha256>();
  const length = message.length;
  const left = length % BLOCK_BYTES;
  start(sha);
  if (length >= BLOCK_BYTES) {
    const lastBlock = length - BLOCK_BYTES;
    for (let at: u32 = 0; at <= lastBlock; at += BLOCK_BYTES) {
      copy(slice(sha.block), view(message, at, at + BLOCK_BYTES));
      takeBlock(sha);
    }
  }
  finish(sha, view(message, length - left, length), length);
  for (let i: u32 = 0; i < min(hash.length, SHA256_BYTES); i++) {
    hash[i] = u8.wrap(sha.h[(i >> 2) & 7] >> (24 - (i & 3) * 8));
  }
}

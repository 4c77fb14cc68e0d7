// SPDX-License-Identifier: Apache-2.0
/** SHA-256 (FIPS 180-4). Names are those of the standard. */

export const SHA256_BYTES = 32;

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

/** The hash so far (H): eight words. */
export interface Digest {
  words: FixedArray<u32, 8>;
}

/** Where the hash begins. */
const INITIAL: Readonly<Digest> = {
  words: [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
};

function rotateRight(x: u32, n: u32): u32 {
  return (x >> (n & 31)) | (x << (wrap(32 - n) & 31));
}

/** The big-endian word at `from`, of the message and what pads it: a one bit, then zeros. */
export function bigEndianWord(message: ReadonlySlice<u8>, from: u32): u32 {
  const length = message.length;
  let value: u32 = 0;
  for (let i: u32 = 0; i < 4; i++) {
    const at = wrap(from + i);
    const byte: u8 = at < length ? message[at] : at === length ? 0x80 : 0;
    value = (value << 8) | byte;
  }
  return value;
}

/** The message schedule (W): a block's 16 words, and what is computed from them. */
interface Schedule {
  words: FixedArray<u32, 64>;
}

/** Takes in the block that stands in the first 16 words of the schedule. */
function takeBlock(hash: Digest, schedule: Schedule): void {
  for (let t: u32 = 16; t < 64; t++) {
    const s0 =
      rotateRight(schedule.words[t - 15], 7) ^ rotateRight(schedule.words[t - 15], 18) ^ (schedule.words[t - 15] >> 3);
    const s1 =
      rotateRight(schedule.words[t - 2], 17) ^ rotateRight(schedule.words[t - 2], 19) ^ (schedule.words[t - 2] >> 10);
    schedule.words[t] = wrap(wrap(schedule.words[t - 16] + s0) + wrap(schedule.words[t - 7] + s1));
  }
  // The working variables a to h.
  const v = zeroed<Digest>();
  assign(v, hash);
  for (let t: u32 = 0; t < 64; t++) {
    const a = v.words[0];
    const e = v.words[4];
    const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const choice = (e & v.words[5]) ^ (~e & v.words[6]);
    const t1 = wrap(wrap(wrap(v.words[7] + s1) + wrap(choice + K[t])) + schedule.words[t]);
    const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const majority = (a & v.words[1]) ^ (a & v.words[2]) ^ (v.words[1] & v.words[2]);
    // Each takes the place of the next: b = a, c = b, ...
    for (let i: u32 = 7; i > 0; i--) {
      v.words[i] = v.words[i - 1];
    }
    v.words[4] = wrap(v.words[4] + t1);
    v.words[0] = wrap(t1 + wrap(s0 + majority));
  }
  for (let i: u32 = 0; i < 8; i++) {
    hash.words[i] = wrap(hash.words[i] + v.words[i]);
  }
}

/** The SHA-256 of the message. */
export function sha256(message: ReadonlySlice<u8>, hash: Digest): void {
  const schedule = zeroed<Schedule>();
  const length = message.length;
  // The padding takes nine bytes or more.
  const blocks = (length >> 6) + (((length & 63) + 8) >> 6) + 1;
  assign(hash, INITIAL);
  for (let block: u32 = 0; block < blocks; block++) {
    for (let t: u32 = 0; t < 16; t++) {
      schedule.words[t] = bigEndianWord(message, wrap(wrap(block * 64) + t * 4));
    }
    // The message's length in bits ends the last one.
    if (block + 1 === blocks) {
      schedule.words[14] = length >> 29;
      schedule.words[15] = length << 3;
    }
    takeBlock(hash, schedule);
  }
}

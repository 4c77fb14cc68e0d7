// SPDX-License-Identifier: Apache-2.0
/**
 * The seal at the end of an image: proof that fuse-aotc made it, with its checks compiled in, for this set of native functions, and
 * that no bit has changed since. Machine code without that could do anything. The layout is in docs/architecture.md, "Seal".
 */

import { UNSAFE_UNSEALED } from './config';
import { refuse } from './log';
import { Digest, SHA256_BYTES, bigEndianWord, sha256 } from './sha256';

const SEAL_BYTES = 96;
const VERSION_OFFSET = 24;
const CHECKS_OFFSET = 28;
const NATIVES_OFFSET = 32;
const IMAGE_OFFSET = 64;

/** How a good seal begins. */
const HEAD: Readonly<FixedArray<u8, typeof NATIVES_OFFSET>> = [
  // A custom section of WAMR's, its size, raw.
  100, 0, 0, 0, 88, 0, 0, 0, 0, 0, 0, 0,
  // The name, `fuse.seal`, and its length, with the NUL.
  10, 0, 0x66, 0x75, 0x73, 0x65, 0x2e, 0x73, 0x65, 0x61, 0x6c, 0,
  // Version of the format; checks compiled in: bit 0 memory bounds, bit 1 native stack.
  1, 0, 0, 0, 3, 0, 0, 0,
];

/** How many bytes of the two are the same before the first that is not. */
function sameBytes(a: ReadonlySlice<u8>, b: ReadonlySlice<u8>): u32 {
  const end = min(a.length, b.length);
  for (let i: u32 = 0; i < end; i++) {
    if (a[i] !== b[i]) return i;
  }
  return end;
}

/** Whether the image's seal is good; if not, the log says what is wrong. */
export function isSealGood(start: ConstPointer<u8>, length: u32): boolean {
  if (when(UNSAFE_UNSEALED)) {
    return true;
  }
  const image = trustedView(start, length);
  if (length < SEAL_BYTES) return refuse('no seal: compile it with fuse-aotc');
  const seal = view(image, length - SEAL_BYTES, length);
  const good = sameBytes(view(seal, 0, NATIVES_OFFSET), view(HEAD));
  if (good < VERSION_OFFSET) return refuse('no seal: compile it with fuse-aotc');
  if (good < CHECKS_OFFSET) return refuse('seal of another version');
  const hash = zeroed<Digest>();
  sha256(view(image, 0, length - SHA256_BYTES), hash);
  const sealed = view(seal, IMAGE_OFFSET);
  for (let i: u32 = 0; i < 8; i++) {
    if (bigEndianWord(sealed, i * 4) !== hash.words[i]) return refuse('the image is damaged');
  }
  if (good < NATIVES_OFFSET) return refuse('compiled without checks');
  const natives = trustedView(nativesHash, SHA256_BYTES);
  if (sameBytes(view(seal, NATIVES_OFFSET, IMAGE_OFFSET), natives) < SHA256_BYTES)
    return refuse('other native functions');
  return true;
}

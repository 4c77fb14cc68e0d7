// SPDX-License-Identifier: Apache-2.0
/**
 * The seal at the end of an image: proof that fuse-aotc made it, with its checks compiled in, for this set of native functions, and
 * that no bit has changed since. Machine code without that could do anything. The layout is in docs/architecture.md, "Seal".
 */

import { SHA256_BYTES, sha256 } from './sha256';

const SEAL_BYTES = 96;
const CUSTOM_SECTION = 100;
const RAW_SECTION = 0;
const NAME = 'fuse.seal';
const NAME_LENGTH = 9;
const NAME_OFFSET = 14;
const VERSION_OFFSET = 24;
const CHECKS_OFFSET = 28;
const NATIVES_OFFSET = 32;
const IMAGE_OFFSET = 64;

const FORMAT_VERSION = 1;
/** Bit 0: memory bounds; bit 1: native stack. */
const CHECKS_REQUIRED = 0x3;

interface Seal {
  bytes: FixedArray<u8, typeof SEAL_BYTES>;
}

/** The little-endian number at `offset` in the first 32 bytes of a seal. */
function number(seal: Readonly<Seal>, offset: u32): u32 {
  const at = offset & 28;
  const low = u32(seal.bytes[at]) | (u32(seal.bytes[at + 1]) << 8);
  return low | (u32(seal.bytes[at + 2]) << 16) | (u32(seal.bytes[at + 3]) << 24);
}

function equal(a: ReadonlySlice<u8>, b: ReadonlySlice<u8>): boolean {
  if (a.length !== b.length) return false;
  for (let i: u32 = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** Type and size of the section, its sub-type, its name. */
function isSealSection(seal: Readonly<Seal>): boolean {
  return (
    number(seal, 0) === CUSTOM_SECTION &&
    number(seal, 4) === SEAL_BYTES - 8 &&
    number(seal, 8) === RAW_SECTION &&
    (number(seal, 12) & 0xffff) === NAME_LENGTH + 1 &&
    equal(view(seal.bytes, NAME_OFFSET, NAME_OFFSET + NAME_LENGTH), bytesOf(NAME)) &&
    seal.bytes[NAME_OFFSET + NAME_LENGTH] === 0
  );
}

/** What is wrong with the image's seal; an empty text if it is good. */
export function sealFault(image: ReadonlySlice<u8>): string {
  const length = image.length;
  if (length < SEAL_BYTES) return 'no seal: compile it with fuse-aotc';
  // The last SEAL_BYTES bytes.
  const seal = trustedCast<Readonly<Seal>>(constPointerTo(image[length - SEAL_BYTES]));
  if (!isSealSection(seal)) return 'no seal: compile it with fuse-aotc';
  if (number(seal, VERSION_OFFSET) !== FORMAT_VERSION) return 'seal of another version: compile it again';
  const hash: FixedArray<u8, typeof SHA256_BYTES> = zeroed();
  sha256(view(image, 0, length - (SEAL_BYTES - IMAGE_OFFSET)), slice(hash));
  if (!equal(view(seal.bytes, IMAGE_OFFSET, SEAL_BYTES), view(hash))) return 'the image is damaged';
  if (number(seal, CHECKS_OFFSET) !== CHECKS_REQUIRED) return 'compiled without its checks';
  const natives = view(seal.bytes, NATIVES_OFFSET, NATIVES_OFFSET + SHA256_BYTES);
  if (!equal(natives, trustedView(nativesHash, SHA256_BYTES)))
    return 'made for other native functions: compile it again';
  return '';
}

// SPDX-License-Identifier: Apache-2.0
/** Type: Pointer<T>; trusted casts and views, which checks.json lists. */

interface Header {
  magic: u32;
  size: u32;
}

const HEADER_BYTES = 8;

export function sizeIn(image: ConstPointer<u8>, length: u32): u32 {
  const header = trustedCast<Readonly<Header>>(image);
  const bytes = trustedView(image, length);
  if (length < HEADER_BYTES || bytes[0] !== 0x7f) return 0;
  return header.size;
}

export function isAligned(memory: Pointer<void>): boolean {
  return (addressOf(memory) & 3) === 0;
}

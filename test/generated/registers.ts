// SPDX-License-Identifier: Apache-2.0
/** The register bank that every target has at one address: plain memory, which C reaches by volatile accesses only. */

/** Free in the address space of a process and of its sanitizers, and memory of the emulated board. */
export const BANK = 0x2100_0000;

/** As the fields of a struct lie. */
export const REGISTERS = [
  { type: 'u32', offset: 0, bytes: 4 },
  { type: 'u8', offset: 4, bytes: 1 },
  { type: 'u16', offset: 6, bytes: 2 },
  { type: 'i32', offset: 8, bytes: 4 },
  { type: 'i8', offset: 12, bytes: 1 },
] as const;

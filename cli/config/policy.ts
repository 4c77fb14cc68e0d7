// SPDX-License-Identifier: Apache-2.0
// fuse_policy_t as numbers: the order of its fields, its activation bits, and its 32 bytes.

/** The fields of fuse_policy_t in the order of the struct and of the binary form. */
export const POLICY_FIELDS = [
  'capabilities',
  'memory_pages_max',
  'stack_size',
  'heap_size',
  'cpu_quota_us',
  'step_interval_us',
  'activation_mask',
  'event_subscribe',
] as const;

export type PolicyField = (typeof POLICY_FIELDS)[number];
export type Policy = Readonly<Record<PolicyField, number>>;

/** FUSE_ACTIVATION_* of fuse.h. */
export const ACTIVATION = { INTERVAL: 1, EVENT: 2, MANUAL: 4 } as const;
export const ACTIVATION_WORDS = Object.keys(ACTIVATION);
export const ACTIVATION_ALL = ACTIVATION.INTERVAL | ACTIVATION.EVENT | ACTIVATION.MANUAL;

export const UINT32_MAX = 0xffff_ffff;
export const MAX_EVENT_BIT = 31;
export const POLICY_BYTES = 4 * POLICY_FIELDS.length;

/** What fuse_policy_from_bin() reads: each field as a little-endian uint32_t. */
export function encodePolicy(policy: Policy): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(POLICY_BYTES));
  POLICY_FIELDS.forEach((field, i) => bytes.setUint32(4 * i, policy[field], true));
  return new Uint8Array(bytes.buffer);
}

/** The reverse of encodePolicy(); `bytes` are POLICY_BYTES. */
export function decodePolicy(bytes: Uint8Array): Policy {
  const view = new DataView(bytes.buffer, bytes.byteOffset, POLICY_BYTES);
  const fields = POLICY_FIELDS.map((field, i) => [field, view.getUint32(4 * i, true)]);
  return Object.fromEntries(fields) as Policy;
}

/** The mask with one bit per number, as an unsigned 32-bit value. */
export function maskOf(bits: Iterable<number>): number {
  let mask = 0;
  for (const bit of bits) mask |= 1 << bit;
  return mask >>> 0;
}

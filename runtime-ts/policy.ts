// SPDX-License-Identifier: Apache-2.0
/** What a module may do and use: fuse_policy_t. */

import { Stat } from './status';

/** Stepped by fuse_tick() each time step_interval_us has passed. */
export const ACTIVATION_INTERVAL = 0x1;
/** Stepped by fuse_tick() after an event of event_subscribe. */
export const ACTIVATION_EVENT = 0x2;
/** Stepped by fuse_module_run_step(), which every module can be. */
export const ACTIVATION_MANUAL = 0x4;

const ACTIVATION_ALL = 0x7;

/** Bytes of one linear memory page. */
export const PAGE_BYTES = 65536;

const POLICY_BYTES = 32;

/** The rights and limits of one module. Written down in app_config.json; 32 bytes, little-endian, in binary form. */
export interface Policy {
  /** FUSE_CAP_* bits: the native functions that may be called. Only of HAL groups that are compiled in. */
  capabilities: u32;
  /** Limit of the linear memory in pages of 65,536 bytes; 0 allows none. */
  memoryPagesMax: u32;
  /** Native stack that an entry may use, in bytes. */
  stackSize: u32;
  /** Kept for compatibility: modules have no heap of the host's. */
  heapSize: u32;
  /** Time limit of each entry (start code, init, step, deinit) in microseconds; 0: none. */
  cpuQuotaUs: u32;
  /** Least time from the start of one step to the start of the next, in microseconds. */
  stepIntervalUs: u32;
  /** FUSE_ACTIVATION_* bits; 0 means FUSE_ACTIVATION_INTERVAL. */
  activationMask: u32;
  /** The events that activate the module: one bit each. */
  eventSubscribe: u32;
}

/** Known bits only, and no right whose HAL group is not there. */
export function isValidPolicy(policy: Readonly<Policy>): boolean {
  return (policy.capabilities & ~CAPABILITIES) === 0 && (policy.activationMask & ~ACTIVATION_ALL) === 0;
}

export function isPeriodic(policy: Readonly<Policy>): boolean {
  return policy.activationMask === 0 || (policy.activationMask & ACTIVATION_INTERVAL) !== 0;
}

export function wakesOnEvents(policy: Readonly<Policy>): boolean {
  return (policy.activationMask & ACTIVATION_EVENT) !== 0;
}

/**
 * Reads a policy from its binary form: exactly 32 bytes, the eight fields in order, little-endian, at any address.
 * Needs no fuse_init().
 * @returns FUSE_ERR_INVALID_ARG for NULL, another length, or a policy with unknown bits; `*out` is unchanged then.
 */
export function policyFromBin(buf: ConstPointer<u8> | null, len: u32, out: Policy | null): Stat {
  if (buf === null || out === null || len !== POLICY_BYTES) return Stat.InvalidArg;
  const policy = zeroed<Policy>();
  // The machines that compiled modules run on are little-endian, too: the bytes are the struct's.
  copy(trustedSlice(trustedCast<Pointer<u8>>(policy), POLICY_BYTES), trustedView(buf, POLICY_BYTES));
  if (!isValidPolicy(policy)) return Stat.InvalidArg;
  assign(out, policy);
  return Stat.Success;
}

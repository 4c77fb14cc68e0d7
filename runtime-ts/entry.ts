// SPDX-License-Identifier: Apache-2.0
/**
 * Entries: the calls into a module (start code, module_init, module_step, module_deinit), each under its stack limit and its quota.
 *
 * Compiled code is called directly. Its own checks end it with an exception in the instance; the quota ends it from outside.
 */

import { hal } from './hal/index';
import { EntryCode, Module, runtime } from './modules';
import { armEntry, endEntry, entryExpired } from './quota';

/** How an entry ended. */
export enum Outcome {
  Completed = 0,
  Trapped = 1,
  QuotaExceeded = 2,
}

/** Lowest stack address for an entry from here that may use `stackSize` bytes; compiled code checks it. */
function stackBoundary(stackSize: u32): Pointer<u8> {
  const here = addressOf(frameAddress(0));
  return trustedCast<Pointer<u8>>(max(sat(here - stackSize), runtime.stackLimit));
}

/** Whether there is an exception: its text is not empty. */
function hasTrapped(instance: WamrInstance): boolean {
  const inside = trustedCast<AotInstance>(instance);
  const text = trustedView(trustedCast<ConstPointer<u8>>(constPointerTo(inside.curException[0])), 1);
  return text[0] !== 0;
}

/** Runs `code` until it returns or its quota is used up; says whether it stayed within it. */
function runWithinQuota(module: Module, code: EntryCode, env: ExecEnv): boolean {
  const quotaUs = module.sandbox.policy.cpuQuotaUs;
  const quotaArm = hal.quotaArm;
  if (quotaUs === 0 || quotaArm === null) {
    code(env);
    return true;
  }
  armEntry(module.id);
  quotaArm(module.id, quotaUs);
  // The quota may be over before the module has begun.
  if (!entryExpired()) {
    platformGuardEnter(trustedCast<Pointer<void>>(code), trustedCast<Pointer<void>>(env), module.sandbox.text);
  }
  const expired = endEntry();
  const quotaCancel = hal.quotaCancel;
  if (quotaCancel !== null) quotaCancel(module.id);
  return !expired;
}

/**
 * One entry of the module. Without code there is nothing to run and nothing to fail.
 * The module's host functions find it in `runtime.entered`.
 */
export function enter(module: Module, code: EntryCode | null): Outcome {
  const env = module.sandbox.env;
  if (code === null || env === null) return Outcome.Completed;
  env.nativeStackBoundary = stackBoundary(module.sandbox.policy.stackSize);
  runtime.entered = module;
  const inTime = runWithinQuota(module, code, env);
  runtime.entered = null;
  if (!inTime) return Outcome.QuotaExceeded;
  return hasTrapped(env.moduleInst) ? Outcome.Trapped : Outcome.Completed;
}

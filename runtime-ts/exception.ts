// SPDX-License-Identifier: Apache-2.0
/** Why a module trapped: the exception that WAMR keeps in its instance. */

import { Module } from './modules';

const EXCEPTION_MAX = 128;
/** Length of `Exception: `, which WAMR puts before each reason. */
const PREFIX = 11;

/** Makes the module trap as soon as the native function that it called returns. */
export function raise(module: Module, reason: CString): void {
  const instance = module.sandbox.instance;
  if (instance !== null) wamrSetException(instance, reason);
}

/** Why the module trapped; empty if it did not. */
export function trapReason(module: Readonly<Module>): ReadonlySlice<u8> {
  const instance = module.sandbox.instance;
  if (instance === null) return bytesOf('');
  const inside = trustedCast<AotInstance>(instance);
  const exception = trustedCast<ConstPointer<u8>>(constPointerTo(inside.curException[0]));
  return untilNul(trustedView(exception, EXCEPTION_MAX), PREFIX);
}

/** The bytes from `from` up to the NUL. */
export function untilNul(bytes: ReadonlySlice<u8>, from: u32): ReadonlySlice<u8> {
  for (let end: u32 = 0; end < bytes.length; end++) {
    if (bytes[end] === 0) return view(bytes, min(from, end), end);
  }
  return view(bytes, min(from, bytes.length), bytes.length);
}

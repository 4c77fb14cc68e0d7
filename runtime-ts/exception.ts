// SPDX-License-Identifier: Apache-2.0
/** Why a module trapped: the exception that WAMR keeps in its instance. */

const EXCEPTION_MAX = 128;
/** Length of `Exception: `, which WAMR puts before each reason. */
const PREFIX = 11;

export function hasTrapped(instance: WamrInstance): boolean {
  const exception = exceptionBytes(instance);
  return exception[0] !== 0;
}

function exceptionBytes(instance: WamrInstance): ReadonlySlice<u8> {
  const text = trustedCast<AotInstance>(instance).curException;
  return trustedView(trustedCast<ConstPointer<u8>>(constPointerTo(text[0])), EXCEPTION_MAX);
}

/** The reason; empty if there is none. */
export function trapReason(instance: WamrInstance): ReadonlySlice<u8> {
  return untilNul(exceptionBytes(instance), PREFIX);
}

/** The bytes from `from` up to the NUL. */
export function untilNul(bytes: ReadonlySlice<u8>, from: u32): ReadonlySlice<u8> {
  for (let end: u32 = 0; end < bytes.length; end++) {
    if (bytes[end] === 0) return view(bytes, min(from, end), end);
  }
  return view(bytes, min(from, bytes.length), bytes.length);
}

// SPDX-License-Identifier: Apache-2.0
/** The version of the runtime. */

/** Changes when hosts or module sources have to be changed. */
export const VERSION_MAJOR = 0;
/** Changes when something is added. */
export const VERSION_MINOR = 1;
/** Changes when something is repaired. */
export const VERSION_PATCH = 0;

/** The three numbers of the runtime that is linked, for example "0.1.0". Needs no fuse_init(). */
export function version(): CString {
  return '0.1.0';
}

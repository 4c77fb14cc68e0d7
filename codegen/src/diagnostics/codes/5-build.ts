// SPDX-License-Identifier: Apache-2.0
/** 5xxx: build conditions, HAL groups, native functions. */
import type { CodeEntry } from '../registry';

export const buildCodes = {
  FUSE5100: {
    title: 'a name of a group that may be absent',
    explain:
      "A file with @group exists only in builds with that group. Its names are used in the group's own files, or inside if (when(HAL.NAME)) { ... }.",
  },
  FUSE5101: {
    title: 'a build flag outside if (when(...))',
    explain:
      'when(FLAG) becomes #if around statements, so it is the whole condition of an if; !when(FLAG) is its opposite.',
  },
  FUSE5102: {
    title: 'a malformed build flag',
    explain: "declare const STEP_TIMES: BuildFlag<'FUSE_STEP_TIMES'>; and then if (when(STEP_TIMES)).",
  },
  FUSE5103: {
    title: 'a malformed build constant',
    explain:
      '/** @build FUSE_MAX_MODULES 1..32 */ declare const MAX_MODULES: u32; a macro with a range, without a value in the source.',
  },
  FUSE5104: {
    title: 'a malformed or contradictory capability',
    explain: '@capability CAMERA 2 beside @import: one name, one bit from 0 to 31, the same wherever it stands.',
  },
  FUSE5105: {
    title: 'this native function cannot be called from wasm',
    explain:
      'First the calling Module, then integers, floats and GuestBytes (two wasm parameters: address and length); the result is a number or void.',
  },
  FUSE5106: {
    title: 'the functions that serve natives',
    explain:
      'One function has @nativeEnter, (env, capability) => Module | null, and, if natives take GuestBytes, one has @nativeBytes, (caller, address, length, out) => boolean.',
  },
  FUSE5107: {
    title: 'a malformed group',
    explain:
      "/** ... @group camera */ first in the file, and declare module './index' { interface Groups { readonly CAMERA: BuildFlag<'FUSE_HAL_ENABLE_CAMERA'> } interface Hal { camera: CameraHal } }.",
  },
} as const satisfies Record<string, CodeEntry>;

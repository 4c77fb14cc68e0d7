// SPDX-License-Identifier: Apache-2.0
/** 9xxx: the compiler's own mistakes. */
import type { CodeEntry } from '../registry';

export const internalCodes = {
  FUSE9000: {
    title: 'internal failure',
    explain:
      'The compiler failed, not the program. No output was written. The message names the stage and, where known, the place; please report both.',
  },
} as const satisfies Record<string, CodeEntry>;

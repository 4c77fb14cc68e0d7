// SPDX-License-Identifier: Apache-2.0
/** 7xxx: proofs, where a build demands them. */
import type { CodeEntry } from '../registry';

export const proofCodes = {
  FUSE7100: {
    title: 'not proved',
    explain:
      'With --no-checks every overflow, index, division and null must be proved. The message lists the facts known at the place: add a guard, a mask, or a narrower type.',
  },
} as const satisfies Record<string, CodeEntry>;

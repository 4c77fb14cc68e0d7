// SPDX-License-Identifier: Apache-2.0
/** The clock and the quota of a process that can only look: a quota that is over is noticed when the module calls out. */

import type { ModuleId } from '../fuse';

export function platformClockUs(): bigint {
  return process.hrtime.bigint() / 1000n;
}

export class LookedAtTimer {
  isUsed = false;
  private armed: { id: ModuleId; deadlineUs: bigint } | null = null;

  constructor(private readonly expire: (id: ModuleId) => void) {}

  arm(id: ModuleId, us: number): void {
    this.armed = us === 0 ? null : { id, deadlineUs: platformClockUs() + BigInt(us) };
  }

  cancel(): void {
    this.armed = null;
  }

  look(): void {
    const { armed } = this;
    if (armed === null || platformClockUs() < armed.deadlineUs) return;
    this.armed = null;
    this.expire(armed.id);
  }
}

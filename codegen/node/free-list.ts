// SPDX-License-Identifier: Apache-2.0
/** Which ranges of addresses are free: first fit, neighbours joined when they are given back. */

interface Range {
  start: number;
  end: number;
}

export class FreeList {
  private readonly free: Range[];
  private readonly taken = new Map<number, Range>();

  constructor(start: number, end: number) {
    this.free = [{ start, end }];
  }

  /** The start of `size` free bytes, or null. Nothing has no address of its own, so at least one byte is taken. */
  take(size: number, align: number): number | null {
    for (const [i, range] of this.free.entries()) {
      const start = Math.ceil(range.start / align) * align;
      const end = start + Math.max(size, 1);
      if (end > range.end) continue;
      const left = [
        { start: range.start, end: start },
        { start: end, end: range.end },
      ].filter((r) => r.start < r.end);
      this.free.splice(i, 1, ...left);
      this.taken.set(start, { start, end });
      return start;
    }
    return null;
  }

  /** Whether there was anything to give back. */
  give(start: number): boolean {
    const range = this.taken.get(start);
    if (range === undefined) return false;
    this.taken.delete(start);
    const after = this.free.findIndex((r) => r.start > start);
    const i = after < 0 ? this.free.length : after;
    this.free.splice(i, 0, range);
    this.join(i);
    if (i > 0) this.join(i - 1);
    return true;
  }

  private join(i: number): void {
    const [here, next] = [this.free[i], this.free[i + 1]];
    if (here === undefined || next === undefined || here.end !== next.start) return;
    this.free.splice(i, 2, { start: here.start, end: next.end });
  }
}

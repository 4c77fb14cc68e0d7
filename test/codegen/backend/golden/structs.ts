// SPDX-License-Identifier: Apache-2.0
/** Structs: in place, by reference, copied. */

/** A place on the grid. */
export interface Point {
  x: i32;
  y: i32;
}

export interface Segment {
  from: Point;
  to: Point;
  /** The next one, or none. */
  next: Segment | null;
}

const CAPACITY = 4;
const segments: FixedArray<Segment, typeof CAPACITY> = zeroed();
const origin: Readonly<Point> = { x: 0, y: 0 };
let used: u32 = 0;

function move(point: Point, dx: i32, dy: i32): void {
  point.x = sat(point.x + dx);
  point.y = sat(point.y + dy);
}

/** Adds a segment from `from` to the origin, or does nothing if there is no room. */
export function addSegment(from: Readonly<Point>): boolean {
  if (used >= CAPACITY) return false;
  const segment = segments[used];
  assign(segment.from, from);
  assign(segment.to, origin);
  segment.next = used > 0 ? segments[used - 1] : null;
  used++;
  return true;
}

export function lastX(): i32 {
  let last: Segment | null = null;
  for (let i: u32 = 0; i < CAPACITY; i++) {
    if (i < used) last = segments[i];
  }
  if (last === null) return -1;
  const before = last.next;
  if (before === null) return last.from.x;
  return sat(last.from.x + before.from.x);
}

export function shifted(dx: i32): i32 {
  const point: Point = { x: 1, y: 2 };
  move(point, dx, 1);
  const copyOfIt: Point = zeroed();
  assign(copyOfIt, point);
  assign(point, { x: 0, y: 0 });
  return sat(copyOfIt.x + point.x);
}

/** What nonNull() checks. */
export function firstNextX(): i32 {
  return nonNull(segments[1].next).from.x;
}

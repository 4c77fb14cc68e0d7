// SPDX-License-Identifier: Apache-2.0
/** Type: interface; a struct in place, and by reference. */

/** A place on the grid. */
export interface Point {
  x: i32;
  /** Grows downward. */
  y: i32;
}

export interface Box {
  corner: Point;
  width: u16;
}

export function move(point: Point, by: Readonly<Point>): void {
  point.x = sat(point.x + by.x);
  point.y = sat(point.y + by.y);
}

export function left(box: Readonly<Box>): i32 {
  return box.corner.x;
}

// SPDX-License-Identifier: Apache-2.0
/** Type: a union told apart by its kind; switch and if narrow it. */

export enum ShapeKind {
  None = 0,
  Circle = 1,
  Square = 2,
}

interface None {
  kind: ShapeKind.None;
}
interface Circle {
  kind: ShapeKind.Circle;
  radius: u16;
}
interface Square {
  kind: ShapeKind.Square;
  side: u16;
}
/** What is drawn. */
export type Shape = None | Circle | Square;

const shape: Shape = { kind: ShapeKind.None };

export function setCircle(radius: u16): void {
  assign(shape, { kind: ShapeKind.Circle, radius });
}

function areaOf(it: Shape): u32 {
  switch (it.kind) {
    case ShapeKind.None:
      return 0;
    case ShapeKind.Circle:
      return idiv(u32(it.radius) * u32(it.radius), 8) * 25;
    case ShapeKind.Square:
      return u32(it.side) * u32(it.side);
  }
}

export function area(): u32 {
  return areaOf(shape);
}

export function isCircle(): boolean {
  return shape.kind === ShapeKind.Circle;
}

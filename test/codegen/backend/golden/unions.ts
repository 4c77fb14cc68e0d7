// SPDX-License-Identifier: Apache-2.0
/** Tagged unions. */

export enum ShapeKind {
  None = 0,
  Circle = 1,
  Rectangle = 2,
}
interface None {
  kind: ShapeKind.None;
}
interface Circle {
  kind: ShapeKind.Circle;
  radius: u16;
}
interface Rectangle {
  kind: ShapeKind.Rectangle;
  width: u16;
  height: u16;
}
export type Shape = None | Circle | Rectangle;

let current: Shape = { kind: ShapeKind.None };

export function setCircle(radius: u16): void {
  assign(current, { kind: ShapeKind.Circle, radius });
}
export function setRectangle(width: u16, height: u16): void {
  assign(current, { kind: ShapeKind.Rectangle, width, height });
}

function areaOf(shape: Shape): u32 {
  switch (shape.kind) {
    case ShapeKind.None:
      return 0;
    case ShapeKind.Circle:
      return idiv(u32(shape.radius) * u32(shape.radius) * 3, 1);
    case ShapeKind.Rectangle:
      return u32(shape.width) * u32(shape.height);
  }
}

export function currentArea(): u32 {
  return areaOf(current);
}

export function isWide(): boolean {
  const shape = current;
  if (shape.kind === ShapeKind.Rectangle) {
    return shape.width > shape.height;
  }
  return false;
}

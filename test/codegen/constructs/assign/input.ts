// SPDX-License-Identifier: Apache-2.0
/** Statement: assign(), which copies a struct. */

interface Sample {
  value: u32;
  time: u32;
}

const latest: Sample = zeroed();

export function keep(value: u32, time: u32): void {
  assign(latest, { value, time });
}

export function forget(): void {
  assign(latest, zeroed());
}

export function newer(than: u32): boolean {
  const copy = zeroed<Sample>();
  assign(copy, latest);
  return copy.time > than;
}

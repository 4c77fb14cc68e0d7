// SPDX-License-Identifier: Apache-2.0
/** Check: nonNull(), where a reference cannot be null. */

interface Driver {
  id: u32;
}

const console: Driver = { id: 1 };
let driver: Driver | null = null;

export function attach(): void {
  driver = console;
}

export function driverId(): u32 {
  return nonNull(driver).id;
}

// SPDX-License-Identifier: Apache-2.0
/** Type: S | null; a check for null narrows it. */

interface Node {
  value: u32;
  next: Node | null;
}

const first: Node = zeroed();
let top: Node | null = null;

export function push(): void {
  first.next = null;
  top = first;
}

export function valueOfTop(): u32 {
  const node = top;
  if (node === null) return 0;
  const below = node.next;
  return below === null ? node.value : below.value;
}

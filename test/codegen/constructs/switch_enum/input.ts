// SPDX-License-Identifier: Apache-2.0
/** Statement: switch over an enum; all members, so that no default is needed. */

enum Mode {
  Idle = 0,
  Busy = 1,
}

let mode: Mode = Mode.Idle;

export function turn(): boolean {
  switch (mode) {
    case Mode.Idle:
      mode = Mode.Busy;
      break;
    case Mode.Busy:
      mode = Mode.Idle;
      break;
  }
  return mode === Mode.Busy;
}

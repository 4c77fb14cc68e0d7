// SPDX-License-Identifier: Apache-2.0
/** Switches and enums. */

/** From outside: its numbers may be anything. */
export enum Command {
  Stop = 0,
  Go = 1,
  /** Turns around. */
  Turn = 5,
}

enum Phase {
  Idle = 0,
  Busy = 1,
}

let phase: Phase = Phase.Idle;

export function nameOf(command: Command): CString {
  switch (command) {
    case Command.Stop:
      return 'stop';
    case Command.Go:
      return 'go';
    case Command.Turn:
      return 'turn "around"\n';
  }
}

export function advance(): u32 {
  switch (phase) {
    case Phase.Idle:
      phase = Phase.Busy;
      break;
    case Phase.Busy:
      phase = Phase.Idle;
      break;
  }
  return u32(phase);
}

export function classify(n: u32): u32 {
  switch (n) {
    case 0:
    case 1:
      return 10;
    case 2: {
      const twice = n * 2;
      return twice;
    }
    default:
      break;
  }
  return 99;
}

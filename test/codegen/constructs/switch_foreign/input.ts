// SPDX-License-Identifier: Apache-2.0
/** Statement: switch over an enum whose value comes from C; any other number ends the program. */

export enum Command {
  Stop = 0,
  Go = 1,
}

let going: boolean = false;

export function obey(command: Command): void {
  switch (command) {
    case Command.Stop:
      going = false;
      break;
    case Command.Go:
      going = true;
      break;
  }
}

export function isGoing(): boolean {
  return going;
}

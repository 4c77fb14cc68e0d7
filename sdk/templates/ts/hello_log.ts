// SPDX-License-Identifier: Apache-2.0
/** Says hello when it starts, and counts its steps. Needs LOG. */
import { Level, line, log } from 'fuse_module';

let steps: u32 = 0;

export function module_init(): void {
  log(Level.Info, 'hello');
}

export function module_step(): void {
  steps++;
  line.start();
  line.text('step ');
  line.number(steps);
  line.log(Level.Info);
}

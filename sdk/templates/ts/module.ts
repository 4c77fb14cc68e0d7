// SPDX-License-Identifier: Apache-2.0
/** Module {{name}}, in AssemblyScript: logs a line at each step. Needs LOG. */
import { Level, log } from 'fuse_module';

export function module_step(): void {
  log(Level.Info, '{{name}} steps');
}

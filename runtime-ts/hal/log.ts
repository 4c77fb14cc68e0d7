// SPDX-License-Identifier: Apache-2.0
/** Log: what a module has to say. Part of every build. */

import { logGuest } from '../log';
import { Module } from '../modules';
import { GuestBytes } from '../native';

/**
 * Writes a message into the log, marked as the module's own. An empty one is ignored, one of more than 127 bytes is cut, control
 * characters are replaced. Levels: 0 debug, 1 info, 2 fatal; above 2 counts as 2.
 * @import module_log_event
 * @capability LOG 3
 */
export function moduleLogEvent(caller: Module, message: Readonly<GuestBytes>, level: u32): void {
  if (message.length === 0) return;
  logGuest(caller.id, level, trustedSlice(message.start, message.length));
}

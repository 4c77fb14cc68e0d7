// SPDX-License-Identifier: Apache-2.0
/** Events: one module wakes others, or itself. Part of every build. */

import { MAX_EVENT_ID, postEvent } from '../events';
import { Module } from '../modules';
import { trap } from '../native';

/**
 * Posts event `id` to every module that subscribes to it.
 * @import fuse_event_post
 * @capability EVENT_POST 4
 * @traps on an id of 32 or more
 */
export function eventPost(caller: Module, id: u32): void {
  if (id >= MAX_EVENT_ID) {
    trap(caller, 'no such event');
    return;
  }
  postEvent(id);
}

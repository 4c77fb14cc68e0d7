// SPDX-License-Identifier: Apache-2.0
/** Type: an alias, which keeps its name in C. */

/** Number of a channel. */
export type Channel = u8;

export function next(channel: Channel): Channel {
  return channel < 15 ? u8(channel + 1) : 0;
}

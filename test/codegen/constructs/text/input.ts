// SPDX-License-Identifier: Apache-2.0
/** Type: string, text of a known length. */

const GREETING: string = 'hello';

function spaces(text: string): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < text.length; i++) {
    if (text.charCodeAt(i) === 0x20) count = sat(count + 1);
  }
  return count;
}

export function total(): u32 {
  return sat(spaces(GREETING) + spaces('two words'));
}

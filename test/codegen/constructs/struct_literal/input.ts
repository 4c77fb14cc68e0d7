// SPDX-License-Identifier: Apache-2.0
/** Type: struct literals and zeroed(), as locals and statics. */

interface Range {
  from: u32;
  to: u32;
}

const whole: Readonly<Range> = { from: 0, to: 100 };

function lengthOf(range: Readonly<Range>): u32 {
  return range.from < range.to ? range.to - range.from : 0;
}

export function lengths(): u32 {
  const part: Range = { from: 10, to: 20 };
  const none = zeroed<Range>();
  return lengthOf(part) | lengthOf(none) | lengthOf(whole);
}

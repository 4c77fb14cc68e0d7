// SPDX-License-Identifier: Apache-2.0
/** Statement: assignment, also with an operator. */

interface Meter {
  total: u32;
  peak: u16;
  flags: u8;
}

const meter: Meter = zeroed();

export function record(sample: u16): void {
  meter.total = wrap(meter.total + sample);
  if (sample > meter.peak) meter.peak = sample;
  meter.flags |= 0x01;
  meter.flags &= ~0x80;
  meter.total <<= 1;
}

// SPDX-License-Identifier: Apache-2.0
// did not compile as C: the type of a slice of a private enum stood before the enum
import { noteU32 } from './host';
enum SliceColour {
  Red = 0,
  Green = 3,
}
interface SlicePalette {
  first: SliceColour;
}
const sliceColours: FixedArray<SliceColour, 3> = zeroed();
const slicePalette: SlicePalette = zeroed();
export function sliceRun(seed: u32): void {
  fill(slice(sliceColours, seed % 3), SliceColour.Green);
  slicePalette.first = sliceColours[2];
  noteU32(u32(sliceColours[0]));
  noteU32(u32(slicePalette.first));
}

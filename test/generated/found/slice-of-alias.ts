// SPDX-License-Identifier: Apache-2.0
// did not compile as C: the type of a slice, which all files share, had the name of an alias of one file; of functions, two types
import { noteU32 } from './host';
/** @range 0..9 */
type AliasDigit = u16;
type AliasRule = (a: u32) => u32;
const aliasDigits: FixedArray<AliasDigit, 3> = [1, 2, 3];
const aliasPlaces: FixedArray<Pointer<AliasDigit> | null, 2> = zeroed();
const aliasRules: Readonly<FixedArray<AliasRule, 1>> = [aliasTwice];
function aliasTwice(a: u32): u32 {
  return wrap(a * 2);
}
function aliasSum(digits: ReadonlySlice<u16>): u32 {
  return digits.length > 1 ? digits[1] : 0;
}
function aliasApply(rules: ReadonlySlice<(a: u32) => u32>): u32 {
  return rules.length > 0 ? rules[0](7) : 0;
}
function aliasCount(places: Slice<Pointer<AliasDigit> | null>): u32 {
  return places.length;
}
export function aliasRun(seed: u32): void {
  aliasDigits[1] = u16(seed % 10);
  noteU32(aliasSum(view(aliasDigits)));
  noteU32(aliasApply(view(aliasRules)));
  noteU32(aliasCount(slice(aliasPlaces)));
}

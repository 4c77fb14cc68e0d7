// SPDX-License-Identifier: Apache-2.0
/** When a size counts as moved. */
import { compareFigures, moved } from '../../cli/size/baseline';

test.each([
  [1000, 1016, false],
  [1000, 1017, true],
  [1000, 983, true],
  [10_000, 10_100, false],
  [10_000, 10_101, true],
  [10_000, 9_899, true],
  [0, 16, false],
  [0, 17, true],
  [17, 0, true],
])('%d → %d: %s', (before, now, expected) => {
  expect(moved(before, now)).toBe(expected);
});

test('what came, went and moved is named', () => {
  expect(
    compareFigures({ 'WAMR text': 100, 'libc text': 500, same: 7 }, { 'WAMR text': 200, 'libm text': 30, same: 7 }),
  ).toEqual(['WAMR text: 100 → 200 bytes', 'libc text: 500 → 0 bytes', 'libm text: 0 → 30 bytes']);
});

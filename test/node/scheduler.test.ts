// SPDX-License-Identifier: Apache-2.0
/** smoke */
import { Fixture } from '../support/node/fixture';

test('a tick steps what is due', () => {
  const fuse = new Fixture();
  let steps = 0;
  const id = fuse.start({ step: () => void steps++ }, { stepIntervalUs: 1000 });
  expect(fuse.tick()).toEqual([id]);
  expect(fuse.tick()).toEqual([]);
  fuse.clock.advance(1000n);
  expect(fuse.tick()).toEqual([id]);
  expect(steps).toBe(2);
  expect(fuse.texts()).toEqual([]);
});

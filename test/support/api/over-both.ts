// SPDX-License-Identifier: Apache-2.0
/** A suite that is written once and runs over both implementations. */

import { Bench } from './bench';
import { implementations } from './implementations';

/** `tests` gets the bench of the test that runs: a new one each. */
export function overBoth(name: string, tests: (bench: () => Bench) => void): void {
  describe.each(implementations)(`${name}, $name`, (implementation) => {
    let bench: Bench;
    beforeEach(() => {
      bench = new Bench(implementation);
    });
    afterEach(() => {
      bench.inside = {};
      bench.fuse.close();
    });
    tests(() => bench);
  });
}

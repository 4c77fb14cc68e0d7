// SPDX-License-Identifier: Apache-2.0
/** jest runs the compiled tests: `tsc -p .` first. */
module.exports = {
  roots: ['<rootDir>/dist/test'],
  testEnvironment: 'node',
  // jest leaves one processor free: of two, that is half. What tests share in build directories is locked.
  maxWorkers: '100%',
  // For machines that do other things as well: what takes so long is no test of speed.
  testTimeout: 300000,
  // What tsc wrote is run as it is: positions in stacks are those of its source maps.
  transform: {},
};

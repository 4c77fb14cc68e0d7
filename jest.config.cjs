// SPDX-License-Identifier: Apache-2.0
/** jest runs the compiled tests: `tsc -p .` first. */
module.exports = {
  roots: ['<rootDir>/dist/test'],
  testEnvironment: 'node',
  testTimeout: 60000,
};

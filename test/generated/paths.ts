// SPDX-License-Identifier: Apache-2.0
/** Where these tests' own files are; the code itself runs from dist/. */

/** test/generated in the sources. */
export function sourceFolder(): string {
  return __dirname.replace(/([/\\])dist([/\\])test\b/, '$1test');
}

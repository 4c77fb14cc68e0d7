// SPDX-License-Identifier: Apache-2.0
/** Exits 0 if node_modules/ holds what package-lock.json asks for. Compares contents: a fresh checkout has new file times. */
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = process.argv[2];

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isCurrent() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  if (wanted === undefined || installed === undefined) return false;
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  const nothingElse = Object.keys(installed).every((name) => name in wanted && same(installed[name], wanted[name]));
  // Packages for other processors and systems are optional and stay away.
  const nothingLacks = Object.keys(wanted).every((name) => name === '' || wanted[name].optional || name in installed);
  return nothingElse && nothingLacks;
}

process.exitCode = isCurrent() ? 0 : 1;

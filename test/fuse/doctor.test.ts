// SPDX-License-Identifier: Apache-2.0
// `fuse doctor`: machines of many kinds, and what each has to do; its list is the one that set-up installs from.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { examine, type Finding, installCommand, isBelow } from '../../cli/doctor/examine';
import { type Machine, thisMachine } from '../../cli/doctor/machine';
import { parseRequirements, readRequirements } from '../../cli/doctor/requirements';
import { repositoryRoot } from '../../cli/support/paths';
import { FuseFolder } from '../support/fuse';

const PACKAGES = parseRequirements(
  'gcc gcc use host builds\nlibc6-dev - use host builds\nwabt wat2wasm use modules in .wat\ncppcheck cppcheck work the C gate\n',
);
const ALL = new Map([
  ['gcc', '12.2'],
  ['libc6-dev', '2.36'],
  ['wabt', '1.0.32'],
  ['cppcheck', '2.10'],
]);

/** A machine on which nothing is missing, but for `changes`. */
function findingsOn(changes: Partial<Machine>): Finding[] {
  const machine: Machine = {
    nodeVersion: '20.20.2',
    find: (program) => `/usr/bin/${program}`,
    version: () => '1.95.0',
    debianPackages: () => ALL,
    exists: () => true,
    areEqual: () => true,
    succeeds: () => true,
    ...changes,
  };
  return examine(machine, '/fuse', PACKAGES);
}

/** What is not in order, as `name: state: remedy`. */
function faultsOn(changes: Partial<Machine>): string[] {
  return findingsOn(changes).flatMap(({ name, state, remedy }) =>
    state === 'ok' ? [] : [`${name}: ${state}: ${remedy}`],
  );
}

const without = (...names: string[]): ReadonlyMap<string, string> =>
  new Map([...ALL].filter(([name]) => !names.includes(name)));
const CARGO = 'install Rust 1.85.0 or newer (https://rustup.rs)';
const noSources = (file: string): boolean => !/third_party|\/crates\//.test(file);
/** The npm package, on a machine that has the sources in the cache folder. */
const isPackage = (file: string): boolean => file.includes('/fuse/crates/');

test.each<[string, Partial<Machine>, string[]]>([
  ['nothing', {}, []],
  ['an old Node', { nodeVersion: '18.19.0' }, ['node: too old: install Node 20.0.0 or newer (https://nodejs.org)']],
  [
    'a library',
    { debianPackages: () => without('libc6-dev') },
    ['libc6-dev: missing: sudo apt-get install --no-install-recommends libc6-dev'],
  ],
  ['a package whose program is there from elsewhere', { debianPackages: () => without('wabt') }, []],
  [
    'a program',
    { debianPackages: () => without('wabt'), find: (program) => (program === 'wat2wasm' ? undefined : program) },
    ['wabt: missing: sudo apt-get install --no-install-recommends wabt'],
  ],
  [
    'another distribution',
    { debianPackages: () => undefined },
    ['libc6-dev: unknown: install what Debian calls libc6-dev'],
  ],
  [
    'another distribution without a program',
    { debianPackages: () => undefined, find: (program) => (program === 'gcc' ? undefined : program) },
    ['gcc: missing: install what Debian calls gcc', 'libc6-dev: unknown: install what Debian calls libc6-dev'],
  ],
  [
    'an old cargo, and no sources yet',
    { version: () => '1.63.0', exists: noSources },
    [`cargo: too old: ${CARGO}`, 'C sources: missing: third_party/setup.sh'],
  ],
  [
    'no cargo, and no sources yet',
    { find: (program) => (program === 'cargo' ? undefined : program), exists: noSources },
    [`cargo: missing: ${CARGO}`, 'C sources: missing: third_party/setup.sh'],
  ],
  ['no cargo, but the sources', { find: () => undefined }, []],
  ['submodules instead of crates', { exists: (file) => !file.includes('crates') }, []],
  ['Zig', { areEqual: () => false }, ['Python packages: missing: third_party/setup.sh']],
  [
    'the C gate',
    { debianPackages: () => without('cppcheck'), find: () => undefined },
    ['cppcheck: missing: sudo apt-get install --no-install-recommends cppcheck'],
  ],
  [
    'the C gate, which the npm package has not',
    { debianPackages: () => without('cppcheck'), find: () => undefined, exists: isPackage },
    [],
  ],
  [
    'cargo, for the npm package that has fetched no sources',
    { find: () => undefined, exists: () => false },
    [`cargo: missing: ${CARGO}`],
  ],
  ['npm packages', { succeeds: () => false }, ['npm packages: missing: npm ci']],
])('what is missing: %s', (_, machine, faults) => expect(faultsOn(machine)).toEqual(faults));

test('one command installs all packages that are missing', () => {
  const findings = findingsOn({ debianPackages: () => without('gcc', 'wabt'), find: () => undefined });
  expect(installCommand(findings, PACKAGES)).toBe('sudo apt-get install --no-install-recommends gcc wabt');
  expect(installCommand(findingsOn({}), PACKAGES)).toBeUndefined();
});

test('versions are compared by number', () => {
  expect(isBelow('1.9.0', '1.85.0')).toBe(true);
  expect(isBelow('1.100.0', '1.85.0')).toBe(false);
  expect(isBelow('20', '20.0.0')).toBe(false);
  expect(isBelow('19.9.9', '20.0.0')).toBe(true);
});

test.each([
  ['gcc', 1],
  ['gcc gcc', 1],
  ['gcc gcc use', 1],
  ['gcc gcc host builds', 1],
  ['# fine\n\ngcc -', 3],
])('a list that is wrong: %j', (text, line) => {
  const message = `third_party/debian-packages:${line}: expected a package, a program or '-', 'use' or 'work', and a purpose`;
  expect(() => parseRequirements(text)).toThrow(message);
});

test('the list is the one that set-up installs from', () => {
  const root = repositoryRoot();
  const names = readRequirements(root).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['clang-19', 'rustc', 'libstd-rust-dev-wasm32', 'python3-pip']));
  expect(new Set(names).size).toBe(names.length);
  expect(fs.readFileSync(path.join(root, 'third_party/setup.sh'), 'utf8')).toContain('"$here/debian-packages"');
});

test("a compiler of Rust elsewhere on the PATH is not Debian's, which alone has the library for wasm32", () => {
  const rust = readRequirements(repositoryRoot()).filter(({ purpose }) => purpose === 'modules in Rust');
  const machine: Machine = {
    ...thisMachine,
    find: () => '/home/user/.cargo/bin/rustc',
    debianPackages: () => new Map(),
  };
  const findings = examine(machine, '/fuse', rust);
  for (const name of ['rustc', 'libstd-rust-dev-wasm32']) {
    const remedy = `sudo apt-get install --no-install-recommends ${name}`;
    expect(findings).toContainEqual(expect.objectContaining({ name, state: 'missing', remedy }));
  }
});

describe('the command', () => {
  let folder: FuseFolder;
  beforeEach(() => (folder = new FuseFolder()));
  afterEach(() => folder.remove());

  test('prints a line for each thing, and as JSON the same', () => {
    const text = folder.fuse(['doctor']).stdout;
    const { stdout, status } = folder.fuse(['doctor', '--json']);
    const { findings, install } = JSON.parse(stdout) as { findings: Finding[]; install: string | null };
    for (const { name, state } of findings)
      expect(text).toMatch(new RegExp(`^${state} +${name.replaceAll('+', '\\+')} `, 'm'));
    expect(findings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['node', 'clang-19', 'cargo', 'npm packages']),
    );
    expect(status === 0).toBe(findings.every(({ state }) => state === 'ok' || state === 'unknown'));
    if (status === 0) expect(install).toBeNull();
  });

  test.each([
    [['doctor', 'x'], "error: too many arguments for 'doctor'. Expected 0 arguments but got 1.\n"],
    [['doctor', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
    [['docter'], "error: unknown command 'docter'\n(Did you mean doctor?)\n"],
  ])('wrong: %j', (args, stderr) => expect(folder.fuse(args)).toEqual({ status: 2, stdout: '', stderr }));
});

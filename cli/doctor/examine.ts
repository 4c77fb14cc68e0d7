// SPDX-License-Identifier: Apache-2.0
// Holds the machine against what FUSE needs, in its working tree also for work on it; what is not in order has the command that mends it.

import * as path from 'node:path';
import { cachedCrates } from '../project/third-party';
import type { Machine } from './machine';
import { LEAST_CARGO, LEAST_NODE, type PackageRequirement } from './requirements';

export type State = 'ok' | 'missing' | 'too old' | 'unknown';

export interface Finding {
  readonly name: string;
  readonly state: State;
  readonly version: string | null;
  readonly purpose: string;
  /** What to do about it; null when it is in order. */
  readonly remedy: string | null;
}

/** Of the working tree only: npm leaves it out of packages. */
const LOCK = 'package-lock.json';
const SETUP = 'third_party/setup.sh';

export function examine(machine: Machine, root: string, packages: readonly PackageRequirement[]): Finding[] {
  const isWorkingTree = machine.exists(path.join(root, LOCK));
  const needed = packages.filter(({ isForWork }) => isWorkingTree || !isForWork);
  return [
    node(machine),
    ...packageFindings(machine, needed),
    cargo(machine, root),
    // The npm package fetches its sources itself, and npm has installed what it needs.
    ...(isWorkingTree ? [sources(machine, root), npm(machine, root), python(machine, root)] : []),
  ];
}

/** The one command that installs all Debian packages that are missing; undefined when none is. */
export function installCommand(
  findings: readonly Finding[],
  packages: readonly PackageRequirement[],
): string | undefined {
  const missing = packages.filter(({ name }) => findings.some((f) => f.name === name && f.state === 'missing'));
  if (missing.length === 0) return undefined;
  return `sudo apt-get install --no-install-recommends ${missing.map(({ name }) => name).join(' ')}`;
}

function node({ nodeVersion }: Machine): Finding {
  const isOld = isBelow(nodeVersion, LEAST_NODE);
  return {
    name: 'node',
    state: isOld ? 'too old' : 'ok',
    version: nodeVersion,
    purpose: 'fuse itself',
    remedy: isOld ? `install Node ${LEAST_NODE} or newer (https://nodejs.org)` : null,
  };
}

function packageFindings(machine: Machine, packages: readonly PackageRequirement[]): Finding[] {
  const installed = machine.debianPackages(packages.map(({ name }) => name));
  return packages.map(({ name, program, purpose }) => {
    const version = installed?.get(name);
    if (version !== undefined) return { name, state: 'ok', version, purpose, remedy: null };
    // Another distribution, or one's own build of the tool: the program counts, not who packed it.
    const file = program === null ? undefined : machine.find(program);
    if (file !== undefined) return { name, state: 'ok', version: machine.version(file) ?? null, purpose, remedy: null };
    if (installed === undefined && program === null) {
      return { name, state: 'unknown', version: null, purpose, remedy: `install what Debian calls ${name}` };
    }
    const remedy =
      installed === undefined
        ? `install what Debian calls ${name}`
        : `sudo apt-get install --no-install-recommends ${name}`;
    return { name, state: 'missing', version: null, purpose, remedy };
  });
}

function cargo(machine: Machine, root: string): Finding {
  const purpose = 'fetching the C sources of WAMR and FreeRTOS';
  const remedy = `install Rust ${LEAST_CARGO} or newer (https://rustup.rs)`;
  const file = machine.find('cargo');
  const version = file === undefined ? undefined : machine.version(file);
  if (version !== undefined && !isBelow(version, LEAST_CARGO))
    return { name: 'cargo', state: 'ok', version, purpose, remedy: null };
  // Once the sources are there, nothing asks for cargo.
  if (haveSources(machine, root) || machine.exists(path.join(cachedCrates(), 'Cargo.lock')))
    return { name: 'cargo', state: 'ok', version: version ?? null, purpose, remedy: null };
  return {
    name: 'cargo',
    state: version === undefined ? 'missing' : 'too old',
    version: version ?? null,
    purpose,
    remedy,
  };
}

function sources(machine: Machine, root: string): Finding {
  const found = haveSources(machine, root);
  return {
    name: 'C sources',
    state: found ? 'ok' : 'missing',
    version: null,
    purpose: 'WAMR and the FreeRTOS kernel',
    remedy: found ? null : SETUP,
  };
}

/** Fetched by setup.sh, or submodules that are checked out. */
function haveSources(machine: Machine, root: string): boolean {
  const has = (file: string): boolean => machine.exists(path.join(root, 'third_party', file));
  return has('crates/Cargo.lock') || (has('wasm-micro-runtime/core/version.h') && has('FreeRTOS-Kernel/tasks.c'));
}

function npm(machine: Machine, root: string): Finding {
  const isCurrent = machine.succeeds(path.join(root, 'third_party/npm-tree-is-current.cjs'), [root]);
  return {
    name: 'npm packages',
    state: isCurrent ? 'ok' : 'missing',
    version: null,
    purpose: 'what package-lock.json names',
    remedy: isCurrent ? null : 'npm ci',
  };
}

function python(machine: Machine, root: string): Finding {
  const list = path.join(root, 'third_party/python-packages');
  // setup.sh copies the list last.
  const isCurrent = machine.areEqual(list, path.join(root, 'third_party/python/python-packages'));
  return {
    name: 'Python packages',
    state: isCurrent ? 'ok' : 'missing',
    version: null,
    purpose: 'Zig, for modules in Zig',
    remedy: isCurrent ? null : SETUP,
  };
}

/** Whether a version is older than another; both are numbers with points between. */
export function isBelow(version: string, least: string): boolean {
  const numbers = (text: string): number[] => text.split('.').map(Number);
  const [have, need] = [numbers(version), numbers(least)];
  for (let i = 0; i < need.length; i++) {
    const difference = (have[i] ?? 0) - (need[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

// SPDX-License-Identifier: Apache-2.0
// The HAL groups, their macros and their capabilities, as the compiler derived them from runtime-ts/hal into fuse_natives.json.

import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { messageOf, UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';

/** Something of the board's that an application chooses. */
export interface HardwareGroup {
  readonly name: string;
  readonly macro: string;
  readonly hardware: true;
}

/** Compiled in always. */
export interface SoftwareGroup {
  readonly name: string;
  readonly macro: null;
  readonly hardware: false;
}

export type HalGroup = HardwareGroup | SoftwareGroup;

export interface Capability {
  readonly name: string;
  readonly bit: number;
  readonly group: string;
}

/** A function that modules may import from `env`. */
export interface NativeFunction {
  readonly name: string;
  /** In WAMR's notation: `(ii)I`. */
  readonly signature: string;
  /** Null: every module may call it. */
  readonly capability: string | null;
  /** What its author says of it; not in files of older compilers. */
  readonly doc?: string;
}

export interface Natives {
  /** SHA-256 of the functions' names and signatures, which the seals of images carry; in hexadecimal digits. */
  readonly hash: string;
  readonly groups: readonly HalGroup[];
  readonly capabilities: readonly Capability[];
  readonly natives: readonly NativeFunction[];
}

const FILE = 'fuse_natives.json';
const REMEDY = 'build it with `cmake -S . -B build && cmake --build build`, or name the file with --natives';

const identifier = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' };
const isNatives = new Ajv().compile<Natives>({
  type: 'object',
  required: ['hash', 'groups', 'capabilities', 'natives'],
  properties: {
    hash: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    groups: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'macro', 'hardware'],
        properties: { name: identifier, hardware: { type: 'boolean' } },
        if: { properties: { hardware: { const: true } } },
        then: { properties: { macro: identifier } },
        else: { properties: { macro: { type: 'null' } } },
      },
    },
    capabilities: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'bit', 'group'],
        properties: { name: identifier, bit: { type: 'integer', minimum: 0, maximum: 31 }, group: identifier },
      },
    },
    natives: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'signature', 'capability'],
        properties: {
          name: identifier,
          signature: { type: 'string' },
          capability: { anyOf: [identifier, { type: 'null' }] },
          doc: { type: 'string' },
        },
      },
    },
  },
});

export function loadNatives(file: string | undefined): Natives {
  const chosen = file ?? findNatives(repositoryRoot())[0];
  if (chosen === undefined) throw new UserError(`${FILE} is not there, which names the HAL groups: ${REMEDY}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(fs.readFileSync(chosen, 'utf8'));
  } catch (error) {
    throw new UserError(`cannot read ${chosen}: ${messageOf(error)}; ${REMEDY}`);
  }
  if (!isNatives(parsed)) {
    const [fault] = isNatives.errors ?? [];
    throw new UserError(`${chosen} is no ${FILE}: ${fault?.instancePath || '/'} ${fault?.message}; ${REMEDY}`);
  }
  return parsed;
}

/** Those that an image was compiled for, if a build here or `another` has them; those of the newest build if none has. */
export function loadNativesOf(hash: string | null, another: string | undefined): Natives {
  const files = [...findNatives(repositoryRoot()), ...(another === undefined ? [] : [another])];
  for (const file of hash === null ? [] : files) {
    const natives = loadNatives(file);
    if (natives.hash === hash) return natives;
  }
  return loadNatives(files[0]);
}

/** Those that the build folders hold, the newest first. */
function findNatives(root: string): string[] {
  const isBuild = (name: string): boolean => name === 'build' || name.startsWith('build-');
  const found = subfolders(root)
    .filter((folder) => isBuild(path.basename(folder)))
    .flatMap((build) => [build, ...subfolders(build)])
    .map((folder) => path.join(folder, 'generated', FILE))
    .filter((file) => fs.existsSync(file))
    .map((file) => ({ file, age: fs.statSync(file).mtimeMs }));
  return found.sort((a, b) => b.age - a.age).map(({ file }) => file);
}

function subfolders(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
}

export function hardwareGroups(natives: Natives): HardwareGroup[] {
  return natives.groups.filter((group): group is HardwareGroup => group.hardware);
}

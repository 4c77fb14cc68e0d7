// SPDX-License-Identifier: Apache-2.0
// The modules that are written in every language, and what each does, whatever its language.

import * as path from 'node:path';
import { type Language, LANGUAGE_NAMES } from '../../cli/project/languages';
import { Activation, Capability, type Policy } from '../../sdk/node';
import { repositoryRoot } from '../../cli/support/paths';
import { encodeByDefinition } from './demo';

export const LANGUAGES = LANGUAGE_NAMES;
export const MODULES = ['hello_log', 'camera_compress', 'event_filter'] as const;
export type ModuleName = (typeof MODULES)[number];

/** The file of a module that the build made, without its ending. */
export function builtModule(module: string, language: Language, buildDirectory = 'build'): string {
  return path.join(repositoryRoot(), buildDirectory, 'test/kits', `${module}_${language}`);
}

/** What comes in before a step, and what comes out of the step. */
export interface Step {
  readonly celsius?: number;
  readonly frame?: Uint8Array;
  readonly log: readonly string[];
  /** Events that are posted. */
  readonly events?: readonly number[];
}

export interface Behaviour {
  readonly capabilities: number;
  /** Logged by module_init. */
  readonly init: readonly string[];
  readonly steps: readonly Step[];
}

const OVERHEATED = 1;

function temperature(celsius: number, log: string[] = [], events: number[] = []): Step {
  return { celsius, log, events };
}

/** Adler-32 by its definition: sums of all bytes, and of all sums. */
function checksum(bytes: Uint8Array): number {
  const sums: number[] = [];
  for (const byte of bytes) sums.push((sums.at(-1) ?? 1) + byte);
  const total = sums.reduce((sum, value) => sum + value, 0);
  return ((total % 65521) * 65536 + ((sums.at(-1) ?? 1) % 65521)) >>> 0;
}

/** What camera_compress logs of a frame. */
export function compressed(bytes: Uint8Array): string {
  const encoded = encodeByDefinition(bytes);
  return `compressed ${bytes.length} to ${encoded.length} bytes, checksum ${checksum(encoded)}`;
}

function frame(bytes: Uint8Array): Step {
  return { frame: bytes, log: [compressed(bytes)] };
}

export const FRAME_BYTES = 64 * 48;

export const BEHAVIOURS: Readonly<Record<ModuleName, Behaviour>> = {
  hello_log: {
    capabilities: Capability.Log,
    init: ['hello'],
    steps: Array.from({ length: 12 }, (_, i) => ({ log: [`step ${i + 1}`] })),
  },
  camera_compress: {
    capabilities: Capability.Camera | Capability.Log,
    init: [],
    steps: [
      { log: ['no frame'] },
      frame(Uint8Array.of(7)),
      frame(new Uint8Array(FRAME_BYTES)),
      frame(new Uint8Array(FRAME_BYTES).map((_, i) => i % 251)),
      frame(new Uint8Array(FRAME_BYTES).map((_, i) => (i * i) >> 12)),
      // Runs of 255 and of one more.
      frame(new Uint8Array(512).fill(1, 0, 255).fill(2, 255, 511).fill(3, 511)),
      { log: ['no frame'] },
    ],
  },
  event_filter: {
    capabilities: Capability.TempSensor | Capability.Log | Capability.EventPost,
    init: [],
    steps: [
      temperature(20),
      temperature(59.99),
      temperature(60, ['overheated'], [OVERHEATED]),
      temperature(85),
      temperature(55),
      temperature(54.99, ['cooled down']),
      temperature(59),
      temperature(-40),
      temperature(Number.NaN),
      temperature(1e9, ['overheated'], [OVERHEATED]),
    ],
  },
};

/** Of a module that is stepped at every tick. */
export function policyOf(module: ModuleName): Policy {
  return {
    capabilities: BEHAVIOURS[module].capabilities,
    memoryPagesMax: 1,
    stackSize: 2048,
    heapSize: 0,
    cpuQuotaUs: 0,
    stepIntervalUs: 0,
    activationMask: Activation.Interval,
    eventSubscribe: 0,
  };
}

// SPDX-License-Identifier: Apache-2.0
// Writes a scenario as the player reads it: firmware/twin/scenario.h has the form.

import { encodePolicy } from '../config/policy';
import { DEVICE_GROUPS, DEVICES } from './scenario-schema';
import { type Action, ActionKind, type Scenario, type TwinModule } from './scenario';

const MAGIC = 0x4e575446;
const VERSION = 1;
const NAME_BYTES = 64;
const HEADER_BYTES = 64;
const MODULE_BYTES = 144;
const FRAME_BYTES = 8;
const ALIGNMENT = 16;

/** Real time after which a module that was entered is taken for one that never comes back: on a busy machine steps are slow. */
const HANG_US = 5_000_000;

/** A block of bytes that grows; each part begins at a multiple of 16. */
class Block {
  private readonly parts: Buffer[] = [];
  length = 0;

  append(bytes: Buffer): number {
    const offset = this.length;
    const padding = (ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT;
    this.parts.push(bytes, Buffer.alloc(padding));
    this.length += bytes.length + padding;
    return offset;
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32LE(value >>> 0, 4 * i));
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function encodeModule({ module, initUs, step }: TwinModule, image: number, size: number, durations: number): Buffer {
  const name = Buffer.alloc(NAME_BYTES);
  name.write(module.name, 'latin1');
  return Buffer.concat([
    name,
    encodePolicy(module.policy),
    words(image, size, initUs, durations, step.listUs.length, Number(step.recorded), Number(step.measured)),
    words(...DEVICES.map((device) => step.callUs[device] ?? 0), 0),
  ]);
}

function encodeAction({ atUs, periodUs, times, kind, subject, value, mask }: Action): Buffer {
  return Buffer.concat([long(atUs), long(periodUs), words(times, kind, subject, value, mask, 0)]);
}

/** The scenario with images (in the order of the modules) and frames (in that of the pictures). */
export function encodeScenario(scenario: Scenario, images: readonly Buffer[], frames: readonly Buffer[]): Buffer {
  const { application, modules, actions } = scenario;
  const block = new Block();
  // The tables come first, so that their places are known; what they point at follows.
  block.append(Buffer.alloc(HEADER_BYTES));
  const moduleTable = block.append(Buffer.alloc(MODULE_BYTES * modules.length));
  const actionTable = block.append(Buffer.concat(actions.map(encodeAction)));
  const frameTable = block.append(Buffer.alloc(FRAME_BYTES * frames.length));
  const encodedModules = modules.map((module, i) => {
    const image = images[i] ?? Buffer.alloc(0);
    return encodeModule(module, block.append(image), image.length, block.append(words(...module.step.listUs)));
  });
  const encodedFrames = frames.map((frame) => words(block.append(frame), frame.length));
  const groups = new Set(application.groups.filter(({ used }) => used).map(({ group }) => group.name));
  const devices = DEVICES.reduce((mask, device, i) => (groups.has(DEVICE_GROUPS[device]) ? mask | (1 << i) : mask), 0);

  const bytes = block.bytes();
  Buffer.concat([
    words(MAGIC, VERSION, bytes.length, scenario.tickUs),
    long(scenario.durationUs),
    words(application.wamrPoolBytes, application.logPoolBytes, devices, HANG_US),
    words(modules.length, moduleTable, actions.length, actionTable, frames.length, frameTable),
  ]).copy(bytes);
  Buffer.concat(encodedModules).copy(bytes, moduleTable);
  Buffer.concat(encodedFrames).copy(bytes, frameTable);
  return bytes;
}

/** Room that a player needs for a copy of an image that the scenario corrupts. */
export function scratchBytes({ actions }: Scenario, images: readonly Buffer[]): number {
  const corrupted = actions.filter(({ kind }) => kind === ActionKind.Corrupt);
  return Math.max(8, ...corrupted.map(({ subject }) => images[subject]?.length ?? 0));
}

// SPDX-License-Identifier: Apache-2.0
// Memory against the pool and the device: what may be asked for, and what is there.

import type { AppConfig } from '../config/app-config';
import { MODULE_MINIMUM, PAGE } from '../config/pool-rules';
import type { MemoryBar, ReportModule } from './model';

/** What of a target decides where memory comes from. */
export interface Device {
  readonly name: string;
  /** RAM in bytes; undefined of a computer with an operating system, where linear memory does not come from the pool. */
  readonly ramBytes: number | undefined;
  /** What an image built for it takes of its RAM, pool and log included. */
  readonly image: { readonly file: string; readonly ramBytes: number } | undefined;
}

/** What fuse-aotc --target calls code that the runtime copies into the pool; other images run where they lie, or where the system puts them. */
const COPIED = 'cortex-m4';

export function memoryBars(config: AppConfig, modules: readonly ReportModule[], device: Device | null): MemoryBar[] {
  const linearInPool = device === null || device.ramBytes !== undefined;
  const parts = modules.map((module, i) => ({
    name: module.name,
    bytes: MODULE_MINIMUM + copiedBytes(module) + (linearInPool ? linearBytes(config, module, i) : 0),
  }));
  const pool = bar('pool', 'Pool for modules', config.wamrPoolBytes, parts, POOL_NOTE);
  if (device?.ramBytes === undefined) return [pool];
  const { name, ramBytes, image } = device;
  const rest = (image?.ramBytes ?? 0) - config.wamrPoolBytes - config.logPoolBytes;
  const memories = [
    { name: 'pool for modules', bytes: config.wamrPoolBytes },
    { name: 'log', bytes: config.logPoolBytes },
    ...(rest > 0 ? [{ name: 'runtime, kernel, stacks and host program', bytes: rest }] : []),
  ];
  const note = image !== undefined && rest > 0 ? `As ${image.file} was linked.` : RAM_NOTE;
  return [pool, bar('ram', `RAM of ${name}`, ramBytes, memories, note)];
}

const POOL_NOTE =
  'Each module: its memory as far as policy and code let it grow, and 2 KiB for what the runtime keeps of it.';
const RAM_NOTE =
  'What is left is for the runtime, the kernel, stacks and the host program; once the image is built, this page says how much they take.';

/** What the pool must have for the modules to load at all, before any of them grows. */
export function bytesAtLoad(module: ReportModule): number {
  return MODULE_MINIMUM + copiedBytes(module) + (module.code?.memoryBytes ?? 0);
}

/** What the module may come to have: the policy's limit, or less if its code never asks for so much. */
function linearBytes(config: AppConfig, { code }: ReportModule, i: number): number {
  const limit = (config.modules[i]?.policy.memory_pages_max ?? 0) * PAGE;
  return code === null ? limit : Math.min(limit, Math.max(code.memoryBytes, code.memoryMaxBytes));
}

function copiedBytes({ code }: ReportModule): number {
  return code?.target === COPIED ? code.codeBytes : 0;
}

function bar(
  kind: MemoryBar['kind'],
  name: string,
  capacityBytes: number,
  parts: MemoryBar['parts'],
  note: string,
): MemoryBar {
  return { kind, name, capacityBytes, parts, usedBytes: parts.reduce((total, part) => total + part.bytes, 0), note };
}

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
}

/** What fuse-aotc --target calls code that the runtime copies into the pool; other images run where they lie, or where the system puts them. */
const COPIED = 'cortex-m4';

export function memoryBars(config: AppConfig, modules: readonly ReportModule[], device: Device | null): MemoryBar[] {
  const linearInPool = device === null || device.ramBytes !== undefined;
  const parts = modules.map((module, i) => ({
    name: module.name,
    bytes: MODULE_MINIMUM + copiedBytes(module) + (linearInPool ? linearBytes(config, module, i) : 0),
  }));
  const pool = bar('pool', 'Pool for modules', config.wamrPoolBytes, parts);
  if (device?.ramBytes === undefined) return [pool];
  const memories = [
    { name: 'pool for modules', bytes: config.wamrPoolBytes },
    { name: 'log', bytes: config.logPoolBytes },
  ];
  return [pool, bar('ram', `RAM of ${device.name}`, device.ramBytes, memories)];
}

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

function bar(kind: MemoryBar['kind'], name: string, capacityBytes: number, parts: MemoryBar['parts']): MemoryBar {
  return { kind, name, capacityBytes, parts, usedBytes: parts.reduce((total, part) => total + part.bytes, 0) };
}

// SPDX-License-Identifier: Apache-2.0
/** The runtime as codegen's Node back end emits it: its types, as far as the core needs them, and where it is found. */

import type { ArrayView, BuildValues, MemoryOptions, Place, Program, StructClass, View } from '../../../codegen/node';
import type { ModuleId, ModuleState, Policy, Stat } from '../fuse';

export type { Place, Program, View };

/** An address, or 0. */
export type Pointer = number;

/** The calls of runtime-ts/fuse.ts. */
export interface RuntimeExports {
  init(pool: Pointer, poolSize: number, log: Pointer, logSize: number, hal: View | null): Stat;
  deinit(): Stat;
  stop(): Stat;
  restart(): Stat;
  moduleLoad(image: Pointer, size: number, policy: View | null, out: Place<number> | null): Stat;
  moduleStart(id: ModuleId): Stat;
  modulePause(id: ModuleId): Stat;
  moduleUnload(id: ModuleId): Stat;
  moduleReplace(id: ModuleId, image: Pointer, size: number, policy: View | null): Stat;
  moduleRunStep(id: ModuleId): Stat;
  tick(): number;
  nextDueUs(out: Place<bigint> | null): Stat;
  postEvent(event: number): Stat;
  clearEvent(event: number): Stat;
  quotaExpired(id: ModuleId): void;
  quotaExpiredEntry(word: number): void;
  entryWord(): number;
  entryExpired(): boolean;
  moduleStat(id: ModuleId, out: Place<ModuleState> | null): Stat;
  moduleInfo(id: ModuleId, out: View | null): Stat;
  logRead(cursor: Place<number> | null, out: View | null): Stat;
  logLost(): number;
  policyFromBin(bytes: Pointer, length: number, out: View | null): Stat;
  version(): Pointer;
  statName(stat: number): Pointer;
}

export interface PolicyView extends View, Policy {}

export interface InfoView extends View {
  state: ModuleState;
  steps: number;
  traps: number;
  quotaKills: number;
  stepUsLast: number;
  stepUsMax: number;
  stepUsTotal: bigint;
  poolBytes: number;
  memoryBytes: number;
}

export interface EntryView extends View {
  sequence: number;
  moduleId: ModuleId;
  timestampUs: bigint;
  origin: number;
  level: number;
  text: ArrayView<unknown>;
}

export interface AotModuleView extends View {
  memories: Pointer;
  memoryCount: number;
}

export interface AotMemoryView extends View {
  numBytesPerPage: number;
  initPageCount: number;
  maxPageCount: number;
}

export interface AotMemoryInstanceView extends View {
  numBytesPerPage: number;
  curPageCount: number;
  memoryData: Pointer;
}

export interface AotInstanceView extends View {
  memoryCount: number;
  curException: ArrayView<unknown>;
  globalTableData: { memoryInstances: ArrayView<AotMemoryInstanceView> };
}

/** A struct of the program by its name in TypeScript. */
export function structOf<V extends View = View>(program: Program, name: string): StructClass<V> {
  const found = program.structs[name];
  if (found === undefined) throw new Error(`the emitted runtime has no struct ${name}: build it again (npm run addon)`);
  return found as unknown as StructClass<V>;
}

/** What an emitted bundle exports. */
export interface Bundle {
  instantiate(
    makeExterns: (program: Program) => object,
    build: BuildValues,
    options?: MemoryOptions,
  ): Program & { readonly exports: RuntimeExports };
}

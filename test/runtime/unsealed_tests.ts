// SPDX-License-Identifier: Apache-2.0
/** Suite `unsealed`: images of a stock wamrc load only in a build with FUSE_UNSAFE_UNSEALED, which says so at init. */
import { moduleLoad, moduleRunStep, moduleStart, Stat } from '../../runtime-ts/fuse';
import { UNSAFE_UNSEALED } from '../../runtime-ts/config';
import type { LogEntry } from '../../runtime-ts/fuse';
import { expectEqual, expectStat } from './expect';
import { mentions, nextEntry, policy, rewindLog, usePolicy } from './fixture';
import type { Test } from './harness';
import { WORKER, WORKER_SIZE } from './modules';

const SEAL_BYTES = 96;

/** An image's size without its seal, which is what comes last. */
function withoutSeal(): void {
  usePolicy(0);
  const id: Out<u32> = { value: 77 };
  const stat = moduleLoad(WORKER, WORKER_SIZE - SEAL_BYTES, policy, id);
  if (when(UNSAFE_UNSEALED)) {
    expectStat(stat, Stat.Success);
    expectStat(moduleStart(id.value), Stat.Success);
    expectStat(moduleRunStep(id.value), Stat.Success);
  } else {
    expectStat(stat, Stat.ModuleLoadFailed);
    expectEqual(id.value, 77);
  }
}

/** A sealed image loads in either build. */
function withSeal(): void {
  usePolicy(0);
  const id: Out<u32> = { value: 77 };
  expectStat(moduleLoad(WORKER, WORKER_SIZE, policy, id), Stat.Success);
  expectStat(moduleStart(id.value), Stat.Success);
  expectStat(moduleRunStep(id.value), Stat.Success);
}

function saidAtInit(): void {
  rewindLog();
  const entry = zeroed<LogEntry>();
  let warnings: u32 = 0;
  let more = true;
  // @bound 1000 entries fit into the log's memory
  while (more) {
    more = nextEntry(entry);
    if (more && entry.level === 2 && mentions(entry, 'UNSEALED')) warnings += 1;
  }
  if (when(UNSAFE_UNSEALED)) {
    expectEqual(warnings, 1);
  } else {
    expectEqual(warnings, 0);
  }
}

export const unsealedTests: FixedArray<Test, 3> = [
  { name: 'withoutSeal', run: withoutSeal },
  { name: 'withSeal', run: withSeal },
  { name: 'saidAtInit', run: saidAtInit },
];

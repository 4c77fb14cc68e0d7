// SPDX-License-Identifier: Apache-2.0
// Warnings about memory that cannot hold what is to live in it.

import type { Path } from './document';
import type { Rules } from './rules';

/** Pool that the smallest module takes with WAMR's descriptions of it: measured, 2176 on a Cortex-M4. */
export const MODULE_MINIMUM = 2048;
/** sizeof(fuse_log_entry_t). */
const LOG_ENTRY = 152;
export const PAGE = 65_536;

export function checkPools(rules: Rules, modules: readonly Path[]): void {
  const poolPath = ['application', 'wamr_pool_bytes'];
  const pool = rules.uint32(poolPath);
  if (pool !== undefined && pool > 0) checkModulePool(rules, poolPath, pool, modules);

  const logPath = ['application', 'log_pool_bytes'];
  const log = rules.uint32(logPath);
  if (log !== undefined && log > 0 && log < LOG_ENTRY) {
    rules.warning(logPath, `${log} bytes do not hold one log entry (${LOG_ENTRY}); every entry would be lost`);
  }
}

function checkModulePool(rules: Rules, path: Path, pool: number, modules: readonly Path[]): void {
  const least = Math.max(1, modules.length) * MODULE_MINIMUM;
  if (pool < least) {
    rules.warning(
      path,
      `${pool} bytes are too few: the smallest module takes ${MODULE_MINIMUM}, ${modules.length || 1} of them ${least}`,
    );
    return;
  }
  // One page is the smallest limit there is, and most small modules use a fraction of it: it says nothing about the need.
  let limits = 0;
  for (const module of modules) {
    const pages = rules.uint32([...module, 'policy', 'memory_pages_max']) ?? 0;
    if (pages > 1) limits += pages * PAGE;
  }
  if (limits > pool) {
    const where = 'where linear memories come from the pool (boards; on Linux they do not)';
    rules.warning(
      path,
      `memory_pages_max allows the modules ${limits} bytes, more than this pool: ${where}, growing may fail`,
    );
  }
}

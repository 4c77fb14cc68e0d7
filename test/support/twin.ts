// SPDX-License-Identifier: Apache-2.0
/** Scenarios in a folder of their own, played by the command as a user runs it, on the modules of the runtime's tests. */

import * as path from 'node:path';
import { buildDirectory, type Run } from './aotc';
import { FuseFolder } from './fuse';

export const POLICY = {
  capabilities: ['TEMP_SENSOR', 'TIMER', 'CAMERA', 'LOG', 'EVENT_POST'],
  memory_pages_max: 4,
  stack_size: 8192,
  heap_size: 0,
  cpu_quota_us: 10_000,
  step_interval_us: 100_000,
};

/** The module of every misbehaviour: the temperature says which. */
export const COMMAND = { nothing: 0, endless: 1, calls: 5, unreachable: 15, log: 24, post: 25 } as const;

export const APPLICATION = {
  application: {
    name: 'test',
    max_modules: 2,
    wamr_pool_bytes: 1 << 20,
    log_pool_bytes: 1 << 16,
    hal_groups: ['temp_sensor', 'timer', 'camera'],
    events: { PING: 3, PONG: 4 },
  },
  modules: [
    { name: 'actor', binary: 'module_hostile.aot', policy: POLICY },
    {
      name: 'listener',
      binary: 'module_worker.aot',
      policy: { ...POLICY, capabilities: [], step_interval_us: 0, activation: ['EVENT'], event_subscribe: ['PING'] },
    },
  ],
};

export interface ModuleFigures {
  readonly module: string;
  readonly state: string;
  readonly steps: number;
  readonly traps: number;
  readonly quotaKills: number;
  readonly refusals: number;
  readonly totalUs: number;
  readonly worstMarginUs: number | null;
}

export class TwinFolder extends FuseFolder {
  constructor() {
    super();
    this.write('app_config.json', JSON.stringify(APPLICATION));
  }

  /** Writes scenario.yaml: these lines, after those that name the application and where its build is. */
  scenario(...lines: readonly string[]): void {
    const images = path.join(buildDirectory, 'test/runtime');
    const head = [
      'application: app_config.json',
      `targets: { linux: { build: ${buildDirectory}, images: ${images} } }`,
    ];
    this.write('scenario.yaml', [...head, ...lines, ''].join('\n'));
  }

  play(...args: readonly string[]): Run {
    return this.fuse(['twin', 'scenario.yaml', '--no-build', ...args]);
  }

  /** The log of a run that succeeds. */
  log(...args: readonly string[]): string {
    const { status, stderr } = this.play('--log', 'log.txt', ...args);
    if (status !== 0) throw new Error(`exit code ${status}\n${stderr}`);
    return this.read('log.txt').toString('utf8');
  }

  figures(...args: readonly string[]): ModuleFigures[] {
    const { status, stdout, stderr } = this.play('--json', ...args);
    if (status !== 0) throw new Error(`exit code ${status}\n${stderr}`);
    return (JSON.parse(stdout) as { modules: ModuleFigures[] }).modules;
  }
}

/** The lines of a log that contain a text. */
export function linesWith(log: string, text: string): string[] {
  return log.split('\n').filter((line) => line.includes(text));
}

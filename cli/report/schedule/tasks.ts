// SPDX-License-Identifier: Apache-2.0
// An application's modules as the scheduler sees them: what makes each step, and how long a step may take.

import type { AppConfig } from '../../config/app-config';
import { ACTIVATION } from '../../config/policy';

export interface Task {
  readonly name: string;
  /** The place in the order of a tick: the module id, if the host loads the modules in the order of the file. */
  readonly id: number;
  /** How long a step may take, with what the runtime takes around it; Infinity without a quota. */
  readonly quotaUs: number;
  /** The least time between two steps, of a module that is stepped by INTERVAL; 0 steps at every tick. */
  readonly intervalUs: number | undefined;
  readonly byEvent: boolean;
  /** The least time between two events that wake the module, if that is promised. */
  readonly eventMinIntervalUs: number | undefined;
}

export interface TaskSet {
  /** The period of the host's ticks; undefined of a host that sleeps until there is work. */
  readonly tickUs: number | undefined;
  /** What each quotaUs has for the runtime around a step. */
  readonly stepOverheadUs?: number;
  /** In the order of a tick. */
  readonly tasks: readonly Task[];
}

/** The modules that fuse_tick() steps; one of MANUAL alone is the host's own affair. */
export function taskSet(config: AppConfig, stepOverheadUs: number): TaskSet {
  const tasks = config.modules.map((module, id): Task => {
    const { policy } = module;
    const byEvent = (policy.activation_mask & ACTIVATION.EVENT) !== 0;
    const byInterval = policy.activation_mask === 0 || (policy.activation_mask & ACTIVATION.INTERVAL) !== 0;
    return {
      name: module.name,
      id,
      quotaUs: policy.cpu_quota_us === 0 ? Infinity : policy.cpu_quota_us + stepOverheadUs,
      intervalUs: byInterval ? policy.step_interval_us : undefined,
      byEvent,
      eventMinIntervalUs: byEvent ? module.eventMinIntervalUs : undefined,
    };
  });
  const stepped = tasks.filter((task) => task.byEvent || task.intervalUs !== undefined);
  return { tickUs: config.tickUs, stepOverheadUs, tasks: stepped };
}

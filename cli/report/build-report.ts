// SPDX-License-Identifier: Apache-2.0
// The policy report of an application, from its checked configuration and the code of its modules.

import type { AppConfig } from '../config/app-config';
import type { Natives } from '../config/natives';
import { changesBetween } from './changes';
import type { FoundCode } from './code/find-code';
import { findings } from './findings';
import { type Device, memoryBars } from './memory';
import type { Report } from './model';
import { reportModule } from './modules';
import { analyse } from './schedule/analysis';
import { taskSet } from './schedule/tasks';

export interface ReportInput {
  readonly file: string;
  readonly sha256: string;
  readonly description: string;
  readonly config: AppConfig;
  readonly natives: Natives;
  readonly device: Device | null;
  /** The code of each module, in the order of the configuration. */
  readonly code: readonly FoundCode[];
  readonly against: { readonly file: string; readonly config: AppConfig } | null;
}

export function buildReport({ config, natives, code, device, against, ...input }: ReportInput): Report {
  const nothing: FoundCode = { code: null, source: null };
  const modules = config.modules.map((module, i) => reportModule(config, module, i, code[i] ?? nothing, natives));
  const memory = memoryBars(config, modules, device);
  const schedule = analyse(taskSet(config));
  return {
    application: {
      name: config.name,
      description: input.description,
      file: input.file,
      sha256: input.sha256,
      groups: config.groups.filter(({ used }) => used).map(({ group }) => group.name),
      events: config.events,
      target: device?.name ?? null,
    },
    modules,
    memory,
    schedule,
    findings: findings(config, modules, code, memory, schedule),
    changes: against === null ? null : { against: against.file, list: changesBetween(against.config, config) },
  };
}

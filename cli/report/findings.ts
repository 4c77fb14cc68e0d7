// SPDX-License-Identifier: Apache-2.0
// What is wrong, or worth a second thought, about an application as a whole: code against rights, memory, time.

import type { AppConfig } from '../config/app-config';
import type { Rules } from '../config/rules';
import { checkBuilt } from '../project/check';
import type { FoundCode } from './code/find-code';
import { bytesAtLoad, type Device } from './memory';
import type { MemoryBar, Report, ReportModule } from './model';
import { isMadeFrom } from './modules';
import { bytesText } from './rights';
import { arithmetic, type Schedule } from './schedule/analysis';

type Subject = Pick<Report, 'modules' | 'memory' | 'schedule'>;

/** Adds them to `rules`, each at its field. */
export function addFindings(
  rules: Rules,
  config: AppConfig,
  { modules, memory, schedule }: Subject,
  found: readonly FoundCode[],
  device: Device | null,
): void {
  config.modules.forEach((module, id) => {
    const code = found[id];
    if (code === undefined) return;
    codeFindings(rules, id, module.name, code, device);
    if (code.image !== null) checkBuilt(rules, ['modules', id], module, code.image.built);
  });
  for (const bar of memory) memoryFindings(rules, bar, modules, device);
  scheduleFindings(rules, schedule);
}

function codeFindings(
  rules: Rules,
  id: number,
  name: string,
  { image, source, faults, newerSource }: FoundCode,
  device: Device | null,
): void {
  const field = ['modules', id, 'binary'];
  for (const fault of faults) rules.error(field, fault);
  if (image === null) {
    if (faults.length > 0) return;
    const unknown = `no code of '${name}' was found, so that what it uses is not compared with what it may`;
    rules.warning(field, `${unknown}; build it, or name the folder with --build-dir`);
    return;
  }
  const { file, target } = image.code;
  if (device !== null && target !== null && (target === 'host') !== (device.ramBytes === undefined)) {
    rules.error(
      field,
      `${file} is compiled for ${target}, which does not run on ${device.name}; build it for ${device.name}`,
    );
  }
  if (newerSource !== null) rules.warning(field, `${file} is older than ${newerSource}; build it again`);
  if (source !== null && !isMadeFrom(image, source)) {
    const other = `${file} does not name ${source.code.file} beside it as what it was made from`;
    rules.warning(field, `${other}: one is older; build the module again`);
  }
}

function memoryFindings(rules: Rules, bar: MemoryBar, modules: readonly ReportModule[], device: Device | null): void {
  const field = ['application', 'wamr_pool_bytes'];
  if (bar.kind === 'ram') {
    if (bar.usedBytes <= bar.capacityBytes) return;
    const over = `${bar.name} is ${bytesText(bar.capacityBytes)}: ${sum(bar.parts)} is ${bytesText(bar.usedBytes)}`;
    rules.error(field, `${over}; lower wamr_pool_bytes or log_pool_bytes`);
    return;
  }
  // Elsewhere linear memory does not come from the pool.
  if (device?.ramBytes === undefined) return;
  const parts = modules.map((module) => ({ name: module.name, bytes: bytesAtLoad(module) }));
  const needed = parts.reduce((total, { bytes }) => total + bytes, 0);
  if (needed <= bar.capacityBytes) return;
  const over = `the modules take at least ${sum(parts)} = ${bytesText(needed)} when they load`;
  rules.error(
    field,
    `${over}, more than ${bytesText(bar.capacityBytes)}: make it larger, or the modules' data smaller`,
  );
}

function sum(parts: MemoryBar['parts']): string {
  return parts.map(({ name, bytes }) => `${bytesText(bytes)} (${name})`).join(' + ');
}

function scheduleFindings(rules: Rules, { responses, tickUs }: Schedule): void {
  const unlimited = new Set<number>();
  for (const response of responses) {
    const { task, cause, verdict, deadlineUs } = response;
    if (task.quotaUs === Infinity && !unlimited.has(task.id)) {
      unlimited.add(task.id);
      const message = `'${task.name}' has no quota, so that nothing can be said of when any module steps; give it a cpu_quota_us`;
      rules.warning(['modules', task.id, 'policy', 'cpu_quota_us'], message);
    }
    if (verdict !== 'missed') continue;
    const field =
      cause === 'event'
        ? ['modules', task.id, 'event_min_interval_us']
        : ['modules', task.id, 'policy', 'step_interval_us'];
    const next =
      cause === 'event'
        ? 'the next event may come'
        : task.intervalUs === 0
          ? 'the next tick is due'
          : 'its next step is due';
    const late = `${arithmetic(response)}, but ${next} after ${deadlineUs} us`;
    const onGrid = tickUs !== undefined && task.intervalUs !== undefined && task.intervalUs > 0;
    const remedy = `lower a quota${onGrid ? ', or tick_us' : ''}, make the time longer, or put it before the others`;
    rules.error(field, `'${task.name}' may end too late: ${late}; ${remedy}`);
  }
}

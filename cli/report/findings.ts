// SPDX-License-Identifier: Apache-2.0
// What is wrong, or worth a second thought, about an application as a whole: code against rights, memory, time.

import type { AppConfig } from '../config/app-config';
import { PAGE } from '../config/pool-rules';
import type { FoundCode } from './code/find-code';
import type { Finding, MemoryBar, ReportModule } from './model';
import { sameImports } from './modules';
import { bytesText, list } from './rights';
import { arithmetic, type Schedule } from './schedule/analysis';

export function findings(
  config: AppConfig,
  modules: readonly ReportModule[],
  found: readonly FoundCode[],
  memory: readonly MemoryBar[],
  schedule: Schedule,
): Finding[] {
  return [
    ...modules.flatMap((module, i) => [
      ...codeFindings(module, found[i]),
      ...memoryFindings(config, module),
    ]),
    ...memory.slice(1).flatMap(deviceFindings),
    ...scheduleFindings(schedule),
  ];
}

function codeFindings(module: ReportModule, found: FoundCode | undefined): Finding[] {
  const field = ['modules', module.id, 'binary'];
  const granted = ['modules', module.id, 'policy', 'capabilities'];
  const { code } = module;
  if (code === null) {
    const message = `no code of '${module.name}' was found: what it imports is not compared with what it may; build it, or name its folder with --modules`;
    return [{ severity: 'warning', field, message }];
  }
  const list_: Finding[] = module.unknownImports.map((name) => ({
    severity: 'error',
    field,
    message: `${code.file} imports ${name}, which FUSE does not have: the load fails; remove the call, or add its HAL group to the build`,
  }));
  for (const right of module.rights) {
    const names = list(right.natives.filter((native) => code.imports.some(({ name }) => name === native)));
    if (right.imported === true && !right.granted) {
      const message = `${code.file} imports ${names} without ${right.capability}: the call would trap; grant the capability, or remove the call`;
      list_.push({ severity: 'error', field: granted, message });
    } else if (right.imported === false && right.granted) {
      const message = `${right.capability} is granted, but ${code.file} never imports ${list(right.natives)}; take it away`;
      list_.push({ severity: 'warning', field: granted, message });
    }
  }
  if (code.form === 'aot' && !code.sealed) {
    list_.push({ severity: 'error', field, message: `${code.file} has no seal: the load fails; compile it with fuse-aotc` });
  }
  const source = found?.source;
  if (source !== null && source !== undefined && !sameImports(code, source)) {
    const message = `${source.file} and ${code.file} import different functions: one is older; build the module again`;
    list_.push({ severity: 'warning', field, message });
  }
  return list_;
}

function memoryFindings(config: AppConfig, { id, code }: ReportModule): Finding[] {
  const pages = config.modules[id]?.policy.memory_pages_max ?? 0;
  if (code === null || code.memoryBytes <= pages * PAGE) return [];
  const field = ['modules', id, 'policy', 'memory_pages_max'];
  const limit = `${pages} ${pages === 1 ? 'page' : 'pages'} (${bytesText(pages * PAGE)})`;
  const message = `${code.file} begins with ${bytesText(code.memoryBytes)} of memory, more than ${limit}: the load fails; raise the limit`;
  return [{ severity: 'error', field, message }];
}

function deviceFindings({ name, capacityBytes, usedBytes, parts }: MemoryBar): Finding[] {
  if (usedBytes <= capacityBytes) return [];
  const sum = parts.map((part) => `${bytesText(part.bytes)} (${part.name})`).join(' + ');
  const message = `${name} is ${bytesText(capacityBytes)}: ${sum} are ${bytesText(usedBytes - capacityBytes)} too many; lower wamr_pool_bytes or log_pool_bytes`;
  return [{ severity: 'error', field: ['application', 'wamr_pool_bytes'], message }];
}

function scheduleFindings({ responses, tickUs }: Schedule): Finding[] {
  return responses.flatMap((response): Finding[] => {
    const { task, cause, verdict, deadlineUs } = response;
    if (verdict !== 'missed' && verdict !== 'unbounded') return [];
    const field =
      cause === 'event'
        ? ['modules', task.id, 'event_min_interval_us']
        : ['modules', task.id, 'policy', 'step_interval_us'];
    if (verdict === 'unbounded') {
      if (task.quotaUs !== Infinity) return [];
      const message = `'${task.name}' has no quota, so that nothing can be said of when any module steps; give it a cpu_quota_us`;
      return [{ severity: 'warning', field: ['modules', task.id, 'policy', 'cpu_quota_us'], message }];
    }
    const why = cause === 'event' ? 'the next event may come' : task.intervalUs === 0 ? 'the next tick is due' : 'its next step is due';
    const sum = `${arithmetic(response)}, but ${why} after ${deadlineUs} us`;
    const grid = tickUs !== undefined && task.intervalUs !== undefined && task.intervalUs > 0 ? ', or tick_us' : '';
    const remedy = `lower a quota${grid}, make the time longer, or put it before the others`;
    return [{ severity: 'error', field, message: `'${task.name}' may end too late: ${sum}; ${remedy}` }];
  });
}

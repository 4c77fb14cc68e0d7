// SPDX-License-Identifier: Apache-2.0
// The policy report of an application, from its checked configuration and the code of its modules.

import * as path from 'node:path';
import { type AppConfig, resolveAppConfig } from '../config/app-config';
import type { JsonDocument } from '../config/document';
import { type Natives } from '../config/natives';
import { Rules } from '../config/rules';
import type { Diagnostic, SourceText } from '../support/diagnostics';
import { changesBetween } from './changes';
import { type FoundCode, NO_CODE } from './code/find-code';
import { addFindings } from './findings';
import { type Device, memoryBars } from './memory';
import type { Finding, Report } from './model';
import { reportModule } from './modules';
import { analyse } from './schedule/analysis';
import { taskSet } from './schedule/tasks';

export interface ReportInput {
  readonly source: SourceText;
  /** Of a configuration without errors. */
  readonly document: JsonDocument;
  /** Its warnings. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sha256: string;
  readonly natives: Natives;
  readonly device: Device | null;
  /** The code of each module, in the order of the configuration. */
  readonly code: readonly FoundCode[];
  /** Counted with each step beyond its quota. */
  readonly stepOverheadUs: number;
  readonly against: { readonly file: string; readonly config: AppConfig } | null;
}

export interface BuiltReport {
  readonly report: Report;
  /** The findings, as the command prints them. */
  readonly diagnostics: readonly Diagnostic[];
}

export function buildReport(input: ReportInput): BuiltReport {
  const { source, document, natives, device, code, against } = input;
  const config = resolveAppConfig(document.value, natives);
  const rules = new Rules(document, natives, (offset) => source.line(offset));
  const modules = config.modules.map((module, i) => reportModule(config, module, i, code[i] ?? NO_CODE, natives));
  const memory = memoryBars(config, modules, device);
  const schedule = analyse(taskSet(config, input.stepOverheadUs));
  addFindings(rules, config, { modules, memory, schedule }, code, device);
  const diagnostics = [...input.diagnostics, ...rules.diagnostics].sort((a, b) => a.offset - b.offset);
  const finding = ({ severity, offset, field, message }: Diagnostic): Finding => ({
    severity,
    ...source.position(offset),
    field,
    message,
  });
  const report: Report = {
    application: {
      name: config.name,
      description: rules.string(['application', 'description']) ?? '',
      file: path.basename(source.name),
      sha256: input.sha256,
      groups: config.groups.filter(({ used }) => used).map(({ group }) => group.name),
      events: config.events,
      target: device?.name ?? null,
    },
    modules,
    memory,
    schedule,
    findings: diagnostics.map(finding),
    changes: against === null ? null : { against: against.file, list: changesBetween(against.config, config) },
  };
  return { report, diagnostics };
}

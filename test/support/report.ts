// SPDX-License-Identifier: Apache-2.0
// Policy reports of applications that a test makes up, in a folder of its own.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '../../cli/support/diagnostics';
import { buildReport } from '../../cli/report/build-report';
import { loadReportInput, type ReportOptions } from '../../cli/report/load';
import type { Report } from '../../cli/report/model';
import { changed, type Loose, natives } from './app-config';
import { FuseFolder, wat } from './fuse';

export interface MadeReport {
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
  /** `severity: field: message`, in the order of the text. */
  readonly findings: readonly string[];
}

export class ReportFolder extends FuseFolder {
  /** The report of a configuration, with what is in the folder. */
  report(config: Loose, options: Partial<ReportOptions> = {}): MadeReport {
    this.write('app_config.json', `${JSON.stringify(config, null, 2)}\n`);
    const folder = { folder: this.directory, config: this.path('app_config.json') };
    const { report, diagnostics } = buildReport(loadReportInput(folder, { natives, ...options }));
    return {
      report,
      diagnostics,
      findings: diagnostics.map(({ severity, field, message }) => `${severity}: ${field}: ${message}`),
    };
  }

  /** The file of a module in build/<target>/, without its extension. */
  built(name: string, target = 'linux'): string {
    fs.mkdirSync(this.path(`build/${target}`), { recursive: true });
    return path.join('build', target, name);
  }

  /** A built .wasm of each module, which imports exactly these functions. */
  buildModules(modules: Readonly<Record<string, readonly string[]>>): void {
    for (const [name, imports] of Object.entries(modules)) this.assemble(this.built(name), wat(imports, '(memory 1)'));
  }
}

/** Imports that fit the rights of the two modules of validConfig(). */
export const FITTING = {
  filter: ['camera_last_frame', 'module_log_event', 'fuse_event_post'],
  compress: ['timer_get_timestamp', 'module_log_event'],
};

/** The valid configuration, whose two modules' deadlines are declared and kept, changed. */
export function timedConfig(change: (config: Loose) => void = () => undefined): Loose {
  return changed((config) => {
    config.modules[0].event_min_interval_us = 100_000;
    change(config);
  });
}

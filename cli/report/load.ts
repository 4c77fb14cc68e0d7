// SPDX-License-Identifier: Apache-2.0
// Reads what a policy report is made of: the configuration, an older one to compare it with, the device, the modules' code.

import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { type AppConfig, resolveAppConfig } from '../config/app-config';
import { type CheckedFile, readBytes } from '../config/checked-file';
import { checkBytes } from '../config/command';
import type { JsonDocument } from '../config/document';
import type { Natives } from '../config/natives';
import { type ApplicationFolder, BUILD_FOLDER } from '../project/application';
import { checkBuildFolder } from '../project/built-module';
import { findTarget } from '../project/target';
import { count, formatDiagnostics } from '../support/diagnostics';
import { ExitCode, UserError } from '../support/main';
import { shortPath } from '../support/paths';
import { colorsFor } from '../support/terminal';
import type { ReportInput } from './build-report';
import { findCode } from './code/find-code';
import { deviceOf } from './device';

export interface ReportOptions {
  readonly natives: Natives;
  /** `linux`, `simulator`, a board's name or the folder of one elsewhere. */
  readonly target?: string | undefined;
  /** Where the built modules are; default: the target's folder in build/, or whatever was built last. */
  readonly buildFolder?: string | undefined;
  /** What the runtime takes around a step, as it was measured; default 0. */
  readonly stepOverheadUs?: number | undefined;
  /** The older configuration. */
  readonly against?: string | undefined;
}

/** Throws UserError for a configuration with errors, which were printed: what it means is not known. */
export function loadReportInput(application: ApplicationFolder, options: ReportOptions): ReportInput {
  const { folder, config: file } = application;
  const { natives, against } = options;
  const target = options.target === undefined ? undefined : findTarget(options.target);
  const device = target === undefined ? null : deviceOf(application, target);
  const inTarget = target === undefined ? undefined : path.join(folder, BUILD_FOLDER, target.name);
  const places = { folder, buildFolder: options.buildFolder ?? inTarget };
  if (options.buildFolder !== undefined) checkBuildFolder(options.buildFolder);
  const { document, bytes, checked } = readConfig(file, natives);
  const { modules } = resolveAppConfig(document.value, natives);
  return {
    source: checked.source,
    document,
    diagnostics: checked.diagnostics,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    natives,
    device,
    code: modules.map((module) => findCode(module, places, natives)),
    stepOverheadUs: options.stepOverheadUs ?? 0,
    against:
      against === undefined ? null : { file: path.relative(folder, against), config: olderConfig(against, natives) },
  };
}

function olderConfig(file: string, natives: Natives): AppConfig {
  return resolveAppConfig(readConfig(file, natives).document.value, natives);
}

function readConfig(
  file: string,
  natives: Natives,
): { readonly document: JsonDocument; readonly bytes: Buffer; readonly checked: CheckedFile } {
  const name = shortPath(file);
  const bytes = readBytes(name, file);
  const checked = checkBytes(name, bytes, natives);
  const { document, source, diagnostics } = checked;
  const errors = count(diagnostics, 'error');
  if (document === undefined || errors > 0) {
    process.stderr.write(formatDiagnostics(source, diagnostics, colorsFor(process.stderr)));
    const how = `${errors} error${errors === 1 ? '' : 's'}, repair ${errors === 1 ? 'it' : 'them'} first`;
    throw new UserError(`${name}: ${how}; no report was written`, ExitCode.InputErrors);
  }
  if (document.at(['application']) === undefined) {
    throw new UserError(`${name} is a policy by itself, not an application; name an app_config.json`);
  }
  return { document, bytes, checked };
}

// SPDX-License-Identifier: Apache-2.0
// Reads a scenario and holds it against its schema, the application and the folder around it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { type AppConfig, resolveAppConfig } from '../config/app-config';
import { type CheckedFile, readBytes } from '../config/checked-file';
import { checkFile } from '../config/command';
import type { JsonDocument, Path } from '../config/document';
import type { Natives } from '../config/natives';
import { checkSchema } from '../config/schema-check';
import { findApplication } from '../project/application';
import { LINUX } from '../project/target';
import { count, type Diagnostic } from '../support/diagnostics';
import { UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { shortPath } from '../support/paths';
import { ScenarioActions } from './scenario-actions';
import { checkYaml } from './yaml-document';
import { SCENARIO_SCHEMA, SCENARIO_TERMS } from './scenario-schema';
import type { Scenario, StepTimes, TargetPlaces, TwinModule } from './scenario';
import { type Complain, parseTime, readTime, TIME_FORM } from './time';

export interface ScenarioFile extends CheckedFile {
  /** Undefined when there are errors. */
  readonly scenario: Scenario | undefined;
}

/** The HAL groups of the build that `targets.linux.build` names are those of the application. */
export type NativesOf = (build: string | undefined) => Natives;

/** The HAL groups of a CMake build directory. */
export function nativesFile(build: string): string {
  return path.join(build, 'generated', 'fuse_natives.json');
}

const MAX_UINT32 = 0xffff_ffff;

export function readScenario(file: string, nativesOf: NativesOf): ScenarioFile {
  const name = shortPath(file);
  let scenario: Scenario | undefined;
  const checked = checkYaml(name, readBytes(name, file), (document, source) => {
    const diagnostics: Diagnostic[] = [...checkSchema(document, source.text, SCENARIO_SCHEMA, SCENARIO_TERMS)];
    const complain: Complain = (where, message) => {
      const { node } = document.nearestTo(where);
      const length = node.type === 'object' || node.type === 'array' ? 1 : node.length;
      diagnostics.push({ severity: 'error', offset: node.offset, length, field: document.fieldName(where), message });
    };
    if (diagnostics.length === 0) {
      const found = new ScenarioReader(document, file, complain, nativesOf).read();
      if (count(diagnostics, 'error') === 0) scenario = found;
    }
    return diagnostics;
  });
  // A duplicate key is found while the document is built.
  return { ...checked, scenario: count(checked.diagnostics, 'error') === 0 ? scenario : undefined };
}

interface RawScenario {
  name?: string;
  application: string;
  duration: unknown;
  tick?: unknown;
  targets?: Record<string, { build?: string; images?: string; make?: string[] }>;
  modules?: Record<string, { init?: unknown; step?: unknown }>;
}

class ScenarioReader {
  private readonly raw: RawScenario;
  private readonly folder: string;

  constructor(
    private readonly document: JsonDocument,
    private readonly file: string,
    private readonly complain: Complain,
    private readonly nativesOf: NativesOf,
  ) {
    this.raw = document.value as RawScenario;
    this.folder = path.dirname(path.resolve(file));
  }

  read(): Scenario | undefined {
    const { raw } = this;
    const durationUs = readTime(this.complain, ['duration'], raw.duration);
    if (durationUs === 0) this.complain(['duration'], 'a scenario lasts at least a microsecond');
    const tickUs = raw.tick === undefined ? undefined : readTime(this.complain, ['tick'], raw.tick, MAX_UINT32);
    if (tickUs === 0)
      this.complain(['tick'], 'must be at least 1; leave it out for a host that sleeps until there is work');
    const targets = this.targets();
    const application = this.application(targets);
    if (application === undefined) return undefined;
    const modules = this.modules(application.config);
    const reader = new ScenarioActions(this.document.value, application.config, this.folder, durationUs, this.complain);
    const { actions, pictures, frameSize } = reader.read();
    return {
      name: raw.name ?? path.basename(this.file).replace(/\.ya?ml$/, ''),
      file: shortPath(this.file),
      config: application.file,
      folder: path.dirname(application.file),
      application: application.config,
      durationUs,
      tickUs: tickUs ?? application.config.tickUs ?? 0,
      targets,
      modules,
      frameSize,
      pictures,
      actions,
    };
  }

  private targets(): Map<string, TargetPlaces> {
    const resolved = (place: string | undefined): string | undefined =>
      place === undefined ? undefined : path.resolve(this.folder, place);
    return new Map(
      Object.entries(this.raw.targets ?? {}).map(([name, { build, images, make = [] }]) => [
        name,
        { build: resolved(build), images: resolved(images), make },
      ]),
    );
  }

  private application(targets: ReadonlyMap<string, TargetPlaces>): { file: string; config: AppConfig } | undefined {
    const place = path.resolve(this.folder, this.raw.application);
    if (!fs.existsSync(place)) {
      this.complain(['application'], `there is no ${shortPath(place)}`);
      return undefined;
    }
    let file: string;
    try {
      file = findApplication(place).config;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.complain(['application'], error.message);
      return undefined;
    }
    const folder = targets.get(LINUX)?.build;
    if (folder !== undefined && !fs.existsSync(nativesFile(folder))) {
      this.complain(
        ['targets', LINUX, 'build'],
        `${shortPath(folder)} holds no build of FUSE: it has no generated/fuse_natives.json`,
      );
      return undefined;
    }
    const natives = this.nativesOf(folder);
    const { document, diagnostics } = checkFile(shortPath(file), file, natives);
    const errors = count(diagnostics, 'error');
    if (document === undefined || errors > 0) {
      this.complain(['application'], `${shortPath(file)} has errors: \`fuse config\` and \`fuse check\` print them`);
      return undefined;
    }
    const config = resolveAppConfig(document.value, natives);
    if (config.modules.length > 0) return { file, config };
    this.complain(['application'], `${shortPath(file)} names no modules, so there is nothing to run`);
    return undefined;
  }

  /** In the order of the application, in which they are loaded. */
  private modules(application: AppConfig): TwinModule[] {
    const given = this.raw.modules ?? {};
    const names = application.modules.map(({ name }) => name);
    for (const name of Object.keys(given)) {
      if (names.includes(name)) continue;
      this.complain(['modules', name], `the application has no module '${name}'${suggestion(name, names)}`);
    }
    return application.modules.map((module) => {
      const { init, step } = given[module.name] ?? {};
      const initUs =
        init === undefined ? 0 : readTime(this.complain, ['modules', module.name, 'init'], init, MAX_UINT32);
      return { module, initUs, step: this.step(['modules', module.name, 'step'], step) };
    });
  }

  private step(where: Path, step: unknown): StepTimes {
    const plain = { callUs: {}, measured: false, recorded: false };
    if (step === undefined) return { ...plain, listUs: [] };
    if (step === 'measured') return { ...plain, listUs: [], measured: true };
    if (Array.isArray(step)) {
      if (step.length === 0) this.complain(where, 'the list is empty');
      return { ...plain, listUs: step.map((value, i) => readTime(this.complain, [...where, i], value, MAX_UINT32)) };
    }
    if (step !== null && typeof step === 'object') return this.rule(where, step as Record<string, unknown>);
    if (parseTime(step) === undefined) {
      this.complain(where, `expected ${TIME_FORM}; a list of times; a rule { base: TIME, camera: TIME }; or measured`);
      return { ...plain, listUs: [] };
    }
    return { ...plain, listUs: [readTime(this.complain, where, step, MAX_UINT32)] };
  }

  private rule(where: Path, rule: Record<string, unknown>): StepTimes {
    const words = ['base', 'temperature', 'camera', 'downlink'];
    const times = new Map<string, number>();
    for (const [word, value] of Object.entries(rule)) {
      if (words.includes(word)) times.set(word, readTime(this.complain, [...where, word], value, MAX_UINT32));
      else this.complain([...where, word], `unknown field${suggestion(word, words)}`);
    }
    const { base = 0, ...callUs } = Object.fromEntries(times);
    return { listUs: [base], callUs, measured: false, recorded: false };
  }
}

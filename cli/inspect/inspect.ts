// SPDX-License-Identifier: Apache-2.0
// What a file is, told from its first bytes, and everything that can be said of it.

import * as fs from 'node:fs';
import type { Natives } from '../config/natives';
import { POLICY_BYTES } from '../config/policy';
import { messageOf, UserError } from '../support/main';
import { type AotFacts, readAot } from './aot-file';
import { type ImageFacts, readImage } from './board-image';
import { type Demands, demandsOf } from './demands';
import { ASSUMED_FIELDS, type LeastPolicy, leastPolicy } from './least-policy';
import type { ModuleFacts } from './module-facts';
import { type PolicyFacts, readPolicy } from './policy-file';
import { readWasm } from './wasm-file';

/** What is the same of a module in either form. */
interface ModuleReport {
  readonly file: string;
  readonly bytes: number;
  readonly module: ModuleFacts;
  readonly demands: Demands;
  readonly leastPolicy: LeastPolicy;
  /** Fields of leastPolicy that the file says nothing about. */
  readonly assumed: readonly string[];
}

export interface WasmReport extends ModuleReport {
  readonly kind: 'wasm';
}

export interface AotReport extends ModuleReport, Pick<AotFacts, 'target' | 'sections' | 'seal' | 'origin'> {
  readonly kind: 'aot';
  /** Its seal names the native functions of this build; null without a seal. */
  readonly nativesMatch: boolean | null;
}

/** Of a module in either form. */
export type BuiltReport = WasmReport | AotReport;

export interface PolicyReport extends PolicyFacts {
  readonly kind: 'policy';
  readonly file: string;
}

export interface ImageReport extends ImageFacts {
  readonly kind: 'image';
  readonly file: string;
  readonly bytes: number;
}

export type Report = BuiltReport | PolicyReport | ImageReport;

const MAGIC = { wasm: '\0asm', aot: '\0aot', image: '\x7fELF' } as const;

/** Inspects a file; `name` is what messages call it. The natives are asked for where they are needed, with the hash in the file's seal. */
export function inspectFile(name: string, file: string, natives: (hash: string | null) => Natives): Report {
  const bytes = readFile(name, file);
  const magic = bytes.toString('latin1', 0, 4);
  if (magic === MAGIC.image) return { kind: 'image', file: name, bytes: bytes.length, ...readImage(file, bytes) };
  if (magic === MAGIC.wasm) return inspectModule(name, bytes, natives(null));
  if (magic === MAGIC.aot) return inspectModule(name, bytes, natives(readAot(name, bytes).seal?.nativesHash ?? null));
  if (bytes.length === POLICY_BYTES) return { kind: 'policy', file: name, ...readPolicy(bytes, natives(null)) };
  const known = `a .wasm module, a .aot image, a policy binary (${POLICY_BYTES} bytes) or a board's image (ELF)`;
  throw new UserError(`${name} is none of what can be inspected: ${known}`);
}

/** The facts of a module's bytes, in either form. */
export function inspectModule(name: string, bytes: Buffer, natives: Natives): BuiltReport {
  const report = (module: ModuleFacts): ModuleReport => {
    const demands = demandsOf(module, natives);
    return {
      file: name,
      bytes: bytes.length,
      module,
      demands,
      leastPolicy: leastPolicy(demands),
      assumed: ASSUMED_FIELDS,
    };
  };
  if (bytes.toString('latin1', 0, 4) !== MAGIC.aot) return { kind: 'wasm', ...report(readWasm(name, bytes)) };
  const { module, target, sections, seal, origin } = readAot(name, bytes);
  const nativesMatch = seal === null ? null : seal.nativesHash === natives.hash;
  return { kind: 'aot', ...report(module), target, sections, seal, origin, nativesMatch };
}

/** Why the runtime would refuse the file's content. */
export function faultsOf(report: Report): readonly string[] {
  switch (report.kind) {
    case 'image':
      return [];
    case 'policy':
      return report.faults;
    case 'wasm':
      return report.demands.faults;
    case 'aot':
      return [...sealFaults(report), ...report.demands.faults];
  }
}

function sealFaults({ seal, nativesMatch }: AotReport): string[] {
  const remedy = 'compile its .wasm again with fuse-aotc';
  if (seal === null) return [`it has no seal: ${remedy}`];
  if (!seal.intact) return [`its seal is broken, bytes were changed after it was compiled: ${remedy}`];
  const faults: string[] = [];
  if (!seal.memoryChecks) faults.push(`it was compiled without checks of memory bounds: ${remedy}`);
  if (!seal.stackChecks) faults.push(`it was compiled without checks of the native stack: ${remedy}`);
  if (nativesMatch === false) faults.push(`it was compiled for other native functions than this build has: ${remedy}`);
  return faults;
}

function readFile(name: string, file: string): Buffer {
  const isFolder = fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder) throw new UserError(`cannot read ${name}: it is a folder; name a file`);
  try {
    return fs.readFileSync(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(`cannot read ${name}: ${missing ? 'there is no such file' : messageOf(error)}`);
  }
}

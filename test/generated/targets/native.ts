// SPDX-License-Identifier: Apache-2.0
/** Generated programs as C on this machine: gcc and clang, without and with optimisation, clang's under sanitizers. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OutputFile } from '../../../codegen/src/outputs';
import type { GeneratedProgram } from '../generator/program';
import { BUILD, interruptOf } from '../host';
import { type Outcome, type Run, siteLines } from '../outcome';
import { cNameOf, type Functions, HOST_HEADER, hostedDriver, SEEDS } from './driver';

export interface Configuration {
  readonly name: string;
  readonly compiler: string;
  readonly flags: readonly string[];
}

/** The build's values, for C. */
export const DEFINES = Object.entries(BUILD).map(([name, value]) => `-D${name}=${Number(value)}`);
const LANGUAGE = ['-std=c11', '-ffreestanding', '-ffp-contract=off', '-w', ...DEFINES];
/** Besides undefined behaviour: conversions that nothing wrote, and floats too large for their integer. */
const SANITIZERS = [
  '-fsanitize=address,undefined,implicit-conversion,float-cast-overflow',
  '-fno-sanitize-recover=all',
  '-g1',
];

export const CONFIGURATIONS: readonly Configuration[] = [
  { name: 'gcc -O0', compiler: 'gcc', flags: ['-O0'] },
  { name: 'gcc -O2', compiler: 'gcc', flags: ['-O2'] },
  { name: 'clang -O0, sanitizers', compiler: 'clang-19', flags: ['-O0', ...SANITIZERS] },
  { name: 'clang -O2, sanitizers', compiler: 'clang-19', flags: ['-O2', ...SANITIZERS] },
];

/** The C functions that a program's exported ones become. */
export const functionsOf = ({ run, text }: GeneratedProgram): Functions => {
  const interrupt = interruptOf(text);
  return { run: `fuse_${cNameOf(run)}`, interrupt: interrupt === null ? null : `fuse_${cNameOf(interrupt)}` };
};

/** Writes the C of a batch, with the host's header and driver. */
export function writeC(folder: string, outputs: readonly OutputFile[], driver: string): string[] {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const files = [...outputs, { name: 'fuzz_host.h', text: HOST_HEADER }, { name: 'driver.c', text: driver }];
  for (const { name, text } of files) fs.writeFileSync(path.join(folder, name), text);
  return files.map((f) => path.join(folder, f.name)).filter((f) => f.endsWith('.c'));
}

/** The outcomes of all programs in one configuration. */
export function runNative(
  folder: string,
  sources: readonly string[],
  configuration: Configuration,
  programs: number,
  checks: string,
): Outcome[] {
  const image = path.join(folder, 'image');
  const built = spawnSync(
    configuration.compiler,
    [...LANGUAGE, ...configuration.flags, `-I${folder}`, ...sources, '-o', image],
    {
      encoding: 'utf8',
    },
  );
  if (built.status !== 0) throw new Error(`${configuration.name} did not compile:\n${built.stderr.slice(0, 4000)}`);
  const lines = siteLines(checks);
  const outcomes: Outcome[] = [];
  while (outcomes.length < programs) {
    const { stdout, stderr, status, signal } = spawnSync(image, [String(outcomes.length)], {
      encoding: 'utf8',
      timeout: 60_000,
      maxBuffer: 1 << 26,
      env: { ...process.env, UBSAN_OPTIONS: 'print_stacktrace=0', ASAN_OPTIONS: 'detect_leaks=0' },
    });
    outcomes.push(...parseRuns(stdout, lines));
    if (outcomes.length >= programs) break;
    // The program after the last that was printed ended it.
    const why = stderr.split('\n').find((l) => /runtime error|ERROR:/.test(l)) ?? signal ?? `exit code ${status}`;
    outcomes.push({ kind: 'broke', why });
  }
  return outcomes;
}

export function sourcesOf(
  outputs: readonly OutputFile[],
  programs: readonly GeneratedProgram[],
  folder: string,
): string[] {
  return writeC(folder, outputs, hostedDriver(programs.map(functionsOf)));
}

/** One outcome for each program of which every run was printed. */
export function parseRuns(output: string, lines: ReadonlyMap<number, string>, radix = 10): Outcome[] {
  const runs = [...output.matchAll(/^([0-9a-f]{8}) ?([0-9a-f]{8}) ([0-9a-f]+)\r?$/gm)].map(
    ([, high, low, site]): Run => {
      const number = parseInt(site as string, radix);
      return { digest: `${high}${low}`, panic: number === 0 ? null : (lines.get(number) ?? `site ${number}`) };
    },
  );
  const outcomes: Outcome[] = [];
  for (let at = 0; at + SEEDS.length <= runs.length; at += SEEDS.length)
    outcomes.push({ kind: 'ran', runs: runs.slice(at, at + SEEDS.length) });
  return outcomes;
}

// SPDX-License-Identifier: Apache-2.0
/** Compiles programs of the subset to C, and the C with each compiler, optimisation level and sanitizer; runs what comes out. */
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { compile } from '../../codegen/src/compile';
import { formatDiagnostics } from '../../codegen/src/diagnostics';
import type { Program } from '../../codegen/src/ir';
import { emit, type EmitOptions, type OutputFile } from '../../codegen/src/outputs';

const run = promisify(execFile);

export const WARNINGS =
  '-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Wcast-qual -Werror'.split(' ');

/** A folder of its own, removed when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-backend-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The outputs for source files; `api.h` is the public header of main.ts. */
export function emitSources(
  folder: string,
  sources: Readonly<Record<string, string>>,
  options: Partial<EmitOptions> = {},
  prepare: (program: Program) => void = () => undefined,
): OutputFile[] {
  const project = path.join(folder, 'src');
  fs.rmSync(project, { recursive: true, force: true });
  for (const [name, text] of Object.entries(sources)) {
    const file = path.join(project, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  const headers = 'main.ts' in sources ? [{ name: 'api.h', file: path.join(project, 'main.ts') }] : [];
  const compiled = compile({ projects: [project], halDirs: [], headers });
  if (compiled.program === null) {
    throw new Error(formatDiagnostics(compiled.diagnostics.sorted(), compiled.sources.textOf));
  }
  prepare(compiled.program);
  return emit(compiled.program, { lineDirectives: false, sourceRoot: '', ...options });
}

export function textOf(outputs: readonly OutputFile[], name: string): string {
  const file = outputs.find((o) => o.name === name);
  if (file === undefined) throw new Error(`no ${name} among ${outputs.map((o) => o.name).join(', ')}`);
  return file.text;
}

export interface ChecksJson {
  readonly totals: { readonly proved: number; readonly checked: number; readonly trusted: number };
  readonly checks: readonly { site: number; kind: string; line: number; function: string; reason: string }[];
  readonly loops: readonly { how: string; bound: number | null; line: number; function: string }[];
}
export const checksOf = (outputs: readonly OutputFile[]): ChecksJson =>
  JSON.parse(textOf(outputs, 'checks.json')) as ChecksJson;

export interface Variant {
  readonly compiler: string;
  readonly level: string;
  /** Without the gate's warnings: for programs that no person wrote. */
  readonly quiet?: boolean;
}
export const VARIANTS: readonly Variant[] = ['gcc', 'clang-19'].flatMap((compiler) =>
  ['-O0', '-O2'].map((level) => ({ compiler, level })),
);
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** What a driver has before its own code: fuse_panic() that goes back to ATTEMPT. */
const driverHead = (headers: readonly string[]): string => `
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <inttypes.h>
${headers.map((header) => `#include "${header}"`).join('\n')}
static jmp_buf recovery;
static uint32_t last_site;
_Noreturn void fuse_panic(uint32_t site);
_Noreturn void fuse_panic(uint32_t site) { last_site = site; longjmp(recovery, 1); }
#define ATTEMPT (setjmp(recovery) == 0)
`;

async function build(
  folder: string,
  outputs: readonly OutputFile[],
  variant: Variant,
  defines: readonly string[],
): Promise<string> {
  const generated = path.join(folder, 'generated');
  const name = `${variant.compiler}${variant.level}`;
  const warned = [
    '-std=c11',
    '-ffreestanding',
    '-ffp-contract=off',
    variant.level,
    ...(variant.quiet === true ? ['-w'] : WARNINGS),
    ...SANITIZERS,
    `-I${generated}`,
    ...defines,
  ];
  const objects: string[] = [];
  for (const { name: file } of outputs) {
    if (!file.endsWith('.c')) continue;
    const object = path.join(folder, `${name}-${file}.o`);
    await run(variant.compiler, [...warned, '-c', path.join(generated, file), '-o', object]);
    objects.push(object);
  }
  const program = path.join(folder, name);
  const driverFile = path.join(folder, 'driver.c');
  await run(variant.compiler, [
    '-std=c11',
    '-D_DEFAULT_SOURCE',
    '-O0',
    ...SANITIZERS,
    `-I${generated}`,
    ...defines,
    driverFile,
    ...objects,
    '-o',
    program,
    '-lm',
  ]);
  return program;
}

export function writeGenerated(folder: string, outputs: readonly OutputFile[]): string {
  const generated = path.join(folder, 'generated');
  fs.rmSync(generated, { recursive: true, force: true });
  fs.mkdirSync(generated, { recursive: true });
  for (const { name, text } of outputs) fs.writeFileSync(path.join(generated, name), text);
  return generated;
}

/** Standard output of the program, which must be the same from every variant and end with exit code 0. */
export async function execute(
  folder: string,
  outputs: readonly OutputFile[],
  driver: string,
  options: {
    readonly variants?: readonly Variant[];
    readonly defines?: readonly string[];
    readonly headers?: readonly string[];
  } = {},
): Promise<string> {
  writeGenerated(folder, outputs);
  fs.writeFileSync(path.join(folder, 'driver.c'), driverHead(options.headers ?? ['api.h']) + driver);
  const variants = options.variants ?? VARIANTS;
  const results: string[] = [];
  const one = async (i: number): Promise<void> => {
    const variant = variants[i];
    if (variant === undefined) return;
    const program = await build(folder, outputs, variant, options.defines ?? []);
    results[i] = (await run(program, [], { maxBuffer: 1 << 28 })).stdout;
    await one(i + 2);
  };
  await Promise.all([one(0), one(1)]);
  results.forEach((result, i) => {
    if (result !== results[0]) {
      throw new Error(
        `${variants[i]?.compiler} ${variants[i]?.level} differs from ${variants[0]?.compiler} ${variants[0]?.level}`,
      );
    }
  });
  return results[0] ?? '';
}

/** Compares long outputs by their first differing line. */
export function expectLines(actual: string, expected: readonly string[]): void {
  const lines = actual.split('\n').filter((line) => line !== '');
  const at = expected.findIndex((line, i) => lines[i] !== line);
  expect(at < 0 ? null : { line: at, actual: lines[at], expected: expected[at] }).toBeNull();
  expect(lines.length).toBe(expected.length);
}

// SPDX-License-Identifier: Apache-2.0
/**
 * The C of each construct as a reader sees it, to the byte; it passes the gate with all three compilers. After a wanted change run
 * `npm run constructs`, which writes it anew, and review the difference.
 */
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { type Deviation, findingsIn, judge, readDeviations } from '../../../cli/testing/misra-suite';
import type { OutputFile } from '../../../codegen/src/outputs';
import { temporaryFolder, WARNINGS } from '../../support/backend';
import {
  constructNames,
  CONSTRUCTS,
  constructTitle,
  emitConstruct,
  goldenFiles,
  isGolden,
} from '../../support/constructs';

const run = promisify(execFile);
const folder = temporaryFolder();
const names = constructNames();
const emitted = new Map<string, OutputFile[]>();

test.each(names)('%s', (name) => {
  const outputs = emitConstruct(name);
  emitted.set(name, outputs);
  const files = goldenFiles(outputs);
  const directory = path.join(CONSTRUCTS, name);
  const committed = fs.readdirSync(directory).filter(isGolden);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    for (const file of committed) if (!files.has(file)) fs.rmSync(path.join(directory, file));
    for (const [file, text] of files) fs.writeFileSync(path.join(directory, file), text);
    return;
  }
  expect(committed.sort()).toEqual([...files.keys()].sort());
  for (const [file, text] of files) expect(text).toBe(fs.readFileSync(path.join(directory, file), 'utf8'));
});

test('each has a title of its own', () => {
  const titles = names.map(constructTitle);
  expect(new Set(titles).size).toBe(titles.length);
});

/** Writes each construct's outputs into a folder of its own, with the C headers that stand beside its input. */
function writeOutputs(): string[] {
  return [...emitted].flatMap(([name, outputs]) => {
    const target = path.join(folder, name);
    fs.mkdirSync(target);
    for (const file of fs.readdirSync(path.join(CONSTRUCTS, name))) {
      if (file.endsWith('.h') && !isGolden(file))
        fs.copyFileSync(path.join(CONSTRUCTS, name, file), path.join(target, file));
    }
    for (const { name: file, text } of outputs) fs.writeFileSync(path.join(target, file), text);
    return outputs.filter(({ name: file }) => file.endsWith('.c')).map(({ name: file }) => path.join(name, file));
  });
}

/** Deviations that the runtime does not need, or that only show in programs of a few lines. */
const OF_EXAMPLES: readonly Deviation[] = [
  { rule: '5.7', reason: 'The examples are programs of their own, which cppcheck sees together.' },
  { rule: '5.9', reason: 'The examples are programs of their own, which cppcheck sees together.' },
  { rule: '8.6', reason: 'The examples are programs of their own, which cppcheck sees together.' },
  { rule: '7.2', reason: 'UINT64_C() adds the suffix; cppcheck does not read <stdint.h>.' },
  { rule: '10.8', reason: 'Signed arithmetic modulo 2^width is done in the unsigned type.' },
  { rule: '11.3', reason: 'A trusted cast, of which checks.json lists each.' },
  { rule: '16.3', reason: 'fuse_panic() does not return.' },
  { rule: '19.2', reason: 'A tagged union: each use stands behind a test of its tag.' },
  { rule: '20.7', reason: 'The parameter is a string literal.' },
  { rule: 'integerOverflowCond', reason: 'fuse_panic() does not return.' },
  { rule: 'zerodivcond', reason: 'fuse_panic() does not return.' },
  { rule: 'unreadVariable', reason: 'What a slice points to is written, not a variable.' },
  { rule: 'unusedStructMember', reason: 'An example need not use each member.' },
];

const COMPILERS: readonly (readonly [string, readonly string[]])[] = [
  ['gcc', []],
  ['clang-19', []],
  ['arm-none-eabi-gcc', ['-mcpu=cortex-m4', '-mthumb']],
];

describe('the gate', () => {
  let sources: string[];
  beforeAll(() => (sources = writeOutputs()));

  test.each(COMPILERS)(
    '%s accepts each without a warning, whatever the build flags',
    async (compiler, flags) => {
      for (const flag of ['0', '1']) {
        const common = [
          '-std=c11',
          '-ffreestanding',
          '-O2',
          ...WARNINGS,
          ...flags,
          `-DAPP_FAST=${flag}`,
          '-DAPP_SLOTS=4',
        ];
        await run(compiler, [...common, '-fsyntax-only', ...sources], { cwd: folder });
      }
    },
    120000,
  );

  test('cppcheck and MISRA find nothing that the deviations do not allow', () => {
    const allowed = [...readDeviations().map(({ rule, reason }) => ({ rule, reason })), ...OF_EXAMPLES];
    const findings = findingsIn(folder, ['-DAPP_FAST=1', '-DAPP_SLOTS=4'], sources);
    expect(judge(findings, allowed).undeclared).toEqual([]);
  }, 240000);
});

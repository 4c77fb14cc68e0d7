// SPDX-License-Identifier: Apache-2.0
/** Generated programs on a Cortex-M4 in QEMU: one image for a batch, which prints how each ended. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { OutputFile } from '../../../codegen/src/outputs';
import type { GeneratedProgram } from '../generator/program';
import { type Outcome, siteLines } from '../outcome';
import { boardDriver } from './driver';
import { DEFINES, functionsOf, parseRuns, writeC } from './native';
import { sourceFolder } from '../paths';

const COMPILER = 'arm-none-eabi-gcc';
const FLAGS = [
  ...['-mcpu=cortex-m4', '-mthumb', '-mfpu=fpv4-sp-d16', '-mfloat-abi=hard'],
  ...['-std=c11', '-ffreestanding', '-ffp-contract=off', '-Os', '-w', '-ffunction-sections', '-fdata-sections'],
  ...['--specs=nano.specs', '--specs=nosys.specs', '-nostartfiles', '-Wl,--gc-sections', '-Wl,--no-warn-rwx-segments'],
];

export function runCortexM4(
  folder: string,
  outputs: readonly OutputFile[],
  programs: readonly GeneratedProgram[],
  checks: string,
): Outcome[] {
  const sources = writeC(folder, outputs, boardDriver(programs.map(functionsOf)));
  const own = path.join(sourceFolder(), 'targets');
  const image = path.join(folder, 'image.elf');
  const args = [
    ...FLAGS,
    ...DEFINES,
    `-I${folder}`,
    ...sources,
    path.join(own, 'cortex_m4.c'),
    `-T${path.join(own, 'cortex_m4.ld')}`,
    '-o',
    image,
  ];
  const built = spawnSync(COMPILER, args, { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${COMPILER} did not compile:\n${built.stderr.slice(0, 4000)}`);
  const { stdout, stderr } = spawnSync(
    'qemu-system-arm',
    ['-machine', 'mps2-an386', '-nographic', '-monitor', 'none', '-serial', 'stdio', '-semihosting', '-kernel', image],
    { encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 26, input: '' },
  );
  const outcomes = parseRuns(stdout, siteLines(checks), 16);
  while (outcomes.length < programs.length)
    outcomes.push({ kind: 'broke', why: stdout.includes('fault') ? 'fault' : stderr.split('\n')[0] || 'no result' });
  return outcomes;
}

// SPDX-License-Identifier: Apache-2.0
/**
 * The C of each construct as a reader sees it: fixtures/*.ts become fixtures/*.c and .h, to the byte. After a wanted change run this with
 * UPDATE_GOLDEN=1 and review the difference. The C passes the gate with all three compilers.
 */
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { OutputFile } from '../../../codegen/src/outputs';
import { emitSources, temporaryFolder, textOf, WARNINGS, writeGenerated } from '../../support/backend';

const run = promisify(execFile);
const directory = path.join(__dirname.replace(/([/\\])dist([/\\])test\b/, '$1test'), 'fixtures');
const sources = fs.readdirSync(directory).filter((name) => name.endsWith('.ts'));
const folder = temporaryFolder();
const HEADERS = ['structs.h', 'unions.h', 'callbacks.h'];

let outputs: OutputFile[];
beforeAll(() => {
  outputs = emitSources(
    folder,
    Object.fromEntries(sources.map((name) => [name, fs.readFileSync(path.join(directory, name), 'utf8')])),
  );
});

/** The path of the temporary project does not belong into a golden file. */
const normalised = (text: string): string => text.replace(/from \S*src\/(\w+\.ts)/, 'from golden/$1');

test.each([...sources.map((name) => name.replace(/\.ts$/, '.c')), ...HEADERS])('%s is what was reviewed', (name) => {
  const golden = path.join(directory, name);
  const text = normalised(textOf(outputs, name));
  if (process.env['UPDATE_GOLDEN'] === '1') fs.writeFileSync(golden, text);
  expect(text).toBe(fs.readFileSync(golden, 'utf8'));
});

test('the same program gives the same bytes', () => {
  const again = emitSources(
    folder,
    Object.fromEntries(sources.map((name) => [name, fs.readFileSync(path.join(directory, name), 'utf8')])),
  );
  expect(again).toEqual(outputs);
});

const COMPILERS: readonly (readonly [string, readonly string[]])[] = [
  ['gcc', []],
  ['clang-19', []],
  ['arm-none-eabi-gcc', ['-mcpu=cortex-m4', '-mthumb']],
];
test.each(COMPILERS)(
  '%s accepts it without a warning, with and without the flag',
  async (compiler, flags) => {
    const generated = writeGenerated(folder, outputs);
    const files = outputs.filter((o) => o.name.endsWith('.c')).map((o) => path.join(generated, o.name));
    for (const flag of ['0', '1']) {
      await run(
        compiler,
        [
          '-std=c11',
          '-ffreestanding',
          '-O2',
          ...WARNINGS,
          ...flags,
          `-DAPP_FAST=${flag}`,
          '-DAPP_SLOTS=4',
          '-c',
          ...files,
        ],
        {
          cwd: generated,
        },
      );
    }
  },
  120000,
);

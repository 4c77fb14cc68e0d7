// SPDX-License-Identifier: Apache-2.0
/** Programs over whole areas of the language run: gcc and clang, without and with optimisation, under AddressSanitizer and UBSan. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emitSources, execute, temporaryFolder } from '../../support/backend';
import { PROGRAM_CASES } from '../../support/program-cases';

const directory = path.join(__dirname.replace(/([/\\])dist([/\\])test\b/, '$1test'), 'fixtures');
const folder = temporaryFolder();

const SETUP = `
static uint32_t thousand(uint32_t value) { return value + 1000U; }
static bool below_four(uint32_t turn) { return turn < 4U; }
int main(void) {
    uint8_t bytes[10] = { 1, 2, 3, 4, 5 };
    const fuse_view_u8_t view = { bytes, 5U };
    const fuse_view_u8_t ten = { bytes, 10U };
    const fuse_view_u8_t none = { NULL, 0U };
    const fuse_slice_u8_t slice = { bytes, 5U };
    const uint32_t numbers[] = { 4, 1, 2, 7, 3, 3, 9, 5, 5 };
    const fuse_view_u32_t words = { numbers, 9U };
    const fuse_point_t point = { 7, 8 };
    const fuse_hooks_t hooks = { thousand, below_four };
    const float nan = __builtin_nanf("");
    uint64_t wide = 0U;
    (void)fuse_widened;
`;

test('every construct does what the language says', async () => {
  const names = fs.readdirSync(directory).filter((name) => name.endsWith('.ts'));
  const outputs = emitSources(
    folder,
    Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(directory, name), 'utf8')])),
  );
  const lines = PROGRAM_CASES.map(
    ([expression]) => `if (ATTEMPT) { printf("%" PRId64 "\\n", (int64_t)(${expression})); } else { puts("panic"); }`,
  );
  const output = await execute(folder, outputs, `${SETUP}${lines.join('\n')}\nreturn 0;\n}\n`, {
    headers: names.map((name) => name.replace(/\.ts$/, '.h')),
    defines: ['-DAPP_FAST=0', '-DAPP_SLOTS=4'],
  });
  const actual = output.trim().split('\n');
  expect(actual.map((value, i) => `${PROGRAM_CASES[i]?.[0]} is ${value}`)).toEqual(
    PROGRAM_CASES.map(([e, value]) => `${e} is ${value}`),
  );
});

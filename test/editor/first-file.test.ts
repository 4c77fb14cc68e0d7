// SPDX-License-Identifier: Apache-2.0
/** A stranger's first file, with the ten mistakes that everyone makes: one run says all ten, and nothing else. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileFiles } from '../support/compile-subset';

const first = fs.readFileSync(path.resolve('test/editor/fixtures/first.ts'), 'utf8');
const files = {
  'first.ts': first,
  'hal/index.ts': '/** The HAL. */\nexport interface Groups {}\nexport declare const HAL: Groups;\n',
  'hal/camera.ts': `/** Camera. @group camera */

declare module './index' {
  interface Groups {
    readonly CAMERA: BuildFlag<'FUSE_HAL_ENABLE_CAMERA'>;
  }
}
/** Bytes of a picture. */
export function frameSize(): u32 {
  return 4096;
}
`,
};

it('gets its ten messages in one run', () => {
  const { diagnostics, failure } = compileFiles(files);
  expect(failure).toBeNull();
  const lines = first.split('\n');
  const shown = diagnostics.sorted().map((d) => {
    const text = (lines[d.at.line - 1] as string).slice(
      d.at.column - 1,
      d.at.line === d.at.endLine ? d.at.endColumn - 1 : undefined,
    );
    return `${d.code} ${text}: ${d.message}`;
  });
  expect(shown).toEqual([
    'FUSE2105 half: An f64 is no index. Write u32(half): it truncates toward zero and is checked to fit.',
    'FUSE2101 mean: u32 does not become u8 silently: write u8(mean), which is proved or checked to fit, u8.wrap(...) or u8.sat(...).',
    'FUSE1012 (by: u32): void => {: Functions are top-level and named. Move this one out, pass what it needs as parameters, and use its name as the callback.',
    'FUSE4100 factorial(n - 1): Recursion: factorial → factorial. Use a loop with a bound, and an array as the stack if one is needed.',
    'FUSE1024 x as u8: A cast changes what the compiler believes, not the value: write u8(x), u8.wrap(x) or u8.sat(x); between pointers trustedCast<T>(p).',
    "FUSE2110 'camera ': Texts are not joined with +: nothing allocates. Log the parts, or copy bytes into a buffer with copy(slice(...), bytesOf(...)).",
    'FUSE1044 u32[]: FixedArray<T, N> has its elements in place, Slice<T> points to elements elsewhere; nothing grows.',
    "FUSE4120 ready.load('acquire') === 0: Nothing shows how often this while runs. Count with for (let i: u32 = a; i < b; i++), or write above the loop: // @bound N reason.",
    'FUSE3100 first.next: This may be null. A check narrows only a local: const x = first.next; if (x !== null) { ... }',
    'FUSE5100 frameSize(): frameSize belongs to the group camera, which is not in every build. Use it in a file of the group, or inside if (when(HAL.CAMERA)) { ... }.',
  ]);
});

it('keeps its other messages while one file cannot be read at all', () => {
  const shown = compileFiles({
    ...files,
    'broken.ts': 'export function broken(: u32 {\n  return 1;\n}\n',
  }).diagnostics.sorted();
  expect(new Set(shown.filter((d) => d.at.file === 'broken.ts').map((d) => d.code))).toEqual(new Set(['FUSE1000']));
  expect(shown.filter((d) => d.at.file === 'first.ts')).toHaveLength(10);
});

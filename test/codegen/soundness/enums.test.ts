// SPDX-License-Identifier: Apache-2.0
/** A value that C can store or pass need not be a member of its enum: a switch without a default checks it. */
import { decide } from '../../../codegen/src/facts';
import { programOf } from '../../support/compile-subset';

/** Kinds of the checks that stay in a program whose enum, struct and extern are those below. */
function checksOf(text: string, parameter: string): string[] {
  const files = {
    'main.ts': `import { set } from './ext';
import { Box, Mode } from './mode';
function name(mode: Mode): u32 {
  switch (mode) {
    case Mode.Off:
      return 1;
    case Mode.On:
      return 2;
  }
}
const box: Box = zeroed();
const modes: FixedArray<Mode, 4> = zeroed();
export function run(x: u32): u32 {
  ${text}
  return wrap(name(modes[x & 3]) + name(box.mode));
}`,
    'mode.ts': 'export enum Mode { Off = 0, On = 1 }\nexport interface Box { mode: Mode }\n',
    'ext.d.ts': `/** @header ext.h */
import { ${parameter.replace(/^\w+<(.*)>$/, '$1')} } from './mode';
export declare function set(to: ${parameter}): void;
`,
  };
  return decide(programOf(files)).checks.map((c) => c.kind);
}

it.each([
  ['a slice', 'set(slice(modes));', 'Slice<Mode>'],
  ['a reference', 'set(box);', 'Box'],
  ['an address', 'set(pointerTo(box.mode));', 'Pointer<Mode>'],
  ['an Out', 'const mode: Out<Mode> = { value: Mode.Off }; set(mode); box.mode = mode.value;', 'Out<Mode>'],
])('of which C has %s', (_name, text, parameter) => {
  expect(checksOf(text, parameter)).toEqual(['enum']);
});

it('that C passes to an exported function', () => {
  const text = 'export enum Mode { Off = 0, On = 1 }\n';
  const body = '(mode: Mode): u32 { switch (mode) { case Mode.Off: return 1; case Mode.On: return 2; } }\n';
  const kinds = (program: string): string[] => decide(programOf(text + program)).checks.map((c) => c.kind);
  expect(kinds(`export function name${body}`)).toEqual(['enum']);
  expect(kinds(`function name${body}export function off(): u32 { return name(Mode.Off); }`)).toEqual([]);
});

// SPDX-License-Identifier: Apache-2.0
/** What is read from the compiler's call-graph files and from the disassembly. */
import { parseCallgraphInfo } from '../../cli/size/stack/callgraph-info';
import { flowOf, type Instruction, parseDisassembly, stackGrowth } from '../../cli/size/stack/machine-code';

test('frames and calls of a .ci file', () => {
  const functions = parseCallgraphInfo(`graph: { title: "a.c"
node: { title: "outer" label: "outer\\na.c:3:6\\n24 bytes (static)\\n0 dynamic objects" }
node: { title: "a.c:inner" label: "inner\\na.c:9:6\\n16 bytes (dynamic)\\n1 dynamic objects\\n v" }
node: { title: "memcpy" label: "memcpy\\n<built-in>" shape : ellipse }
edge: { sourcename: "outer" targetname: "a.c:inner" label: "a.c:5:2" }
edge: { sourcename: "outer" targetname: "__indirect_call" label: "a.c:6:2" }
node: { title: "__indirect_call" label: "Indirect Call Placeholder" shape : ellipse }
}`);
  expect([...functions.values()]).toEqual([
    { name: 'outer', source: 'a.c', frame: 24, unbounded: false, callees: ['inner'], indirect: ['a.c:6:2'] },
    { name: 'inner', source: 'a.c', frame: 16, unbounded: true, callees: [], indirect: [] },
  ]);
});

const instruction = (text: string): Instruction => {
  const [found] = parseDisassembly(`   8000100:\t${text}`);
  if (found === undefined) throw new Error(text);
  return found;
};

test.each([
  ['push\t{r4, r5, lr}', 12],
  ['push\t{r3-r11, lr}', 40],
  ['stmdb\tsp!, {r4, r5, r6, r7, r8, r9, sl, fp, lr}', 36],
  ['vpush\t{d8-d9}', 16],
  ['vpush\t{s16-s31}', 64],
  ['sub\tsp, #84\t@ 0x54', 84],
  ['sub.w\tsp, sp, #1040\t@ 0x410', 1040],
  ['subw\tsp, sp, #1044\t@ 0x414', 1044],
  ['str.w\tlr, [sp, #-4]!', 4],
  ['strd\tr4, lr, [sp, #-16]!', 16],
  ['str\tr4, [sp, #4]', 0],
  ['add\tr0, sp, #4', 0],
  ['add\tsp, #84\t@ 0x54', -84],
  ['pop\t{r4, pc}', -8],
  ['ldmia.w\tsp!, {r4, r5, r6, r7, r8, lr}', -24],
  ['ldr.w\tpc, [sp], #4', -4],
  ['mov\tsp, r7', 0],
  ['sub.w\tsp, sp, r3', NaN],
  ['mov\tsp, r6', NaN],
])('%j grows the stack by %d', (text, bytes) => {
  expect(stackGrowth(instruction(text))).toBe(bytes);
});

test.each([
  ['bl\t80001c0 <f>', { kind: 'call', target: 0x80001c0 }],
  ['blx\tr3', { kind: 'call', target: undefined }],
  ['b.w\t80001c0 <f>', { kind: 'jump', target: 0x80001c0, conditional: false }],
  ['bne.n\t8000110 <g+0x10>', { kind: 'jump', target: 0x8000110, conditional: true }],
  ['bls.n\t8000110 <g+0x10>', { kind: 'jump', target: 0x8000110, conditional: true }],
  ['blt.w\t8000110 <g+0x10>', { kind: 'jump', target: 0x8000110, conditional: true }],
  ['cbz\tr0, 8000110 <g+0x10>', { kind: 'jump', target: 0x8000110, conditional: true }],
  ['bx\tr3', { kind: 'jump', target: undefined, conditional: false }],
  ['bx\tlr', { kind: 'end' }],
  ['bxeq\tlr', { kind: 'next' }],
  ['pop\t{r4, pc}', { kind: 'end' }],
  ['pop\t{r4, lr}', { kind: 'next' }],
  ['ldmia.w\tsp!, {r4, r5, pc}', { kind: 'end' }],
  ['ldr.w\tpc, [sp], #4', { kind: 'end' }],
  ['ldr.w\tpc, [r3, r0, lsl #2]', { kind: 'jump', target: undefined, conditional: false }],
  ['tbb\t[pc, r3]', { kind: 'table' }],
  ['bic.w\tr0, r0, #1', { kind: 'next' }],
])('%j leads to %j', (text, flow) => {
  expect(flowOf(instruction(text))).toEqual(flow);
});

// SPDX-License-Identifier: Apache-2.0
/** fuse_module.ts: the native functions for modules in AssemblyScript, without allocation. */
import { camelCase, canLog, type GuestCall, type GuestParam } from './guest-call';
import { blockComment, head, namesBut } from './text';

const safeName = namesBut(
  'abstract as async await break case catch class const continue debugger declare default delete do else enum export extends ' +
    'false finally for function if implements import in instanceof interface is let module namespace new null of operator ' +
    'private protected public readonly return static super switch this throw true try type typeof var void while with yield',
);

function param(p: GuestParam): string {
  const name = safeName(camelCase(p.name));
  return p.type.kind === 'scalar' ? `${name}: ${p.type.name}` : `${name}: usize, ${name}Length: u32`;
}

/** A range stays an address and a length: what has a length of its own would have to be allocated. */
const declaration = (call: GuestCall): string =>
  blockComment(call.doc) +
  `@external("env", "${call.name}")\n` +
  `export declare function ${safeName(camelCase(call.name))}(${call.params.map(param).join(', ')}): ${call.result ?? 'void'};\n`;

const INTRODUCTION = [
  'What a module in AssemblyScript may call of the runtime. A module exports module_step, and, if it wants them, module_init and module_deinit:',
  '    export function module_step(): void {}',
  'Nothing may be allocated: buffers are `memory.data(SIZE)`, state is numbers, and what `new` or a composed string would need is refused when the module is built.',
];

const LOG = `
/** How much a message matters. */
export enum Level {
  Debug = 0,
  Info = 1,
  Fatal = 2,
}

const CAPACITY: usize = 127;
const bytes: usize = memory.data(127);
let length: usize = 0;

function add(byte: u32): void {
  if (length == CAPACITY) return;
  store<u8>(bytes + length, byte);
  length++;
}

/** A message that is put together: \`line.start()\`, then texts and numbers, then \`line.log()\`. What does not fit is left out. */
export namespace line {
  export function start(): void {
    length = 0;
  }

  /** A character beyond ASCII becomes a question mark. */
  export function text(words: string): void {
    for (let i = 0; i < words.length; i++) {
      const unit = load<u16>(changetype<usize>(words) + (<usize>i << 1));
      add(unit < 128 ? unit : 63);
    }
  }

  /** In decimal. */
  export function number(value: u32): void {
    let power: u32 = 1000000000;
    while (power > 1 && value < power) power /= 10;
    for (; power > 0; power /= 10) add(48 + ((value / power) % 10));
  }

  export function log(level: Level): void {
    moduleLogEvent(bytes, <u32>length, level);
  }
}

/** Logs a message that is complete as it stands. Needs the capability LOG. */
export function log(level: Level, message: string): void {
  line.start();
  line.text(message);
  line.log(level);
}
`;

export function assemblyScriptBindings(calls: readonly GuestCall[]): string {
  return (
    head('//') +
    blockComment(INTRODUCTION) +
    calls.map((call) => `\n${declaration(call)}`).join('') +
    (canLog(calls) ? LOG : '')
  );
}

// SPDX-License-Identifier: Apache-2.0
/**
 * The functions of an image as they were linked, read from its disassembly: how deep each takes its stack, and at which depth it
 * calls what. Covers what the compiler's own data leaves out: assembler, prebuilt libraries, calls that the compiler makes up.
 */

import { binutil, type Symbol } from '../binutils';

export interface Call {
  /** Address of the function called; undefined for a call through a pointer. */
  readonly target: number | undefined;
  /** Bytes that the caller has on its stack then; nothing when it jumps away at its end. */
  readonly depth: number;
  readonly at: number;
}

export interface MachineFunction {
  readonly address: number;
  readonly end: number;
  /** All names of it; the first is the disassembler's. */
  readonly names: readonly string[];
  readonly depth: number;
  /** It moves the stack pointer by a number that is not in the instruction. */
  readonly unbounded: boolean;
  readonly calls: readonly Call[];
}

export interface Instruction {
  readonly address: number;
  readonly mnemonic: string;
  readonly operands: string;
}

/** The instructions in what `objdump --disassemble` printed, by address; literals are left out. */
export function parseDisassembly(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  for (const line of text.split('\n')) {
    const [, address, mnemonic, operands] = /^ +([0-9a-f]+):\t([a-z]\S*)(?:\t([^@;]*))?/.exec(line) ?? [];
    if (address === undefined || mnemonic === undefined) continue;
    instructions.push({
      address: parseInt(address, 16),
      mnemonic: mnemonic.replace(/\.[nw]$/, ''),
      operands: (operands ?? '').trim(),
    });
  }
  return instructions;
}

/** Bytes of a register list: r0–r15 and s0–s31 are four each, d0–d31 eight. */
function listBytes(operands: string): number {
  const list = /\{([^}]*)\}/.exec(operands)?.[1] ?? '';
  let bytes = 0;
  for (const part of list.split(',').map((item) => item.trim())) {
    const [, kind, first, last] = /^([rsd])(\d+)(?:-[rsd](\d+))?$/.exec(part) ?? [];
    const registers = first === undefined ? 1 : Number(last ?? first) - Number(first) + 1;
    bytes += registers * (kind === 'd' ? 8 : 4);
  }
  return bytes;
}

/** By how many bytes an instruction grows the stack; NaN when the instruction does not say. */
export function stackGrowth({ mnemonic, operands }: Instruction): number {
  if (/^v?push/.test(mnemonic)) return listBytes(operands);
  if (/^v?pop/.test(mnemonic)) return -listBytes(operands);
  if (operands.startsWith('sp!')) {
    if (/^v?stmdb|^stmfd/.test(mnemonic)) return listBytes(operands);
    if (/^v?ldmia|^ldmfd|^ldm/.test(mnemonic)) return -listBytes(operands);
  }
  const before = /\[sp, #(-?\d+)\]!$/.exec(operands);
  if (before !== null) return -Number(before[1]);
  const after = /\[sp\], #(-?\d+)$/.exec(operands);
  if (after !== null) return -Number(after[1]);
  // The frame pointer gives back what was taken; anything else is an amount that the code does not show.
  if (mnemonic === 'mov' && /^sp, /.test(operands)) return operands === 'sp, r7' ? 0 : NaN;
  const [, sign] = /^(sub|add)[sw]?(?:[a-z]{2})?$/.exec(mnemonic) ?? [];
  const target = /^sp, (?:sp, )?(.*)$/.exec(operands);
  if (sign !== undefined && target !== null) {
    const constant = /^#(\d+)$/.exec(target[1] ?? '');
    if (constant === null) return NaN;
    return sign === 'sub' ? Number(constant[1]) : -Number(constant[1]);
  }
  return 0;
}

type Flow =
  | { readonly kind: 'next' }
  | { readonly kind: 'end' }
  | { readonly kind: 'table' }
  | { readonly kind: 'call'; readonly target: number | undefined }
  | { readonly kind: 'jump'; readonly target: number | undefined; readonly conditional: boolean };

const CONDITION = '(?:eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)';
const BRANCH = new RegExp(`^b(${CONDITION})?$`);
const BRANCH_REGISTER = new RegExp(`^bx(${CONDITION})?$`);
const LINK = new RegExp(`^blx?(${CONDITION})?$`);

function addressIn(operands: string): number | undefined {
  const [, address] = /(?:^|, )([0-9a-f]+) </.exec(operands) ?? [];
  return address === undefined ? undefined : parseInt(address, 16);
}

export function flowOf({ mnemonic, operands }: Instruction): Flow {
  if (LINK.test(mnemonic)) return { kind: 'call', target: addressIn(operands) };
  const branch = BRANCH.exec(mnemonic);
  if (branch !== null) return { kind: 'jump', target: addressIn(operands), conditional: branch[1] !== undefined };
  if (/^cbn?z$/.test(mnemonic)) return { kind: 'jump', target: addressIn(operands), conditional: true };
  const register = BRANCH_REGISTER.exec(mnemonic);
  if (register !== null) {
    const conditional = register[1] !== undefined;
    if (operands === 'lr') return { kind: conditional ? 'next' : 'end' };
    return { kind: 'jump', target: undefined, conditional };
  }
  if (/^tb[bh]$/.test(mnemonic)) return { kind: 'table' };
  if (/^(pop|ldmia|ldmfd)$/.test(mnemonic) && /\bpc\b/.test(operands)) return { kind: 'end' };
  if (/^ldr$/.test(mnemonic) && /^pc, \[sp\]/.test(operands)) return { kind: 'end' };
  if (/^(ldr|mov)$/.test(mnemonic) && operands.startsWith('pc, '))
    return { kind: 'jump', target: undefined, conditional: false };
  if (mnemonic === 'udf') return { kind: 'end' };
  return { kind: 'next' };
}

/** A range of addresses. */
export interface Range {
  readonly address: number;
  readonly end: number;
}

/** Code that has no constant bound grows past this in the walk. */
const UNBOUNDED_GROWTH = 4096;

/**
 * Follows the ways through a function; every instruction is reached at one depth, or at the deepest of several. Functions of the
 * same input section may run on into each other, as those in assembler do.
 */
class Walk {
  readonly calls = new Map<number, Call>();
  depth = 0;
  unbounded = false;
  private readonly depths = new Map<number, number>();
  private readonly waiting: [index: number, depth: number][] = [];
  private tableDepth: number | undefined;

  constructor(
    private readonly code: Code,
    own: Range,
    private readonly section: Range,
    private readonly isFunction: (address: number) => boolean,
  ) {
    const first = code.indexOf(own.address);
    if (first === undefined) return;
    this.run(first, 0);
    // The targets of a jump table are data to the disassembler. What nothing else reaches is reached from there.
    for (let index = first; (code.instructions[index]?.address ?? Infinity) < own.end; index++) {
      if (!this.depths.has(index)) this.run(index, this.tableDepth ?? this.depth);
    }
  }

  private run(index: number, depth: number): void {
    this.waiting.push([index, depth]);
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) this.straight(...next);
  }

  private straight(from: number, startDepth: number): void {
    let depth = startDepth;
    for (let index = from; ; index++) {
      const instruction = this.code.instructions[index];
      if (instruction === undefined || instruction.address >= this.section.end) return;
      const known = this.depths.get(index);
      if (known !== undefined && known >= depth) return;
      if (known !== undefined && depth > UNBOUNDED_GROWTH + known) {
        this.unbounded = true;
        return;
      }
      this.depths.set(index, depth);
      const growth = stackGrowth(instruction);
      if (Number.isNaN(growth)) this.unbounded = true;
      else depth = Math.max(0, depth + growth);
      this.depth = Math.max(this.depth, depth);
      if (!this.follow(instruction, depth)) return;
    }
  }

  /** Whether the next instruction follows. */
  private follow(instruction: Instruction, depth: number): boolean {
    const flow = flowOf(instruction);
    // A subroutine inside an assembler function: it and what follows the call run at the same depth.
    if (flow.kind === 'call' && !this.stays(flow.target, depth)) this.note(instruction.address, flow.target, depth);
    if (flow.kind === 'table') this.tableDepth = Math.max(this.tableDepth ?? 0, depth);
    if (flow.kind === 'jump') {
      if (!this.stays(flow.target, depth)) this.note(instruction.address, flow.target, depth);
      return flow.conditional;
    }
    return flow.kind !== 'end' && flow.kind !== 'table';
  }

  /** Follows a jump within the input section, other than to the beginning of a function. */
  private stays(target: number | undefined, depth: number): boolean {
    if (target === undefined || target < this.section.address || target >= this.section.end) return false;
    const index = this.code.indexOf(target);
    if (index === undefined || this.isFunction(target)) return false;
    this.waiting.push([index, depth]);
    return true;
  }

  private note(at: number, target: number | undefined, depth: number): void {
    const known = this.calls.get(at);
    if (known === undefined || known.depth < depth) this.calls.set(at, { at, target, depth });
  }
}

/** The instructions of an image. */
export class Code {
  private readonly positions: ReadonlyMap<number, number>;

  constructor(readonly instructions: readonly Instruction[]) {
    this.positions = new Map(instructions.map(({ address }, index) => [address, index]));
  }

  indexOf(address: number): number | undefined {
    return this.positions.get(address);
  }
}

/** The functions of an ELF file, by address; `sectionOf` gives the input section that an address lies in. */
export function readMachineCode(
  elf: string,
  symbols: readonly Symbol[],
  sectionOf: (address: number) => Range | undefined,
): MachineFunction[] {
  const code = new Code(parseDisassembly(binutil('objdump', ['--disassemble', '--no-show-raw-insn', '--wide', elf])));
  const functions = new Map<number, Symbol[]>();
  for (const symbol of symbols) {
    if (symbol.isFunction) functions.set(symbol.address, [...(functions.get(symbol.address) ?? []), symbol]);
  }
  const starts = [...functions.keys(), Infinity];
  return [...functions].map(([address, aliases], index) => {
    const section = sectionOf(address) ?? { address, end: address };
    const size = Math.max(...aliases.map((alias) => alias.size));
    const end = size > 0 ? address + size : Math.min(section.end, starts[index + 1] ?? Infinity);
    const { depth, unbounded, calls } = new Walk(code, { address, end }, section, (target) => functions.has(target));
    const names = [...new Set(aliases.map(({ name }) => name))];
    return { address, end, names, depth, unbounded, calls: [...calls.values()] };
  });
}

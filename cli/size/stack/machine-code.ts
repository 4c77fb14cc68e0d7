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

interface Listing {
  readonly name: string;
  readonly address: number;
  readonly instructions: Instruction[];
}

export function parseDisassembly(text: string): Listing[] {
  const listings: Listing[] = [];
  for (const line of text.split('\n')) {
    const head = /^([0-9a-f]{8}) <(.+)>:$/.exec(line);
    if (head !== null) {
      listings.push({ address: parseInt(head[1] ?? '', 16), name: head[2] ?? '', instructions: [] });
      continue;
    }
    const [, address, mnemonic, operands] = /^ +([0-9a-f]+):\t([a-z]\S*)(?:\t([^@;]*))?/.exec(line) ?? [];
    if (address === undefined || mnemonic === undefined) continue;
    listings.at(-1)?.instructions.push({
      address: parseInt(address, 16),
      mnemonic: mnemonic.replace(/\.[nw]$/, ''),
      operands: (operands ?? '').trim(),
    });
  }
  return listings;
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

/** Follows the ways through a function; every instruction is reached at one depth, or at the deepest of several. */
class Walk {
  readonly calls = new Map<number, Call>();
  depth = 0;
  unbounded = false;
  private readonly depths = new Map<number, number>();
  private readonly positions: Map<number, number>;
  private readonly waiting: [index: number, depth: number][] = [];
  private tableDepth: number | undefined;

  constructor(
    private readonly instructions: readonly Instruction[],
    private readonly start: number,
    private readonly end: number,
  ) {
    this.positions = new Map(instructions.map(({ address }, index) => [address, index]));
    this.run(0, 0);
    // The targets of a jump table are data to the disassembler. What nothing else reaches is reached from there.
    for (let index = 0; index < instructions.length; index++) {
      if (!this.depths.has(index)) this.run(index, this.tableDepth ?? this.depth);
    }
  }

  private run(index: number, depth: number): void {
    this.waiting.push([index, depth]);
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) this.straight(...next);
  }

  private straight(from: number, startDepth: number): void {
    let depth = startDepth;
    for (let index = from; index < this.instructions.length; index++) {
      const instruction = this.instructions[index];
      const known = this.depths.get(index);
      if (instruction === undefined || (known !== undefined && known >= depth)) return;
      // A loop that pushes has no bound.
      if (known !== undefined && depth > known + 4096) {
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
    if (flow.kind === 'call') this.note(instruction.address, flow.target, depth);
    if (flow.kind === 'table') this.tableDepth = Math.max(this.tableDepth ?? 0, depth);
    if (flow.kind === 'jump') {
      const inside = flow.target !== undefined && flow.target >= this.start && flow.target < this.end;
      const index = inside ? this.positions.get(flow.target) : undefined;
      if (index !== undefined) this.waiting.push([index, depth]);
      else this.note(instruction.address, flow.target, depth);
      return flow.conditional;
    }
    return flow.kind !== 'end' && flow.kind !== 'table';
  }

  private note(at: number, target: number | undefined, depth: number): void {
    const known = this.calls.get(at);
    if (known === undefined || known.depth < depth) this.calls.set(at, { at, target, depth });
  }
}

/** The functions of an ELF file, by address. */
export function readMachineCode(elf: string, symbols: readonly Symbol[]): Map<number, MachineFunction> {
  const listings = parseDisassembly(binutil('objdump', ['--disassemble', '--no-show-raw-insn', '--wide', elf]));
  const namesAt = new Map<number, string[]>();
  for (const { address, name, isFunction } of symbols) {
    if (isFunction) namesAt.set(address, [...(namesAt.get(address) ?? []), name]);
  }
  const functions = new Map<number, MachineFunction>();
  listings.forEach(({ address, name, instructions }, index) => {
    if (instructions.length === 0) return;
    const end = listings[index + 1]?.address ?? (instructions.at(-1)?.address ?? address) + 4;
    const { depth, unbounded, calls } = new Walk(instructions, address, end);
    const names = [name, ...(namesAt.get(address) ?? []).filter((other) => other !== name)];
    functions.set(address, { address, end, names, depth, unbounded, calls: [...calls.values()] });
  });
  return functions;
}

// SPDX-License-Identifier: Apache-2.0
/**
 * An instance of a module on Node's own WebAssembly.
 *
 * The module's memory is an ArrayBuffer of its own, the runtime reads and writes the program's memory: around each native function that
 * can take a range, the one is copied into the other.
 */

import type { Native } from '../../../codegen/node';
import { functionExport, MEMORY_EXPORT, rewrite, TRAP_EXPORT } from '../wasm/rewrite';
import type { MemorySize } from '../wasm/memory-size';
import { Arena } from './arena';
import type { LoadedImage } from './loaded-image';
import { structOf, type AotInstanceView, type Program, type View } from './program';
import { ensureHeadroom, Stopped, trapReason } from './stopped';

const EXCEPTION_MAX = 128;

/** What an instance asks about the entry under way. */
export interface EntryWatch {
  /** A native function is about to run. */
  callOut(): void;
  isExpired(): boolean;
}

/** A range is an address and a length: two numbers. */
function mayTakeRange(native: Native): boolean {
  return /^\(.*i.*i.*\)/.test(native.signature);
}

export class Sandbox {
  readonly view: AotInstanceView;
  env: View | null = null;
  private readonly arena: Arena;
  private readonly size: MemorySize | null;
  private readonly instance: WebAssembly.Instance;
  private window = { address: 0, size: 0 };

  /** Throws what WebAssembly throws if the segments of the module do not fit. */
  constructor(
    private readonly program: Program,
    image: LoadedImage,
    private readonly watch: EntryWatch,
  ) {
    this.size = image.memory;
    this.arena = new Arena(program);
    const natives = new Map(program.natives.map((native) => [native.name, this.wrap(native)]));
    const module = new WebAssembly.Module(rewrite(image.wasm, this.size));
    this.instance = new WebAssembly.Instance(module, { env: Object.fromEntries(natives) });
    this.view = this.arena.struct('AotInstance', { memoryCount: this.size === null ? 0 : 1 }) as AotInstanceView;
    this.describeMemory();
    image.enter = (index) => this.enter(index);
  }

  get poolBytes(): number {
    return this.arena.bytes;
  }

  free(): void {
    if (this.window.address !== 0) this.program.memory.free(this.window.address);
    this.arena.free();
  }

  /** As WAMR keeps it: the reason behind a prefix, cut to fit. */
  setException(reason: string): void {
    const bytes = Buffer.from(`Exception: ${reason}`, 'latin1').subarray(0, EXCEPTION_MAX - 1);
    const place = this.program.memory.bytes(this.view.curException.address, EXCEPTION_MAX);
    place.fill(0);
    place.set(bytes);
  }

  private get hasException(): boolean {
    return this.program.memory.u8(this.view.curException.address) !== 0;
  }

  private get bytes(): Uint8Array {
    const memory = this.instance.exports[MEMORY_EXPORT] as WebAssembly.Memory;
    // One that is not whole pages, or that does not grow, is as large as at first.
    const fixed = this.size === null || this.size.bytesPerPage !== 65536 || this.size.pagesMax === this.size.pages;
    const size = fixed ? (this.size?.bytesPerPage ?? 0) * (this.size?.pages ?? 0) : memory.buffer.byteLength;
    return new Uint8Array(memory.buffer, 0, size);
  }

  /** Brings what the runtime knows of the memory's size up to date. */
  private describeMemory(): void {
    if (this.size === null) return;
    const { bytesPerPage } = this.size;
    const memory = this.view.globalTableData.memoryInstances.at(0);
    memory.numBytesPerPage = bytesPerPage;
    memory.curPageCount = bytesPerPage === 0 ? 0 : this.bytes.length / bytesPerPage;
    memory.memoryData = this.window.address;
  }

  /** The program's copy of the memory. */
  private copy(): Uint8Array {
    const size = this.size === null ? 0 : this.bytes.length;
    if (size > this.window.size) {
      if (this.window.address !== 0) this.program.memory.free(this.window.address);
      this.window = { address: this.program.memory.allocate(size), size };
      this.describeMemory();
    }
    return this.program.memory.bytes(this.window.address, size);
  }

  private wrap(native: Native): (...args: (number | bigint)[]) => number | bigint | undefined {
    const withRange = mayTakeRange(native);
    return (...args) => {
      ensureHeadroom();
      this.watch.callOut();
      this.describeMemory();
      const shared = withRange && this.size !== null ? this.copy() : null;
      shared?.set(this.bytes);
      const result = native.call(this.env as View, ...args);
      if (shared !== null) this.bytes.set(shared);
      if (this.hasException || this.watch.isExpired()) throw new Stopped();
      return result;
    };
  }

  private enter(functionIndex: number): void {
    const trap = this.instance.exports[TRAP_EXPORT] as WebAssembly.Global;
    trap.value = 0;
    try {
      (this.instance.exports[functionExport(functionIndex)] as () => void)();
    } catch (error) {
      this.stopped(error, trap.value);
    }
    this.describeMemory();
  }

  private stopped(error: unknown, checked: number): void {
    if (error instanceof Stopped) return;
    const reason = trapReason(error, checked);
    // What is no trap is a fault of the runtime, or of V8.
    if (reason === null) throw error;
    this.setException(reason);
  }
}

/** The exec env of an instance. */
export function createEnv(program: Program, sandbox: Sandbox): View {
  sandbox.env = structOf(program, 'ExecEnv').create({ moduleInst: sandbox.view });
  return sandbox.env;
}

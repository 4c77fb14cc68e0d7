// SPDX-License-Identifier: Apache-2.0
/** WAMR and the platform as the runtime sees them, with modules that are JavaScript functions and a clock that is turned by hand. */
import type {
  AotInstance,
  ExecEnv,
  Externs,
  Program,
  RuntimeInitArgs,
  WamrInstance,
  WamrModule,
} from './runtime-bundle';

/** What a module does when it is entered. */
export interface FakeModule {
  step?: () => void;
  init?: () => void;
  deinit?: () => void;
  /** Code that runs before init: what toolchains call constructors. */
  start?: () => void;
  /** Pages of linear memory. */
  pages?: number;
}

/** Ends a module like wasm's own traps. */
export class Trap extends Error {
  override readonly name = 'Trap';
}
/** Unwinds a module whose quota is over. */
class Stopped extends Error {}

const ENTRIES = {
  init: 'module_init',
  step: 'module_step',
  deinit: 'module_deinit',
  start: '__wasm_call_ctors',
} as const;
const FUNCTION_EXPORT = 0;
const NO_FUNCTION = 0xffffffff;
const PAGE = 65536;

interface Loaded {
  readonly module: FakeModule;
  readonly instance: AotInstance;
}

export class FakeWamr implements Externs {
  readonly EXPORT_KIND_FUNC = FUNCTION_EXPORT;
  readonly GUARD_KIND_CERTAIN = 1;
  guardKind = 1;
  /** What the pool still has. */
  poolFree = 100_000;
  /** What happened, in order: calls of WAMR that begin and end things. */
  readonly calls: string[] = [];
  cycles = 0n;
  /** Address of the table of native functions. */
  symbols = 0;
  private readonly images = new Map<number, FakeModule>();
  private readonly instances = new Map<number, Loaded>();
  private readonly parsed = new Map<number, FakeModule>();
  private entered: Loaded | null = null;
  private stopAsked = false;
  /** The next call of this name fails. */
  failing: 'wamrInit' | 'wamrLoad' | 'wamrInstantiate' | 'wamrCreateExecEnv' | null = null;

  constructor(private readonly program: Program) {}

  private fails(name: FakeWamr['failing']): boolean {
    if (this.failing !== name) return false;
    this.failing = null;
    return true;
  }
  private say(address: number, message: string): void {
    const bytes = Buffer.from(`${message}\0`, 'latin1');
    this.program.memory.bytes(address, bytes.length).set(bytes);
  }

  /** An image, of which nothing is looked at but its address. */
  image(module: FakeModule): number {
    const address = this.program.memory.allocate(8, 8);
    this.images.set(address, module);
    return address;
  }

  /** The linear memory of a module. */
  memoryOf(instance: WamrInstance | null): Uint8Array {
    const memory = this.instances.get(instance?.address ?? 0)?.instance.globalTableData.memoryInstances.at(0);
    if (memory === undefined) throw new Error('a module without an instance has no memory');
    return this.program.memory.bytes(memory.memoryData, memory.curPageCount * PAGE);
  }

  /** For modules: whether they have been told to stop is seen here. */
  checkStop(): void {
    if (this.stopAsked) throw new Stopped();
  }

  wamrInit(args: RuntimeInitArgs): boolean {
    this.calls.push(`init ${args.memAllocOption.pool.heapSize}`);
    return !this.fails('wamrInit');
  }
  wamrDestroy(): void {
    this.calls.push('destroy');
  }
  wamrSetLogLevel(level: number): void {
    this.calls.push(`log level ${level}`);
  }
  wamrRegisterNatives(module: number, symbols: number, count: number): boolean {
    this.symbols = symbols;
    this.calls.push(`register ${count} natives in ${this.program.memory.text(module)}`);
    return true;
  }
  wamrPoolInfo(info: { totalFreeSize: number }): boolean {
    info.totalFreeSize = this.poolFree;
    return true;
  }

  /** The image as WAMR would have read it: its exports, its own functions, all () -> (). */
  wamrLoad(image: number, _size: number, error: number): WamrModule | null {
    const module = this.images.get(image);
    if (module === undefined || this.fails('wamrLoad')) {
      this.say(error, 'WASM module load failed');
      return null;
    }
    const { structs, memory, table } = this.program;
    const entries = (Object.keys(ENTRIES) as (keyof typeof ENTRIES)[]).filter((key) => module[key] !== undefined);
    const type = structs.AotFuncType.create({ paramCount: 0, resultCount: 0 });
    const types = memory.allocate(4, 4);
    memory.setU32(types, type.address);
    const codes = memory.allocate(4 * Math.max(1, entries.length), 4);
    const indexes = memory.allocate(4 * Math.max(1, entries.length), 4);
    const exports = memory.allocate(structs.AotExport.size * Math.max(1, entries.length), structs.AotExport.align);
    entries.forEach((key, i) => {
      memory.setU32(
        codes + 4 * i,
        table.add((env: ExecEnv) => this.run(env, module, key)),
      );
      structs.AotExport.write(exports + structs.AotExport.size * i, {
        name: memory.cstring(ENTRIES[key]),
        kind: FUNCTION_EXPORT,
        index: i,
      });
    });
    const memories = structs.AotMemory.create({
      numBytesPerPage: PAGE,
      initPageCount: module.pages ?? 0,
      maxPageCount: module.pages ?? 0,
    });
    const made = structs.AotModule.create({
      memoryCount: module.pages === undefined ? 0 : 1,
      memories: memories.address,
      typeCount: 1,
      types,
      funcCount: entries.length,
      funcPtrs: codes,
      funcTypeIndexes: indexes,
      exportCount: entries.length,
      exports,
      startFuncIndex: NO_FUNCTION,
      code: codes,
    });
    this.poolFree -= 1000;
    this.parsed.set(made.address, module);
    this.calls.push('load');
    return structs.WamrModule.at(made.address);
  }
  wamrUnload(module: WamrModule): void {
    this.calls.push('unload');
    this.poolFree += 1000;
    this.parsed.delete(module.address);
  }
  wamrInstantiate(module: WamrModule, _stack: number, _heap: number, error: number): WamrInstance | null {
    const fake = this.parsed.get(module.address);
    if (fake === undefined || this.fails('wamrInstantiate')) {
      this.say(error, 'allocate memory failed');
      return null;
    }
    const { memory, structs } = this.program;
    const pages = fake.pages ?? 0;
    const memoryData = memory.allocate(pages * PAGE);
    const instance = structs.AotInstance.create({
      memoryCount: fake.pages === undefined ? 0 : 1,
      globalTableData: { memoryInstances: [{ numBytesPerPage: PAGE, curPageCount: pages, memoryData }] },
    });
    this.instances.set(instance.address, { module: fake, instance });
    this.calls.push('instantiate');
    return structs.WamrInstance.at(instance.address);
  }
  wamrDeinstantiate(instance: WamrInstance): void {
    this.calls.push('deinstantiate');
    const gone = this.instances.get(instance.address)?.instance;
    if (gone !== undefined) this.program.memory.free(gone.globalTableData.memoryInstances.at(0).memoryData);
    this.instances.delete(instance.address);
  }
  wamrCreateExecEnv(instance: WamrInstance): ExecEnv | null {
    if (this.fails('wamrCreateExecEnv')) return null;
    return this.program.structs.ExecEnv.create({ moduleInst: instance });
  }
  wamrDestroyExecEnv(): void {
    this.calls.push('destroy env');
  }
  wamrSetException(instance: WamrInstance, reason: number): void {
    this.raise(this.program.structs.AotInstance.at(instance.address), this.program.memory.text(reason));
  }
  wamrStackEnd(): number {
    return 0;
  }

  private raise(instance: AotInstance | null, reason: string): void {
    if (instance === null) return;
    const text = reason === '' ? '' : `Exception: ${reason}`;
    [...Buffer.from(`${text}\0`, 'latin1')].forEach((byte, i) => instance.curException.set(i, byte));
  }

  /** Compiled code: it ends in an exception, or returns with the one that a native function raised. */
  private run(env: ExecEnv, module: FakeModule, key: keyof typeof ENTRIES): void {
    const loaded = this.instances.get(env.moduleInst.address);
    if (loaded === undefined) throw new Error('the code of a module without an instance was called');
    const before = this.entered;
    this.entered = loaded;
    this.raise(loaded.instance, '');
    try {
      module[key]?.();
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      this.raise(loaded.instance, error.message);
    } finally {
      this.entered = before;
    }
  }

  platformGuardEnter(code: number, argument: number): number {
    const env = this.program.structs.ExecEnv.at(argument);
    this.stopAsked = false;
    try {
      this.program.table.get(code)(env);
      return 0;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return 1;
    } finally {
      this.stopAsked = false;
    }
  }
  platformGuardStop(): void {
    this.stopAsked = true;
  }
  platformGuardKind(): number {
    return this.guardKind;
  }
  platformStackLimit(): number {
    return 4096;
  }
  platformCycles(): bigint {
    return this.cycles;
  }
  platformCyclesToUs(cycles: bigint): bigint {
    return cycles / 10n;
  }
  frameAddress(): number {
    return this.program.memory.stackPointer;
  }
}

// SPDX-License-Identifier: Apache-2.0
/** runtime-ts/extern/wamr.d.ts and platform.d.ts on Node's own WebAssembly: what the runtime calls of C, by the names it has there. */

import { WasmError } from '../wasm/bytes';
import { unsealed } from '../wasm/seal';
import { EntrySlots } from './entry-slots';
import { LoadedImage } from './loaded-image';
import type { Pointer, Program, RuntimeExports, View } from './program';
import { createEnv, Sandbox, type EntryWatch } from './sandbox';

const RETURNED = 0;
const ABANDONED = 1;
const GUARD_AT_CALL_OUT = 0;
const GUARD_CERTAIN = 1;

interface InitArgs {
  memAllocOption: { pool: { heapSize: number } };
}

/** The quota timer of this platform, as far as there is one. */
export interface QuotaTimer {
  /** In use: a quota then ends a module at its next call out. */
  readonly isUsed: boolean;
  /** Expires the quota if its time is over. */
  look(): void;
}

export class Wamr implements EntryWatch {
  readonly EXPORT_KIND_FUNC = 0;
  readonly GUARD_KIND_CERTAIN = GUARD_CERTAIN;
  private readonly slots: EntrySlots;
  private readonly images = new Map<number, LoadedImage>();
  private readonly sandboxes = new Map<number, Sandbox>();
  private poolBytes = 0;

  constructor(
    private readonly program: Program,
    private readonly timer: QuotaTimer,
  ) {
    this.slots = new EntrySlots(program);
  }

  private get runtime(): RuntimeExports {
    return this.program.exports as unknown as RuntimeExports;
  }

  // ---- The entry under way ----

  callOut(): void {
    this.timer.look();
  }

  isExpired(): boolean {
    return this.runtime.entryExpired();
  }

  // ---- WAMR ----

  wamrInit(args: InitArgs): boolean {
    this.poolBytes = args.memAllocOption.pool.heapSize;
    return true;
  }

  wamrDestroy(): void {
    this.poolBytes = 0;
  }

  wamrSetLogLevel(): void {
    // It prints nothing.
  }

  wamrRegisterNatives(): boolean {
    return true;
  }

  wamrPoolInfo(info: { totalFreeSize: number }): boolean {
    info.totalFreeSize = Math.max(0, this.poolBytes - this.usedBytes);
    return true;
  }

  private get usedBytes(): number {
    const all = [...this.images.values(), ...this.sandboxes.values()];
    return all.reduce((sum, { poolBytes }) => sum + poolBytes, 0);
  }

  wamrLoad(image: Pointer, size: number, error: Pointer, errorSize: number): View | null {
    const bytes = unsealed(this.program.memory.bytes(image, size));
    return this.attempt('load', error, errorSize, () => {
      // A copy: the program's memory may not be kept by WebAssembly.
      const loaded = new LoadedImage(this.program, this.slots, Uint8Array.from(bytes));
      this.images.set(loaded.view.address, loaded);
      return loaded.view;
    });
  }

  wamrUnload(module: View): void {
    this.images.get(module.address)?.unload();
    this.images.delete(module.address);
  }

  wamrInstantiate(module: View, _operandStack: number, _heap: number, error: Pointer, errorSize: number): View | null {
    const image = this.images.get(module.address);
    if (image === undefined) return null;
    return this.attempt('instantiate', error, errorSize, () => {
      const sandbox = new Sandbox(this.program, image, this);
      this.sandboxes.set(sandbox.view.address, sandbox);
      return sandbox.view;
    });
  }

  /** Makes something of a module; the texts of what is wrong with it are WAMR's as far as it has the like. */
  private attempt(step: string, error: Pointer, errorSize: number, make: () => View): View | null {
    try {
      const view = make();
      if (this.usedBytes <= this.poolBytes) return view;
      this.tell(error, errorSize, `AOT module ${step} failed: allocate memory failed`);
    } catch (thrown) {
      const isModules = thrown instanceof WasmError || isWebAssembly(thrown);
      if (!isModules) throw thrown;
      this.tell(error, errorSize, `AOT module ${step} failed: ${(thrown as Error).message}`);
    }
    return null;
  }

  private tell(error: Pointer, errorSize: number, text: string): void {
    const bytes = Buffer.from(text, 'utf8').subarray(0, errorSize - 1);
    const place = this.program.memory.bytes(error, errorSize);
    place.fill(0);
    place.set(bytes);
  }

  wamrDeinstantiate(instance: View): void {
    this.sandboxes.get(instance.address)?.free();
    this.sandboxes.delete(instance.address);
  }

  wamrCreateExecEnv(instance: View): View | null {
    const sandbox = this.sandboxes.get(instance.address);
    return sandbox === undefined ? null : createEnv(this.program, sandbox);
  }

  wamrDestroyExecEnv(env: View): void {
    this.program.memory.free(env.address);
  }

  wamrSetException(instance: View, reason: Pointer): void {
    this.sandboxes.get(instance.address)?.setException(this.program.memory.text(reason));
  }

  wamrStackEnd(): Pointer {
    return 0;
  }

  // ---- The platform ----

  platformGuardEnter(code: Pointer, argument: Pointer): number {
    if (this.isExpired()) return ABANDONED;
    const env = [...this.sandboxes.values()].find((sandbox) => sandbox.env?.address === argument)?.env;
    this.program.table.get(code)(env);
    return this.isExpired() ? ABANDONED : RETURNED;
  }

  platformGuardStop(): void {
    // The import under way looks when it returns; nothing else runs meanwhile.
  }

  platformGuardKind(): number {
    return this.timer.isUsed ? GUARD_AT_CALL_OUT : GUARD_CERTAIN;
  }

  /** V8 has its own limit. */
  platformStackLimit(): number {
    return 1;
  }

  frameAddress(): Pointer {
    return this.program.memory.stackPointer;
  }

  platformCycles(): bigint {
    return 0n;
  }

  platformCyclesToUs(): bigint {
    return 0n;
  }
}

function isWebAssembly(error: unknown): boolean {
  return error instanceof Error && ['CompileError', 'LinkError', 'RuntimeError'].includes(error.name);
}

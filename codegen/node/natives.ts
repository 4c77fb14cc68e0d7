// SPDX-License-Identifier: Apache-2.0
/** Native functions of modules: what the wrappers of fuse_natives.c do, called with wasm's own arguments. */
import type { BigType, NumberType } from './integers';
import type { Memory } from './memory';
import { type Storage, type View } from './storage';
import type { StructClass } from './structs';
import type { AnyFunction } from './table';

export interface Capability {
  readonly name: string;
  readonly bit: number;
  readonly mask: number;
}

/** A function that modules may import. */
export interface Native {
  readonly name: string;
  /** WAMR's: `(iiI)i`. */
  readonly signature: string;
  readonly capability: Capability | null;
  /** `env` is what WAMR passes first; numbers are as WebAssembly's JavaScript API passes and takes them. */
  call(env: View, ...args: (number | bigint)[]): number | bigint | undefined;
}

/** How a wasm number becomes a parameter, or the function's result a wasm number. */
export type NativeNumber = NumberType | BigType | 'f32' | 'f64' | 'bool';

export interface NativeParts {
  readonly name: string;
  readonly signature: string;
  readonly capability: { readonly name: string; readonly bit: number } | null;
  /** Without the caller; `bytes` takes an address and a length. */
  readonly params: readonly (NativeNumber | 'bytes')[];
  readonly result: NativeNumber | null;
  readonly run: AnyFunction;
}

/** The runtime's part: @nativeEnter and @nativeBytes. */
export interface NativeRuntime {
  readonly enter: AnyFunction;
  /** Whether `enter` takes the name of the right as well. */
  readonly named: boolean;
  readonly bytes: AnyFunction | null;
  readonly guestBytes: StructClass | null;
}

function given(type: NativeNumber, value: number | bigint): unknown {
  if (type === 'f32') return Math.fround(Number(value));
  if (type === 'f64') return Number(value);
  if (type === 'bool') return value !== 0;
  return type.bits === 64 ? type.wrap(BigInt(value)) : type.wrap(Number(value));
}

function zero(type: NativeNumber | null): number | bigint | undefined {
  if (type === null) return undefined;
  return typeof type === 'object' && type.bits === 64 ? 0n : 0;
}

function returned(type: NativeNumber | null, value: unknown): number | bigint | undefined {
  return type === null ? undefined : type === 'bool' ? Number(value) : (value as number | bigint);
}

export function native(memory: Memory, runtime: NativeRuntime, parts: NativeParts): Native {
  const { name, signature, params, result, run } = parts;
  const capability =
    parts.capability === null ? null : { ...parts.capability, mask: (1 << parts.capability.bit) >>> 0 };
  const right = memory.cstring(capability?.name ?? '');
  const bytesSize = runtime.guestBytes?.size ?? 0;
  const frameSize = bytesSize * params.filter((p) => p === 'bytes').length;
  const call = (env: View, frame: number, args: readonly (number | bigint)[]): number | bigint | undefined => {
    const mask = capability?.mask ?? 0;
    const caller: unknown = runtime.named ? runtime.enter(env, mask, right) : runtime.enter(env, mask);
    if (caller === null) return zero(result);
    const values: unknown[] = [];
    let next = 0;
    let place = frame;
    for (const param of params) {
      if (param !== 'bytes') {
        values.push(given(param, args[next++] ?? 0));
        continue;
      }
      const { bytes, guestBytes } = runtime;
      if (bytes === null || guestBytes === null) throw new Error('GuestBytes need a function tagged @nativeBytes');
      memory.zero(place, bytesSize);
      const range = new guestBytes(place);
      place += bytesSize;
      if (!bytes(caller, Number(args[next++]) >>> 0, Number(args[next++]) >>> 0, range)) return zero(result);
      values.push(range);
    }
    return returned(result, run(caller, ...values));
  };
  return {
    name,
    signature,
    capability,
    call: (env, ...args) => {
      const frame = memory.enter(frameSize);
      try {
        return call(env, frame, args);
      } finally {
        memory.leave(frame, frameSize);
      }
    },
  };
}

/** WAMR's table of them, as it lies in memory: four pointers each, of which the function is an index of the table. */
export function symbolTable(
  memory: Memory,
  pointer: Storage<number>,
  natives: readonly Native[],
  index: (n: Native) => number,
): number {
  const start = memory.allocate(Math.max(1, natives.length) * 16, 4);
  natives.forEach((one, i) => {
    const entry = [memory.cstring(one.name), index(one), memory.cstring(one.signature), 0];
    entry.forEach((word, k) => pointer.write(start + i * 16 + k * 4, word));
  });
  return start;
}

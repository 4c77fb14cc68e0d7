// SPDX-License-Identifier: Apache-2.0
/**
 * A module's sandbox: the image checked, loaded and instantiated by WAMR, with every reason to refuse it told to the log.
 *
 * No code of the module runs while WAMR builds the instance: from there it could not be stopped without losing the half-built
 * instance. So the start function and the exports that WAMR would run by itself are hidden from it, and run as entries afterwards.
 */

import { UNSAFE_UNSEALED } from './config';
import { Outcome, enter } from './entry';
import { untilNul } from './exception';
import { logFault } from './faults';
import {
  EntryPoint,
  findEntry,
  importsOtherThanFunctions,
  limitMemory,
  startsWithImport,
  takeStartFunction,
  unknownImport,
} from './image';
import { logRefusal } from './log';
import { EntryCode, Module, Sandbox } from './modules';
import { sealFault } from './seal';

const ERROR_MAX = 128;
/** Compiled code does not use WAMR's operand stack. */
const OPERAND_STACK = 64;

function refuse(reason: string): boolean {
  logRefusal(reason, bytesOf(''));
  return false;
}

/** With WAMR's own words, which end at the NUL. */
function refuseWith(error: ReadonlySlice<u8>): boolean {
  logRefusal('', untilNul(error, 0));
  return false;
}

/** Bytes free in the pool. */
function poolFree(): u32 {
  const info = zeroed<PoolInfo>();
  return wamrPoolInfo(info) ? info.totalFreeSize : 0;
}

function isSealed(image: ReadonlySlice<u8>): boolean {
  if (when(UNSAFE_UNSEALED)) {
    return true;
  }
  const fault = sealFault(image);
  return fault.length === 0 || refuse(fault);
}

/** Loads the image into WAMR. */
function loadImage(module: Module, bytes: ReadonlySlice<u8>, start: ConstPointer<u8>): boolean {
  const error: FixedArray<u8, typeof ERROR_MAX> = zeroed();
  const errorStart = trustedCast<Pointer<CChar>>(pointerTo(error[0]));
  const image = wamrLoad(trustedCast<Pointer<u8>>(start), bytes.length, errorStart, ERROR_MAX);
  module.sandbox.image = image;
  return image !== null || refuseWith(view(error));
}

/** Builds the instance, without running anything of the module. */
function instantiate(module: Module, image: WamrModule): boolean {
  const error: FixedArray<u8, typeof ERROR_MAX> = zeroed();
  const errorStart = trustedCast<Pointer<CChar>>(pointerTo(error[0]));
  const inside = trustedCast<AotModule>(image);
  const exportCount = inside.exportCount;
  inside.exportCount = 0;
  const instance = wamrInstantiate(image, OPERAND_STACK, 0, errorStart, ERROR_MAX);
  inside.exportCount = exportCount;
  module.sandbox.instance = instance;
  if (instance === null) return refuseWith(view(error));
  const env = wamrCreateExecEnv(instance, OPERAND_STACK);
  module.sandbox.env = env;
  if (env === null) return refuse('the pool is full');
  trustedCast<AotInstance>(instance).curExecEnv = env;
  return true;
}

/** Finds module_init, module_step and module_deinit. */
function findEntries(module: Module, image: AotModule): boolean {
  const sandbox = module.sandbox;
  const entry = zeroed<EntryPoint>();
  findEntry(image, 'module_step', entry);
  if (!entry.present) return refuse('no module_step');
  if (entry.code === null) return refuse('module_step is not a function () -> () of its own');
  sandbox.step = entry.code;
  findEntry(image, 'module_init', entry);
  if (entry.present && entry.code === null) return refuse('module_init is not a function () -> () of its own');
  sandbox.init = entry.code;
  findEntry(image, 'module_deinit', entry);
  if (entry.present && entry.code === null) return refuse('module_deinit is not a function () -> () of its own');
  sandbox.deinit = entry.code;
  return true;
}

/** What the image asks for, before anything is built. */
function checkImage(module: Module, image: AotModule): boolean {
  const unknown = unknownImport(image);
  if (unknown.length > 0) {
    logRefusal('unknown import, or another signature: ', unknown);
    return false;
  }
  if (importsOtherThanFunctions(image)) return refuse('imports a memory, table or global');
  if (startsWithImport(image)) return refuse('the start function is an import');
  return limitMemory(image, module.policy.memoryPagesMax) || refuse('more memory than memory_pages_max');
}

/** Runs one piece of start code. */
function runStart(module: Module, code: EntryCode | null): boolean {
  const outcome = enter(module, code);
  logFault(module, outcome);
  return outcome === Outcome.Completed;
}

/** The start code that toolchains export under this name, if there is any. */
function runStartExport(module: Module, image: AotModule, name: string): boolean {
  const entry = zeroed<EntryPoint>();
  findEntry(image, name, entry);
  return runStart(module, entry.code);
}

function build(module: Module, bytes: ReadonlySlice<u8>, start: ConstPointer<u8>): boolean {
  const sandbox = module.sandbox;
  if (!isSealed(bytes) || !loadImage(module, bytes, start)) return false;
  const image = sandbox.image;
  if (image === null) return false;
  const inside = trustedCast<AotModule>(image);
  if (!checkImage(module, inside) || !findEntries(module, inside)) return false;
  const codeStart = addressOf(inside.code);
  sandbox.text.start = codeStart;
  sandbox.text.end = wrap(codeStart + inside.codeSize);
  const startFunction = takeStartFunction(inside);
  return (
    instantiate(module, image) &&
    runStart(module, startFunction) &&
    runStartExport(module, inside, '__post_instantiate') &&
    runStartExport(module, inside, '__wasm_call_ctors')
  );
}

/** Builds the sandbox of `module` and runs its start code under its quota. On failure nothing is left behind. */
export function openSandbox(module: Module, start: ConstPointer<u8>, size: u32): boolean {
  const before = poolFree();
  if (!build(module, trustedView(start, size), start)) {
    closeSandbox(module.sandbox);
    return false;
  }
  module.sandbox.poolBytes = sat(before - poolFree());
  return true;
}

/** Gives everything back to WAMR. */
export function closeSandbox(sandbox: Sandbox): void {
  const env = sandbox.env;
  const instance = sandbox.instance;
  const image = sandbox.image;
  if (env !== null) wamrDestroyExecEnv(env);
  if (instance !== null) wamrDeinstantiate(instance);
  if (image !== null) wamrUnload(image);
  assign(sandbox, zeroed());
}

/** The linear memory as it is now; it moves when it grows. */
export function linearMemory(sandbox: Readonly<Sandbox>): Slice<u8> {
  const instance = sandbox.instance;
  if (instance === null) return zeroed();
  const inside = trustedCast<AotInstance>(instance);
  if (inside.memoryCount === 0) return zeroed();
  const memory = inside.globalTableData.memoryInstances[0];
  const size = u64(memory.numBytesPerPage) * u64(memory.curPageCount);
  return trustedSlice(memory.memoryData, u32.sat(size));
}

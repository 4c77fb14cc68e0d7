// SPDX-License-Identifier: Apache-2.0
/**
 * A module's sandbox: the image checked, loaded and instantiated by WAMR, with every reason to refuse it told to the log.
 *
 * No code of the module runs while WAMR builds the instance: from there it could not be stopped without losing the half-built
 * instance. So the start function and the exports that WAMR would run by itself are hidden from it, and run as entries afterwards.
 */

import { UNSAFE_UNSEALED } from './config';
import { Outcome, enter } from './entry';
import { logFault } from './faults';
import {
  codeOf,
  findExport,
  hasStartFunction,
  importsOtherThanFunctions,
  limitMemory,
  takeStartFunction,
  unknownImport,
} from './image';
import { refuse, refuseFor } from './log';
import { EntryCode, Module, Sandbox } from './modules';
import { Policy } from './policy';
import { isSealGood } from './seal';
import { noteStack } from './stack';
import { ModuleId } from './state';

const ERROR_MAX = 128;
/** Compiled code does not use WAMR's operand stack. */
const OPERAND_STACK = 64;

/** Where an entry is noted that has been found. */
interface EntryPoint {
  code: EntryCode | null;
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
  return isSealGood(image);
}

/** Loads the image into WAMR. */
function loadImage(module: Module, bytes: ReadonlySlice<u8>, start: ConstPointer<u8>): boolean {
  const error: FixedArray<CChar, typeof ERROR_MAX> = zeroed();
  const image = wamrLoad(trustedCast<Pointer<u8>>(start), bytes.length, pointerTo(error[0]), ERROR_MAX);
  module.sandbox.image = image;
  return image !== null || refuseFor('', constPointerTo(error[0]));
}

/** Builds the instance, without running anything of the module. */
function instantiate(module: Module, image: WamrModule): boolean {
  const error: FixedArray<CChar, typeof ERROR_MAX> = zeroed();
  const inside = trustedCast<AotModule>(image);
  const exportCount = inside.exportCount;
  inside.exportCount = 0;
  const instance = wamrInstantiate(image, OPERAND_STACK, 0, pointerTo(error[0]), ERROR_MAX);
  inside.exportCount = exportCount;
  module.sandbox.instance = instance;
  if (instance === null) return refuseFor('', constPointerTo(error[0]));
  const env = wamrCreateExecEnv(instance, OPERAND_STACK);
  module.sandbox.env = env;
  if (env === null) return refuse('the pool is full');
  trustedCast<AotInstance>(instance).curExecEnv = env;
  return true;
}

/** The entry of this name into `sandbox.found`; false if there is an export that cannot be one. */
function findEntry(image: AotModule, name: CString, entry: EntryPoint): boolean {
  const found = findExport(image, name);
  entry.code = found === null ? null : codeOf(image, found);
  return (
    found === null ||
    entry.code !== null ||
    refuseFor('not a function () -> () of its own: ', trustedCast<ConstPointer<CChar>>(name))
  );
}

/** Finds module_init, module_step and module_deinit. */
function findEntries(module: Module, image: AotModule): boolean {
  const sandbox = module.sandbox;
  const entry = zeroed<EntryPoint>();
  if (!findEntry(image, 'module_init', entry)) return false;
  sandbox.init = entry.code;
  if (!findEntry(image, 'module_deinit', entry)) return false;
  sandbox.deinit = entry.code;
  if (!findEntry(image, 'module_step', entry)) return false;
  sandbox.step = entry.code;
  return entry.code !== null || refuse('no module_step');
}

/** What the image asks for, before anything is built. */
function checkImage(module: Module, image: AotModule): boolean {
  const unknown = unknownImport(image);
  if (unknown !== null) return refuseFor('unknown import, or another signature: ', unknown.funcName);
  if (importsOtherThanFunctions(image)) return refuse('imports a memory, table or global');
  return limitMemory(image, module.sandbox.policy.memoryPagesMax) || refuse('more memory than memory_pages_max');
}

/** Runs one piece of start code. */
function runStart(module: Module, code: EntryCode | null): boolean {
  const outcome = enter(module, code);
  logFault(module, outcome);
  return outcome === Outcome.Completed;
}

/** The start code that toolchains export under this name, if there is any. */
function runStartExport(module: Module, image: AotModule, name: CString): boolean {
  const found = findExport(image, name);
  return found === null || runStart(module, codeOf(image, found));
}

function build(module: Module, bytes: ReadonlySlice<u8>, start: ConstPointer<u8>): boolean {
  const sandbox = module.sandbox;
  if (!isSealed(bytes) || !loadImage(module, bytes, start)) return false;
  const image = sandbox.image;
  if (image === null) return false;
  const inside = trustedCast<AotModule>(image);
  if (!checkImage(module, inside) || !findEntries(module, inside)) return false;
  const startFunction = takeStartFunction(inside);
  // WAMR would pass over it in silence.
  if (startFunction === null && hasStartFunction(inside)) return refuse('the start function is an import');
  const codeStart = addressOf(inside.code);
  sandbox.text.start = codeStart;
  sandbox.text.end = wrap(codeStart + inside.codeSize);
  return (
    instantiate(module, image) &&
    runStart(module, startFunction) &&
    runStartExport(module, inside, '__post_instantiate') &&
    runStartExport(module, inside, '__wasm_call_ctors')
  );
}

/** Builds the sandbox of `module`, which has none, and runs its start code under its quota. On failure nothing is left behind. */
export function openSandbox(
  module: Module,
  id: ModuleId,
  start: ConstPointer<u8>,
  size: u32,
  policy: Readonly<Policy>,
): boolean {
  noteStack();
  module.id = id;
  assign(module.sandbox.policy, policy);
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

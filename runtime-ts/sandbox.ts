// SPDX-License-Identifier: Apache-2.0
/**
 * A module's sandbox: the image checked, loaded and instantiated by WAMR, with every reason to refuse it told to the log.
 *
 * No code of the module runs while WAMR builds the instance: from there it could not be stopped without losing the half-built
 * instance. So the start function and the exports that WAMR would run by itself are hidden from it, and run as entries afterwards.
 */

import { Outcome, enter } from './entry';
import { logFault } from './faults';
import {
  findEntries,
  hasStartFunction,
  importsOtherThanFunctions,
  limitMemory,
  takeStartFunction,
  unknownImport,
} from './image';
import { refuse, refuseFor } from './log';
import { CALL_CTORS, EntryCode, Module, POST_INSTANTIATE, Sandbox, bitOf } from './modules';
import { Policy } from './policy';
import { noteStack } from './stack';
import { ModuleId } from './state';

const ERROR_MAX = 128;
/** Compiled code does not use WAMR's operand stack. */
const OPERAND_STACK = 64;

/** Bytes free in the pool. */
function poolFree(): u32 {
  const info = zeroed<PoolInfo>();
  return wamrPoolInfo(info) ? info.totalFreeSize : 0;
}

/** Loads the image into WAMR. */
function loadImage(module: Module, start: ConstPointer<u8>, size: u32, error: Pointer<CChar>): boolean {
  const image = wamrLoad(trustedCast<Pointer<u8>>(start), size, error, ERROR_MAX);
  module.sandbox.image = image;
  return image !== null || refuseFor('', trustedCast<ConstPointer<CChar>>(error));
}

/** Builds the instance, without running anything of the module. */
function instantiate(module: Module, image: WamrModule, error: Pointer<CChar>): boolean {
  const inside = trustedCast<AotModule>(image);
  const exportCount = inside.exportCount;
  inside.exportCount = 0;
  const instance = wamrInstantiate(image, OPERAND_STACK, 0, error, ERROR_MAX);
  inside.exportCount = exportCount;
  module.sandbox.instance = instance;
  if (instance === null) return refuseFor('', trustedCast<ConstPointer<CChar>>(error));
  const env = wamrCreateExecEnv(instance, OPERAND_STACK);
  module.sandbox.env = env;
  if (env === null) return refuse('the pool is full');
  trustedCast<AotInstance>(instance).curExecEnv = env;
  return true;
}

/** What the image asks for, before anything is built. */
function checkImage(module: Module, image: AotModule): boolean {
  const unknown = unknownImport(image);
  if (unknown !== null) return refuseFor('unknown import or signature: ', unknown.funcName);
  if (importsOtherThanFunctions(image)) return refuse('imports other than functions');
  return limitMemory(image, module.sandbox.policy.memoryPagesMax) || refuse('memory_pages_max exceeded');
}

/** Runs one piece of start code. */
function runStart(module: Module, code: EntryCode | null): boolean {
  const outcome = enter(module, code);
  logFault(module, outcome);
  return outcome === Outcome.Completed;
}

function build(module: Module, start: ConstPointer<u8>, size: u32): boolean {
  const sandbox = module.sandbox;
  const message: FixedArray<CChar, typeof ERROR_MAX> = zeroed();
  const error = pointerTo(message[0]);
  if (!loadImage(module, start, size, error)) return false;
  const image = sandbox.image;
  if (image === null) return false;
  const inside = trustedCast<AotModule>(image);
  if (!checkImage(module, inside) || !findEntries(inside, sandbox)) return false;
  const startFunction = takeStartFunction(inside);
  // WAMR would pass over it in silence.
  if (startFunction === null && hasStartFunction(inside)) return refuse('the start function is an import');
  const codeStart = addressOf(inside.code);
  sandbox.text.start = codeStart;
  sandbox.text.end = wrap(codeStart + inside.codeSize);
  return (
    instantiate(module, image, error) &&
    runStart(module, startFunction) &&
    runStart(module, sandbox.entries[POST_INSTANTIATE]) &&
    runStart(module, sandbox.entries[CALL_CTORS])
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
  module.bit = bitOf(id);
  assign(module.sandbox.policy, policy);
  const before = poolFree();
  if (!build(module, start, size)) {
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

// SPDX-License-Identifier: Apache-2.0
/** Why a module trapped: the exception that WAMR keeps in its instance. */

import { Module } from './modules';

/** Length of `Exception: `, which WAMR puts before each reason. */
const PREFIX = 11;

/** Makes the module trap as soon as the native function that it called returns. */
export function raise(module: Module, reason: CString): void {
  const instance = module.sandbox.instance;
  if (instance !== null) wamrSetException(instance, reason);
}

/** Why the module trapped. */
export function trapReason(module: Readonly<Module>): ConstPointer<CChar> | null {
  const instance = module.sandbox.instance;
  return instance === null ? null : constPointerTo(trustedCast<AotInstance>(instance).curException[PREFIX]);
}

// SPDX-License-Identifier: Apache-2.0
/** Bindings: the native functions in every language that modules are written in but C, whose header is fuse_module.h. */
import type { Program } from '../../ir';
import { assemblyScriptBindings } from './assemblyscript';
import { cppBindings } from './cpp';
import { guestCalls } from './guest-call';
import { rustBindings } from './rust';
import { zigBindings } from './zig';

export function bindings(program: Program): { readonly name: string; readonly text: string }[] {
  const calls = guestCalls(program);
  return [
    { name: 'fuse_module.hpp', text: cppBindings(calls) },
    { name: 'fuse_module.rs', text: rustBindings(calls) },
    { name: 'fuse_module.zig', text: zigBindings(calls) },
    { name: 'fuse_module.ts', text: assemblyScriptBindings(calls) },
  ];
}

// SPDX-License-Identifier: Apache-2.0
/** The support library of emitted JavaScript: what a bundle requires, and what its declarations name. */
import { Language, type SiteTuple } from './language';

export const language = (sites: readonly SiteTuple[]): Language => new Language(sites);

export { Fault, InternalError, Panic, type Site } from './errors';
export type { BuildValues, Program, ProgramBase } from './instance';
export type { Checked } from './integers';
export { Memory, type MemoryOptions, type Register, type Slice } from './memory';
export type { Capability, Native } from './natives';
export type { ArrayView, Place, Storage, View } from './storage';
export type { StructClass } from './structs';
export type { FunctionTable } from './table';

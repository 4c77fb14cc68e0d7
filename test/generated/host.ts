// SPDX-License-Identifier: Apache-2.0
/** The files around generated programs: the host's functions, which take a digest, and modules that programs share. */

/** The types of the functions that note a value. */
export const NOTES: Readonly<Record<string, string>> = {
  noteU32: 'u32',
  noteI32: 'i32',
  noteU64: 'u64',
  noteI64: 'i64',
  noteF32: 'f32',
  noteF64: 'f64',
  noteBool: 'boolean',
};

const HOST = `/**
 * The digest of a run.
 * @header fuzz_host.h
 */
import type { SharedMode } from './shared';

${Object.entries(NOTES)
  .map(([name, type]) => `/** Adds a value. */\nexport declare function ${name}(value: ${type}): void;\n`)
  .join('')}
/** @cname host_point_t */
export interface HostPoint {
  x: i32;
  y: u16;
}
/** A number that no member has, now and then. */
export declare function hostMode(n: u32): SharedMode;
export declare const HOST_LIMIT: u32;
export declare function hostStore(place: Pointer<u32>, value: u32): void;
export declare function hostLoad(place: ConstPointer<u32>): u32;
/** The length of a text. @pure */
export declare function hostLength(text: CString): u32;
export declare function hostMove(point: HostPoint, by: i32): void;
export declare function hostApply(f: Callback<(a: u32) => u32>, a: u32): u32;
`;

/** What the build says, as C macros and for JavaScript. */
export const BUILD: Readonly<Record<string, number | boolean>> = { FUZZ_EXTRA: true, FUZZ_FAST: false, FUZZ_ROOM: 5 };

const FLAGS = `/** Build conditions. */
interface Flags {
  readonly FAST: BuildFlag<'FUZZ_FAST'>;
}
export declare const FLAG: Flags;
/** @build FUZZ_ROOM 1..16 */
export declare const ROOM: u32;
`;

const GROUPS = `/** Groups. */
export interface Groups {}
export declare const HAL: Groups;
`;

const EXTRA = `/** A group that is there. @group extra */
declare module './groups' {
  interface Groups {
    readonly EXTRA: BuildFlag<'FUZZ_EXTRA'>;
  }
}
export function extraPart(a: u32): u32 {
  return a ^ 0x55;
}
`;

const SHARED = `/** What many programs use. */
export { sharedTwice } from './more';
export const SHARED_LIMIT = 12;
export enum SharedMode {
  Slow = 0,
  Fast = 5,
}
export interface SharedPair {
  low: u32;
  high: i64;
}
export function sharedMode(n: u32): SharedMode {
  return n > 7 ? SharedMode.Fast : SharedMode.Slow;
}
export function sharedSum(pair: Readonly<SharedPair>): i64 {
  return wrap(pair.high + i64(pair.low));
}
export function sharedFail(): never {
  unreachable();
}
`;

const MORE = `/** What the shared file hands on. */
export function sharedTwice(a: u32): u32 {
  return a * 2;
}
`;

/** The exported function that the host calls in the place of an interrupt, if the program has one. */
export const interruptOf = (text: string): string | null =>
  /export function (\w+)\(line: u32\): void/.exec(text)?.[1] ?? null;

/** By path. */
export const FILES: Readonly<Record<string, string>> = {
  'host.d.ts': HOST,
  'flags.ts': FLAGS,
  'groups.ts': GROUPS,
  'extra.ts': EXTRA,
  'shared.ts': SHARED,
  'more.ts': MORE,
};

/** The module that a name is imported from. */
function moduleOf(name: string): string {
  if (name in NOTES || /^host/i.test(name)) return './host';
  if (name === 'FLAG' || name === 'ROOM') return './flags';
  if (name === 'HAL') return './groups';
  return name === 'extraPart' ? './extra' : './shared';
}

const IMPORTABLE = [
  ...Object.keys(NOTES),
  ...['FLAG', 'ROOM', 'HAL', 'extraPart', 'SHARED_LIMIT', 'SharedMode', 'SharedPair'],
  ...['HostPoint', 'HOST_LIMIT', 'hostStore', 'hostLoad', 'hostLength', 'hostMove', 'hostApply', 'hostMode'],
  ...['sharedFail', 'sharedMode', 'sharedSum', 'sharedTwice'],
];

/** What a program's text uses of the files around it. */
export function importedNames(text: string): string[] {
  const words = new Set(text.match(/\w+/g));
  return IMPORTABLE.filter((name) => words.has(name));
}

/** The declaration of what the host has of this name; empty if it is no C declaration. */
export function declarationOf(name: string): string {
  const declared = new RegExp(`(/\\*\\*[^*]*\\*/\\n)?export (interface ${name} {[^}]*}|declare \\w+ ${name}\\b.*;)`);
  return declared.exec(HOST)?.[0] ?? '';
}

/** The files of the program's own kind that these names come from, and those that they need. */
export function filesOf(names: readonly string[]): string[] {
  const files = new Set<string>();
  const need = (module: string): void => {
    const file = `${module.slice(2)}.ts`;
    if (!(file in FILES) || files.has(file)) return;
    files.add(file);
    for (const [other] of FILES[file]?.matchAll(/\.\/\w+(?=')/g) ?? []) need(other);
  };
  for (const name of names) need(moduleOf(name));
  return [...files];
}

/** Import declarations of these names, a line for each module. */
export function importsOf(names: readonly string[]): string[] {
  const modules = new Map<string, string[]>();
  for (const name of [...new Set(names)].sort()) {
    const module = moduleOf(name);
    modules.set(module, [...(modules.get(module) ?? []), name]);
  }
  return [...modules].map(([module, some]) => `import { ${some.join(', ')} } from '${module}';`);
}

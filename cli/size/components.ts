// SPDX-License-Identifier: Apache-2.0
/** Which component of an image a part of it belongs to, and the components' sizes. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { type Image, matchSections } from './image';
import type { Piece } from './map-file';

/** In the order of the table. */
export const COMPONENTS = [
  'runtime core',
  'added HAL groups',
  'WAMR',
  'kernel',
  'platform',
  'board',
  'libc',
  'libm',
  'libgcc',
  'application',
  'modules',
  'frames',
  'main stack',
  'stack guard',
  'build id',
  'alignment',
] as const;
export type Component = (typeof COMPONENTS)[number];

const root = repositoryRoot();

/** Names of the C files that a folder of sources makes, without `.c`. */
function baseNames(folder: string, extension: string): Set<string> {
  const files = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return new Set(files.filter((file) => file.endsWith(extension)).map((file) => path.basename(file, extension)));
}

let wamrLayer: Set<string> | undefined;
let runtimeSources: Set<string> | undefined;

/** WAMR's library has our layer for it inside. */
function componentOfWamr(member: string): Component {
  wamrLayer ??= baseNames('platform/freertos/wamr', '.c');
  return wamrLayer.has(member) ? 'platform' : 'WAMR';
}

/** Groups of FUSE_HAL_DIRS are emitted into the same library as the runtime's own. */
function componentOfRuntime(member: string, section: string, added: ReadonlySet<string>): Component {
  // In one file with the runtime, functions have sections of their own: .text.native_uart_write, .rodata.native_uart_write.str1.1.
  const [, owner] = /^\.(?:text|rodata|data|bss)\.(\w+)/.exec(section) ?? [];
  if (owner !== undefined && added.has(owner)) return 'added HAL groups';
  runtimeSources ??= baseNames('runtime-ts', '.ts');
  const ofRuntime = runtimeSources.has(member.replace(/^hal_/, '')) || /^fuse_(natives|runtime)/.test(member);
  return ofRuntime ? 'runtime core' : 'added HAL groups';
}

/** Undefined: an archive of the application's. */
function componentOfArchive(archive: string, member: string): Component | undefined {
  if (archive === 'libvmlib') return componentOfWamr(member);
  if (archive === 'libfuse_platform') return 'platform';
  if (archive === 'libfreertos_kernel') return 'kernel';
  if (archive === 'libc' || archive === 'libc_nano' || archive === 'libnosys') return 'libc';
  if (archive === 'libm') return 'libm';
  if (archive === 'libgcc') return 'libgcc';
  return undefined;
}

/** The component of a part of the image. `map` names the map file, for messages. */
export function componentOf({ name, file }: Piece, map: string, added: ReadonlySet<string>): Component {
  if (name === undefined || file === undefined) return 'alignment';
  if (file === 'linker stubs') return 'build id';
  if (/^\.rodata\.\w+_aot(_size)?$/.test(name)) return 'modules';
  if (/^\.rodata\.\w*frames?(_\w+)?$/.test(name)) return 'frames';
  const [, archive, member] = /([^/]+)\.a\(([^)]+)\)$/.exec(file) ?? [];
  if (archive !== undefined && member !== undefined) {
    const source = member.replace(/\.c\.obj$|\.o$/, '');
    const component =
      archive === 'libfuse' ? componentOfRuntime(source, name, added) : componentOfArchive(archive, source);
    if (component !== undefined) return component;
    if (!path.isAbsolute(file)) return 'application';
    throw new UserError(`${map}: ${file}: no component is known for it; add its archive to cli/size/components.ts`);
  }
  if (/(^|\/)fuse_board\.dir\//.test(file)) return 'board';
  // A configuration with HAL groups of its own has the runtime compiled for it (codegen/runtime.cmake).
  const [, ofRuntime] = /_runtime\w*\.dir\/.*generated\/(?:whole_program\/)?([^/]+)\.c\.obj$/.exec(file) ?? [];
  return ofRuntime === undefined ? 'application' : componentOfRuntime(ofRuntime, name, added);
}

/** Functions of the HAL groups from outside runtime-ts/, and the wrappers of their natives. */
function functionsOfAddedGroups(buildDirectory: string): Set<string> {
  const generated = path.join(buildDirectory, 'generated');
  const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(generated, file), 'utf8'));
  const { functions } = read('calls.json') as { functions: { name: string; file: string }[] };
  const { natives } = read('fuse_natives.json') as { natives: { name: string; group: string }[] };
  const own = new Set(fs.readdirSync(path.join(root, 'runtime-ts', 'hal')).map((file) => path.basename(file, '.ts')));
  return new Set([
    ...functions.filter(({ file }) => !file.startsWith('runtime-ts/')).map(({ name }) => name),
    ...natives.filter(({ group }) => !own.has(group)).map(({ name }) => `native_${name}`),
  ]);
}

/** Bytes, as arm-none-eabi-size counts them. */
export interface Sizes {
  readonly text: number;
  readonly data: number;
  readonly bss: number;
}

export interface PlacedPiece extends Piece {
  readonly component: Component;
  readonly kind: keyof Sizes;
}

/** Sections of constants that the linker merges with those of other objects: .rodata.main.str1.1, .rodata.cst4. */
const MERGED = /\.(str\d+\.\d+|cst\d+)$/;

/** The map gives a merged section the size that it had before; what others' strings already contain takes no room. */
function withoutMerged(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    const room = (pieces[index + 1]?.address ?? Infinity) - piece.address;
    return MERGED.test(piece.name ?? '') && room < piece.size ? { ...piece, size: room } : piece;
  });
}

/** Of the sections that boards/cortex_m/sections.ld makes without input. */
function componentOfSection(name: string): Component | undefined {
  if (name === '.main_stack') return 'main stack';
  return name === '.stack_guard' ? 'stack guard' : undefined;
}

/** Every byte of the image, each in one piece. Throws when the map leaves a byte out or names one twice. */
export function piecesOf(image: Image): PlacedPiece[] {
  const map = image.elf.replace(/\.elf$/, '.map');
  const outputs = matchSections(image.sections, image.map, image.elf);
  const added = functionsOfAddedGroups(image.runtimeDirectory);
  return image.sections.flatMap(({ writable, empty }, index) => {
    const kind = empty ? 'bss' : writable ? 'data' : 'text';
    const output = outputs[index];
    let end = output?.address ?? 0;
    const pieces = withoutMerged(output?.pieces ?? []).map((piece): PlacedPiece => {
      if (piece.address !== end) {
        throw new UserError(`${map}: ${output?.name}: no part of the section begins at 0x${end.toString(16)}`);
      }
      end += piece.size;
      const component = componentOfSection(output?.name ?? '') ?? componentOf(piece, map, added);
      return { ...piece, component, kind };
    });
    const expected = (output?.address ?? 0) + (output?.size ?? 0);
    if (end !== expected) {
      throw new UserError(`${map}: the parts of ${output?.name} end at 0x${end.toString(16)}, the section does not`);
    }
    return pieces;
  });
}

export function componentSizes(pieces: readonly PlacedPiece[]): Map<Component, Sizes> {
  const sizes = new Map<Component, Sizes>();
  for (const component of COMPONENTS) {
    const own = pieces.filter((piece) => piece.component === component);
    if (own.length === 0) continue;
    const sum = (kind: keyof Sizes): number =>
      own.reduce((total, piece) => total + (piece.kind === kind ? piece.size : 0), 0);
    sizes.set(component, { text: sum('text'), data: sum('data'), bss: sum('bss') });
  }
  return sizes;
}

export function totalOf(sizes: Iterable<Sizes>): Sizes {
  let [text, data, bss] = [0, 0, 0];
  for (const size of sizes) {
    text += size.text;
    data += size.data;
    bss += size.bss;
  }
  return { text, data, bss };
}

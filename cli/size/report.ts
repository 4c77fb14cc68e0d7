// SPDX-License-Identifier: Apache-2.0
/** Everything that is known of the size of one image. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { readBudgets } from '../bounds/budgets';
import { UserError } from '../support/main';
import { type Component, componentSizes, type PlacedPiece, piecesOf, type Sizes, totalOf } from './components';
import { type Image, loadImage } from './image';
import { flashOf, forbidden, type Limit, limitsOf, ramOf } from './limits';
import type { Region } from './map-file';
import { type StackFigure, StackReport } from './stack/report';

export interface SymbolSize {
  readonly name: string;
  readonly size: number;
  readonly kind: keyof Sizes;
}

export interface Memory {
  readonly used: number;
  readonly size: number;
}

export interface ImageReport {
  readonly board: string;
  readonly image: string;
  readonly buildId: string | undefined;
  readonly components: ReadonlyMap<Component, Sizes>;
  readonly total: Sizes;
  readonly flash: Memory;
  readonly ram: Memory;
  /** The largest parts of the RAM: stacks, pool, log. */
  readonly ramParts: readonly SymbolSize[];
  readonly stack: readonly StackFigure[] | undefined;
  /** Why there are no stack figures. */
  readonly stackFault: string | undefined;
  /** Functions of C that are deeper than declared, one line each. */
  readonly beyondDeclared: readonly string[];
  readonly limits: readonly Limit[];
  readonly forbidden: readonly string[];
  readonly symbols: ReadonlyMap<Component, readonly SymbolSize[]>;
}

/** The memory that the section begins in. */
function memoryOf(image: Image, section: string, used: number): Memory {
  const address = image.sections.find(({ name }) => name === section)?.address ?? 0;
  const contains = ({ origin, length }: Region): boolean => origin <= address && address < origin + length;
  return { used, size: image.map.regions.find(contains)?.length ?? 0 };
}

function symbolsOf(image: Image, pieces: readonly PlacedPiece[], component: Component): SymbolSize[] {
  const sizes: SymbolSize[] = [];
  for (const { address, size, component: own, kind, name } of pieces) {
    if (own !== component || name === undefined) continue;
    const inside = image.symbols.filter((s) => s.size > 0 && s.address >= address && s.address < address + size);
    const seen = new Set<number>();
    for (const symbol of inside) {
      if (!seen.has(symbol.address)) sizes.push({ name: symbol.name, size: symbol.size, kind });
      seen.add(symbol.address);
    }
    if (inside.length === 0) sizes.push({ name, size, kind });
  }
  return sizes.sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}

/** Both must say the same: the map's parts, and the section headers. */
function checkTotal(image: Image, total: Sizes): void {
  let [text, data, bss] = [0, 0, 0];
  for (const { size, writable, empty } of image.sections) {
    if (empty) bss += size;
    else if (writable) data += size;
    else text += size;
  }
  if (text === total.text && data === total.data && bss === total.bss) return;
  throw new UserError(
    `${image.elf}: the components add up to ${total.text} + ${total.data} + ${total.bss} bytes, the sections to ${text} + ${data} + ${bss}`,
  );
}

const RAM_PARTS = 8;

export function reportImage(board: string, buildDirectory: string, name: string): ImageReport {
  const image = loadImage(buildDirectory, name);
  const pieces = piecesOf(image);
  const components = componentSizes(pieces);
  const total = totalOf(components.values());
  checkTotal(image, total);
  const symbols = new Map([...components.keys()].map((each) => [each, symbolsOf(image, pieces, each)] as const));
  const inRam = [...symbols.values()].flat().filter(({ kind }) => kind !== 'text');
  return {
    board,
    image: name,
    buildId: image.buildId,
    components,
    total,
    flash: memoryOf(image, '.text', flashOf(total)),
    ram: memoryOf(image, '.data', ramOf(total)),
    ramParts: inRam.sort((a, b) => b.size - a.size).slice(0, RAM_PARTS),
    ...stackFigures(image, pieces),
    limits: limitsOf(board, name, components),
    forbidden: forbidden(image, pieces),
    symbols,
  };
}

function stackFigures(
  image: Image,
  pieces: readonly PlacedPiece[],
): Pick<ImageReport, 'stack' | 'stackFault' | 'beyondDeclared'> {
  try {
    const report = new StackReport(image, pieces);
    const beyondDeclared = report.beyondDeclared(readBudgets().externs);
    return { stack: report.figures(), stackFault: undefined, beyondDeclared };
  } catch (error) {
    if (error instanceof UserError) return { stack: undefined, stackFault: error.message, beyondDeclared: [] };
    throw error;
  }
}

/** The images that a build directory has, without those that do not run on the board. */
export function imageNames(buildDirectory: string): string[] {
  const folder = path.join(buildDirectory, 'images');
  if (!fs.existsSync(folder)) throw new UserError(`there is no ${folder}. Build the board first.`);
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.elf'))
    .map((file) => path.basename(file, '.elf'))
    .sort();
}

/** All but the symbols, which only people look at. */
export function jsonOf(report: ImageReport): object {
  const { components, symbols: _symbols, ...rest } = report;
  return { ...rest, components: Object.fromEntries(components) };
}

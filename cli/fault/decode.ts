// SPDX-License-Identifier: Apache-2.0
/** What a report of a board says, with functions and lines of source in place of addresses. */

import * as path from 'node:path';
import type { Image } from '../size/image';
import { ExitCode, UserError } from '../support/main';
import { printable } from '../support/terminal';
import { checkLines, checksAt, sourceLine } from './checks';
import { callBefore, isCode, locate, moduleAt, type Place } from './locate';
import type { Fault, Panic } from './report';

const hex = (value: number): string => value.toString(16).padStart(8, '0');

function placeText({ functionName, file, line }: Place): string {
  return file === undefined ? functionName : `${functionName} ${file}:${line}`;
}

/** The lines for one address: where it is, the source line itself, what it was inlined into. */
function placeLines(label: string, address: number, places: readonly Place[], withSource: boolean): string[] {
  const [innermost, ...outer] = places;
  if (innermost === undefined) return [];
  const lines = [`${label.padEnd(7)} ${hex(address)} ${placeText(innermost)}`];
  const source = innermost.file === undefined ? undefined : sourceLine(innermost.file, innermost.line);
  if (withSource && source !== undefined) lines.push(`${' '.repeat(17)}${source}`);
  for (const place of outer) lines.push(`${' '.repeat(17)}in ${placeText(place)}`);
  return lines;
}

/** What an address that is not in the image's functions means. */
function elsewhere(image: Image, address: number): string {
  if (address === 0) return 'no function: a call through a null pointer';
  if (address >= 0xffffffe0) return 'an exception';
  const module = moduleAt(image, address);
  if (module !== undefined) return `code of the module ${module}`;
  return image.bytes(address & ~1, 1) === undefined ? 'not in the image' : 'not code';
}

function registerLines(image: Image, label: string, value: number, lookup: number): string[] {
  if (!isCode(image, lookup)) return [`${label.padEnd(7)} ${hex(value)} ${elsewhere(image, value)}`];
  return placeLines(label, value, locate(image, [lookup])[0] ?? [], true);
}

function decodeFault(image: Image, { what, registers, task, stack }: Fault): string[] {
  const pc = registers.get('pc') ?? 0;
  const lr = registers.get('lr') ?? 0;
  const returns = stack.flatMap(({ address, word }) => {
    const call = callBefore(image, word);
    return call === undefined ? [] : [{ address, word, call }];
  });
  const places = locate(
    image,
    returns.map(({ call }) => call),
  );
  return [
    what,
    // What an overflow has destroyed may be anything.
    `task ${printable(task)}`,
    // A null pointer's call has the vector table at its target.
    ...(pc < 4 ? [`pc      ${hex(pc)} ${elsewhere(image, 0)}`] : registerLines(image, 'pc', pc, pc)),
    ...registerLines(image, 'lr', lr, callBefore(image, lr) ?? lr & ~1),
    ...(returns.length === 0 ? [] : ['return addresses on the stack; some may be left over from earlier calls:']),
    ...returns.flatMap(({ word }, index) => placeLines('', word, places[index] ?? [], false)),
  ];
}

/** `kernel tasks.c:1287`: the line, if the image has an object of that file and its source is there. */
function assertionLines(image: Image, what: string): string[] {
  const [, file, line] = /^kernel ([\w.]+):(\d+)$/.exec(what) ?? [];
  if (file === undefined) return [];
  const pieces = image.map.sections.flatMap((section) => section.pieces);
  const starts = pieces.filter((piece) => new RegExp(`(^|[/(])${file}\\.obj\\)?$`).test(piece.file ?? ''));
  const places = locate(
    image,
    starts.map(({ address }) => address).filter((address) => isCode(image, address)),
  ).flat();
  const source = places.find((place) => place.file !== undefined && path.basename(place.file) === file)?.file;
  const text = source === undefined ? undefined : sourceLine(source, Number(line));
  return text === undefined ? [] : [`${source}:${line}`, `    ${text}`];
}

function decodePanic(image: Image, { what }: Panic): string[] {
  const [, site] = /^site=(\d+)$/.exec(what) ?? [];
  if (site === undefined) return [`PANIC ${printable(what)}`, ...assertionLines(image, what)];
  const checks = checksAt(image, Number(site));
  if (checks.length === 0) {
    throw new UserError(
      `no checks.json in ${image.buildDirectory} has the site ${site} for a source of ${image.name}: build the image again from the same sources`,
      ExitCode.InputErrors,
    );
  }
  const several = checks.length > 1 ? ['one of:'] : [];
  return [`PANIC ${what}`, ...several, ...checks.flatMap(checkLines)];
}

/** The lines for people. Throws UserError when the report is of another build. */
export function decode(image: Image, report: Fault | Panic): string[] {
  if (report.build !== image.buildId) {
    throw new UserError(
      `the report is of build ${report.build || '(none)'}, but ${image.elf} is build ${image.buildId ?? '(none)'}. Give the image that the board runs: --image, --build-dir.`,
      ExitCode.InputErrors,
    );
  }
  return report.kind === 'fault' ? decodeFault(image, report) : decodePanic(image, report);
}

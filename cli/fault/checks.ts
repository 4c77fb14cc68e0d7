// SPDX-License-Identifier: Apache-2.0
/** The check of a source that a panic's site number stands for: checks.json, which the compiler writes beside the C that it emits. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Image } from '../size/image';
import { repositoryRoot, shortPath } from '../support/paths';

interface Check {
  readonly site: number;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly function: string;
  readonly reason: string;
}

/** Whether the image has an object of the source: runtime-ts/hal/log.ts is emitted to hal_log.c. */
function isLinked(image: Image, source: string): boolean {
  const name = path.basename(source, '.ts');
  const object = new RegExp(`(^|[/(])(\\w+_)?${name}\\.c\\.obj\\)?$`);
  return image.map.sections.some(({ pieces }) => pieces.some(({ file }) => object.test(file ?? '')));
}

/** The checks with this number. More than one when several emissions are built and the image has sources of both. */
export function checksAt(image: Image, site: number): Check[] {
  return fs
    .readdirSync(image.buildDirectory, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'checks.json')
    .flatMap((file) => {
      const { checks } = JSON.parse(fs.readFileSync(path.join(image.buildDirectory, file), 'utf8')) as {
        checks: Check[];
      };
      return checks.filter((check) => check.site === site && isLinked(image, check.file));
    });
}

/** A line of a source with its place in front. */
export function sourceLine(file: string, line: number): string | undefined {
  const absolute = path.resolve(repositoryRoot(), file);
  if (!fs.existsSync(absolute)) return undefined;
  return fs.readFileSync(absolute, 'utf8').split('\n')[line - 1]?.trim();
}

export function checkLines({ kind, file, line, column, function: within, reason }: Check): string[] {
  const place = `${shortPath(path.resolve(repositoryRoot(), file))}:${line}:${column}`;
  const text = sourceLine(file, line);
  return [`${place} ${within}: the check '${kind}' failed: ${reason}`, ...(text === undefined ? [] : [`    ${text}`])];
}

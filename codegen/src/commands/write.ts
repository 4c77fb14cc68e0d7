// SPDX-License-Identifier: Apache-2.0
/** Writes the outputs: only what changed, each file whole or not at all; what an earlier run wrote and this one does not is removed. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OutputFile } from '../outputs';

/** The names that the last run wrote, so that no other file of the folder is ever touched. */
const MANIFEST = 'fuse_outputs.txt';

export function writeOutputs(folder: string, outputs: readonly OutputFile[]): { written: number; removed: number } {
  fs.mkdirSync(folder, { recursive: true });
  const before = new Set(
    read(path.join(folder, MANIFEST))
      ?.split('\n')
      .filter((name) => name !== '') ?? [],
  );
  let written = 0;
  const names = outputs.map((o) => o.name).sort();
  for (const { name } of outputs) fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  for (const { name, text } of outputs) if (writeIfChanged(path.join(folder, name), text)) written++;
  let removed = 0;
  for (const name of before) {
    if (names.includes(name) || !isInside(name)) continue;
    fs.rmSync(path.join(folder, name), { force: true });
    removed++;
  }
  writeIfChanged(path.join(folder, MANIFEST), `${names.join('\n')}\n`);
  return { written, removed };
}

/** A line of a manifest that leads out of the folder is none of ours. */
const isInside = (name: string): boolean => !path.isAbsolute(name) && !name.split(/[/\\]/).includes('..');

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** An unchanged file keeps its time, so that nothing is compiled again for it. */
function writeIfChanged(file: string, text: string): boolean {
  if (read(file) === text) return false;
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
  return true;
}

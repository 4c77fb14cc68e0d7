// SPDX-License-Identifier: Apache-2.0
/** The support library as it goes with an emitted bundle: its compiled files, and its sources for their types. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OutputFile } from '../outputs';
import { SUPPORT } from '.';

/** Where this compiler's own support library is, as it was compiled and as it was written. */
function folders(): { compiled: string; sources: string } {
  const compiled = path.join(__dirname, '..', '..', 'node');
  return { compiled, sources: compiled.replace(/([/\\])dist([/\\])codegen([/\\]node)$/, '$1codegen$3') };
}

export function supportFiles(): OutputFile[] {
  const { compiled, sources } = folders();
  const read = (folder: string, ending: string): OutputFile[] =>
    fs
      .readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => ({
        name: path.posix.join(SUPPORT, name),
        text: fs.readFileSync(path.join(folder, name), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'),
      }));
  return [...read(compiled, '.js'), ...(sources === compiled ? [] : read(sources, '.ts'))];
}

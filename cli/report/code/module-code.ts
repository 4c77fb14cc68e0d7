// SPDX-License-Identifier: Apache-2.0
// A module's code, whichever form it is in: what it imports, how much memory it asks for, which events it posts.

import { createHash } from 'node:crypto';
import { parseModule } from '../../../sdk/node/wasm/module';
import type { Natives } from '../../config/natives';
import { type BuiltReport, inspectModule } from '../../inspect/inspect';
import { postedEvents } from './posted-events';

/** The part that is shown. */
export interface ModuleCode {
  /** From the application's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What an image is compiled for, as fuse-aotc's --target calls it; null of WebAssembly. */
  readonly target: string | null;
  readonly imports: readonly string[];
  /** Linear memory at the beginning, and at most as far as the code itself goes; 0 without one. */
  readonly memoryBytes: number;
  readonly memoryMaxBytes: number;
  /** Native code in bytes; 0 of WebAssembly. */
  readonly codeBytes: number;
}

export interface ReadCode {
  readonly code: ModuleCode;
  readonly built: BuiltReport;
  /** The events that it posts by number; null when the code does not say, or computes them. */
  readonly postedEvents: readonly number[] | null;
}

/** Throws UserError for bytes that are no module. */
export function readModuleCode(file: string, bytes: Buffer, natives: Natives): ReadCode {
  const built = inspectModule(file, bytes, natives);
  const { imports, memory } = built.module;
  const isImage = built.kind === 'aot';
  return {
    built,
    postedEvents: isImage ? null : postedEvents(parseModule(bytes)),
    code: {
      file,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      target: isImage ? built.target : null,
      // A linker may list the same import twice.
      imports: [...new Set(imports.map((item) => `${item.module}.${item.name}`))],
      memoryBytes: memory?.bytes ?? 0,
      memoryMaxBytes: memory?.maxBytes ?? 0,
      codeBytes: isImage ? (built.sections.find(({ name }) => name === 'code')?.bytes ?? 0) : 0,
    },
  };
}

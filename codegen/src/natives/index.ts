// SPDX-License-Identifier: Apache-2.0
/** Natives: everything that follows from the `@import` functions of the HAL groups. Nothing, if there are none. */
import type * as c from '../c';
import type { UnitContext } from '../outputs/units';
import { hashHeader } from './hash-header';
import { nativesJson } from './json';
import { bindings } from './kits';
import { moduleHeader } from './module-header';
import { nativesHeader, nativesSource } from './table';

export interface NativesOutputs {
  readonly files: readonly c.CFile[];
  readonly texts: readonly { readonly name: string; readonly text: string }[];
}

export function nativesOutputs(ctx: UnitContext): NativesOutputs {
  if (ctx.program.natives.length === 0) return { files: [], texts: [] };
  return {
    files: [nativesHeader(ctx), nativesSource(ctx), hashHeader(ctx.program), moduleHeader(ctx.program)],
    texts: [{ name: 'fuse_natives.json', text: nativesJson(ctx.program) }, ...bindings(ctx.program)],
  };
}

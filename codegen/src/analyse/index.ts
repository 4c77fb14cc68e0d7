// SPDX-License-Identifier: Apache-2.0
/** Stage `analyse`: what only the whole program shows. */
import type { Diagnostics } from '../diagnostics';
import type { Program } from '../ir';

export function analyse(_program: Program, _diagnostics: Diagnostics): void {}

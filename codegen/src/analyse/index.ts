// SPDX-License-Identifier: Apache-2.0
/** Stage `analyse`: what only the whole program shows. After it there is no recursion, interrupts are safe, references do not dangle, and order never shows. */
import type { Diagnostics } from '../diagnostics';
import type { Program } from '../ir';
import { callGraph } from './call-graph';
import { checkEffects } from './effects';
import { checkEscapes } from './escape';
import { checkGroups } from './groups';
import { checkInterrupts } from './isr';
import { checkRecursion } from './recursion';
import { checkUnions } from './unions';

export function analyse(program: Program, diagnostics: Diagnostics): void {
  const graph = callGraph(program);
  checkGroups(program, diagnostics);
  checkInterrupts(graph, diagnostics);
  const before = diagnostics.count;
  checkRecursion(graph, diagnostics);
  // The others summarise callees first, which needs a call graph without circles.
  if (diagnostics.count > before) return;
  checkEffects(graph, diagnostics);
  checkEscapes(graph, diagnostics);
  checkUnions(graph, diagnostics);
}

export * from './call-graph';
export * from './walk';

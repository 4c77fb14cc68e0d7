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

/** Of a program with errors, functions may lack statements: then less is found, never more. */
export function analyse(program: Program, diagnostics: Diagnostics): void {
  const graph = callGraph(program);
  checkGroups(program, diagnostics);
  checkInterrupts(graph, diagnostics);
  checkRecursion(graph, diagnostics);
  checkEffects(graph, diagnostics);
  checkEscapes(graph, diagnostics);
  checkUnions(graph, diagnostics);
}

export * from './call-graph';
export * from './walk';

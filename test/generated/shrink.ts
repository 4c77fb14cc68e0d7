// SPDX-License-Identifier: Apache-2.0
/** Makes a failing program small: first the decisions it was written from, then its text. */
import * as fc from 'fast-check';
import { importedNames } from './host';
import { classOf, failureOf, outlivesEdits, targetsOf } from './failure';
import { choiceLists } from './generator/choices';
import { generate, type GeneratedProgram } from './generator/program';
import { reductions } from './reduce';

export interface Shrunk {
  readonly program: GeneratedProgram;
  readonly what: string;
}

export function shrink(choices: readonly number[], what: string, folder: string, limitMs: number): Shrunk {
  const wanted = classOf(what);
  const targets = targetsOf(what);
  let best: Shrunk = { program: generate(choices, 'p0'), what };
  const fails = (program: GeneratedProgram): boolean => {
    const found = failureOf(program, targets, folder);
    if (found === null || classOf(found) !== wanted) return false;
    best = { program, what: found };
    return true;
  };
  const property = fc.property(choiceLists, (list) => !fails(generate(list, 'p0')));
  fc.check(property, { examples: [[[...choices]]], numRuns: 1, interruptAfterTimeLimit: limitMs / 2 });
  // A text without a check or a type is refused with reason.
  if (outlivesEdits(what)) reduceText(best, fails, Date.now() + limitMs / 2);
  return best;
}

function reduceText(start: Shrunk, fails: (program: GeneratedProgram) => boolean, until: number): void {
  let current = start.program;
  for (let smaller = true; smaller;) {
    smaller = false;
    for (const text of reductions(current.text)) {
      if (Date.now() > until) return;
      const candidate = { ...current, text, imports: importedNames(text) };
      if (!fails(candidate)) continue;
      current = candidate;
      smaller = true;
      break;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
/** What the facts say of a program before anything is emitted: parameters that are checked at entry, and loops without an end. */
import { guesses, replacement, startOf, type Diagnostics, type Fix } from '../diagnostics';
import type { Location, Loop, Program } from '../ir';
import { checkEntries } from './entries';
import { decide } from './index';
import { walkProgram } from './outside';

export function prepare(program: Program, diagnostics: Diagnostics): void {
  checkEntries(program);
  if (!hasInferredLoop(program)) return;
  for (const { loop, bound, reason } of decide(program).loops) {
    if (loop.bound.kind !== 'inferred' || bound !== null || lacksStatements(program, loop.at)) continue;
    const seen = reason === '' ? '' : ` What is known: ${reason}.`;
    diagnostics.report(
      'FUSE4120',
      loop.bound.at,
      `${loop.bound.why}${seen} Count with for (let i: u32 = a; i < b; i++), or write above the loop: // @bound N reason.`,
      [],
      guesses([boundAbove(loop.at)]),
    );
  }
}

/** What ends the loop may be among what was refused. */
function lacksStatements(program: Program, at: Location): boolean {
  return [...program.incomplete].some(({ body }) => {
    const { file, line, endLine } = body.at;
    return file === at.file && line <= at.line && at.endLine <= endLine;
  });
}

/** The number is a guess that the programmer replaces; a wrong one is found at run time. */
function boundAbove(at: Location): Fix {
  const bound = `// @bound 1000 say why this is enough\n${' '.repeat(at.column - 1)}`;
  return replacement('Declare a bound above the loop', startOf(at), bound);
}

function hasInferredLoop(program: Program): boolean {
  let found = false;
  walkProgram(program, (node) => {
    found ||= node.kind === 'loop' && (node satisfies Loop).bound.kind === 'inferred';
  });
  return found;
}

// SPDX-License-Identifier: Apache-2.0
/**
 * Turns what the prover claims of the value of each expression into checks of the program itself, so that a run in C or in Node shows a
 * wrong claim. To be emitted with `checkProved`: else the prover proves its own claims, and nothing is checked.
 */
import { decide } from '../../codegen/src/facts';
import { isPlace, type Expr, type IntRange, type Program } from '../../codegen/src/ir';

/** Stores what each integer expression was found to be as the range of a conversion around it. Returns how many there are. */
export function checkClaims(program: Program): number {
  const { claims } = decide(program, { claims: true });
  const wrapped = new Map<Expr, Expr>();
  const wrap = (e: Expr): Expr => {
    const range = claims?.get(e);
    if (e.type.kind !== 'int' || range === undefined || e.kind === 'int' || e.kind === 'constant') return e;
    const known = wrapped.get(e);
    if (known !== undefined) return known;
    const { name } = e.type;
    const end = (value: bigint): Expr => ({ kind: 'int', value, type: { kind: 'int', name }, at: e.at });
    const { lo, hi } = range;
    const between: IntRange = { min: end(lo), max: end(hi), lo, hi, sureLo: lo, sureHi: hi, text: `${lo}..${hi}` };
    const check: Expr = {
      kind: 'convert',
      mode: 'exact',
      operand: e,
      type: { kind: 'int', name, range: between },
      at: e.at,
      obligation: { state: 'open' },
    };
    wrapped.set(e, check);
    return check;
  };
  const seen = new Set<object>();
  const descend = (node: object): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const [key, child] of Object.entries(node) as [string, unknown][]) {
      if (SKIPPED.has(key) || typeof child !== 'object' || child === null) continue;
      descend(child);
      if (isExpression(child)) (node as Record<string, unknown>)[key] = wrap(child);
    }
  };
  for (const file of program.files)
    for (const decl of file.declarations) if (decl.kind === 'functionDecl') descend(decl.body);
  return wrapped.size;
}

/** Declarations, types and places in the source are shared, and constants of cases and bounds stay constant. */
const SKIPPED = new Set(['decl', 'type', 'at', 'end', 'obligation', 'bound', 'member', 'field', 'values']);

function isExpression(node: object): node is Expr {
  return 'kind' in node && 'type' in node && 'at' in node && !isPlace(node as Expr);
}

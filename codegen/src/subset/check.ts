// SPDX-License-Identifier: Apache-2.0
/** Stage `subset`: after it, only syntax that the later stages know is left, or a diagnostic says what is not. */
import ts from 'typescript';
import type { Code, Diagnostics } from '../diagnostics';
import { rangeIn } from '../diagnostics';
import type { Sources } from '../load';
import { fixesOf } from './fixes';
import { placement } from './placement';
import { strayBounds } from './stray-bounds';
import { ruleOf } from './table';

export function subset(sources: Sources, diagnostics: Diagnostics): void {
  for (const unit of sources.units) {
    if (sources.broken.has(unit.source)) continue;
    const report = (code: Code, node: ts.Node, message: string): void =>
      diagnostics.report(
        code,
        rangeIn(unit.path, unit.source, node.getStart(unit.source), node.end),
        message,
        [],
        fixesOf(code, node, (start, end) => rangeIn(unit.path, unit.source, start, end)),
      );
    const visit = (node: ts.Node): void => {
      const rule = ruleOf(node.kind);
      if (rule.rule === 'refused') {
        report(rule.code, node, rule.message);
        // What is inside a refused construct would only repeat it.
        return;
      }
      if (rule.rule === 'unreachable' && node.kind !== ts.SyntaxKind.EndOfFileToken)
        throw new Error(`subset: ${ts.SyntaxKind[node.kind]} at ${unit.path}:${node.pos} was not expected`);
      if (placement(node, unit.isExtern, report)) ts.forEachChild(node, visit);
    };
    visit(unit.source);
    for (const { start, end } of strayBounds(unit.source))
      diagnostics.report(
        'FUSE4121',
        rangeIn(unit.path, unit.source, start, end),
        'A bound stands on a line of its own before its loop, and no loop follows here.',
      );
  }
}

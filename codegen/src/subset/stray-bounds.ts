// SPDX-License-Identifier: Apache-2.0
/** `// @bound` comments that no loop follows: they would look like a promise and mean nothing. */
import ts from 'typescript';

export function strayBounds(source: ts.SourceFile): { readonly start: number; readonly end: number }[] {
  const { text } = source;
  const found = [...text.matchAll(/\/\/[ \t]*@bound\b.*/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
  if (found.length === 0) return [];
  const loops = new Set<number>();
  const literals: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIterationStatement(node, false)) loops.add(node.getStart(source));
    if (ts.isStringLiteral(node)) literals.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(({ start, end }) => {
    if (literals.some((node) => node.getStart(source) < start && end <= node.end)) return false;
    const before = text.slice(text.lastIndexOf('\n', start) + 1, start);
    const next = end + (/^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(text.slice(end))?.[0].length ?? 0);
    return before.trim() !== '' || !loops.has(next);
  });
}

// SPDX-License-Identifier: Apache-2.0
/** The nodes around a position of a file, the outermost first. */
import ts from 'typescript';

export function nodesAt(source: ts.SourceFile, position: number): [ts.Node, ...ts.Node[]] {
  const nodes: [ts.Node, ...ts.Node[]] = [source];
  const enter = (node: ts.Node): void =>
    ts.forEachChild(node, (child) => {
      if (child.getStart(source) > position || position >= child.end) return;
      nodes.push(child);
      enter(child);
    });
  enter(source);
  return nodes;
}

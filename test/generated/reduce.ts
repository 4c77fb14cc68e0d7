// SPDX-License-Identifier: Apache-2.0
/** Smaller texts near a program's text: without a statement, a declaration, a field, an operand; greatest steps first. */
import ts from 'typescript';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function* reductions(text: string): Generator<string> {
  const source = ts.createSourceFile('program.ts', text, ts.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  const replace = (node: ts.Node, by: string): void => {
    if (by !== node.getText()) edits.push({ from: node.getStart(), to: node.getEnd(), text: by });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node)) {
      edits.push({ from: node.getFullStart(), to: node.getEnd(), text: '' });
      for (const inner of bodies(node)) replace(node, inner);
    }
    if ((ts.isParameter(node) && !node.parent.getText().startsWith('export')) || ts.isPropertySignature(node))
      edits.push({ from: node.getFullStart(), to: node.getEnd(), text: '' });
    if (ts.isExpression(node)) for (const part of parts(node)) replace(node, part);
    ts.forEachChild(node, visit);
  };
  visit(source);
  edits.sort((a, b) => b.to - b.from - b.text.length - (a.to - a.from - a.text.length));
  for (const { from, to, text: by } of edits) {
    const smaller = text.slice(0, from) + by + text.slice(to);
    if (smaller.length < text.length) yield smaller;
  }
}

/** What a statement can be replaced by: what is inside it. */
function bodies(node: ts.Node): string[] {
  const inner: ts.Statement[] = [];
  if (ts.isIfStatement(node))
    inner.push(node.thenStatement, ...(node.elseStatement === undefined ? [] : [node.elseStatement]));
  if (ts.isIterationStatement(node, false)) inner.push(node.statement);
  const texts = inner.map((s) => (ts.isBlock(s) ? s.statements.map((x) => x.getFullText()).join('') : s.getText()));
  if (ts.isSwitchStatement(node))
    for (const clause of node.caseBlock.clauses)
      texts.push(clause.statements.map((s) => s.getFullText().replace(/\bbreak;/, '')).join(''));
  if (ts.isIfStatement(node) && node.elseStatement !== undefined)
    texts.push(`if (${node.expression.getText()}) ${node.thenStatement.getText()}`);
  return texts;
}

/** What an expression can be replaced by: its operands, or the simplest constants. */
function parts(node: ts.Expression): string[] {
  if (ts.isParenthesizedExpression(node)) return parts(node.expression);
  if (ts.isBinaryExpression(node)) return [node.left.getText(), node.right.getText()];
  if (ts.isConditionalExpression(node)) return [node.whenTrue.getText(), node.whenFalse.getText()];
  if (ts.isPrefixUnaryExpression(node)) return [node.operand.getText()];
  if (ts.isCallExpression(node)) return [...node.arguments.map((a) => a.getText()), '1'];
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return ['zeroed()'];
  if (ts.isNumericLiteral(node)) return node.text.length > 1 ? ['1', '0'] : [];
  if (ts.isBigIntLiteral(node)) return node.text.length > 2 ? ['1n', '0n'] : [];
  return [];
}

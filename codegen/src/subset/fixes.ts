// SPDX-License-Identifier: Apache-2.0
/** Quick fixes for refused syntax whose remedy is mechanical. */
import ts from 'typescript';
import { type Code, type Edit, type Fix, guesses, replacement } from '../diagnostics';
import type { Location } from '../ir';

type Range = (start: number, end: number) => Location;
/** `node` is what the diagnostic points at. */
type Remedy = (node: ts.Node, range: Range) => readonly Fix[];

const remedies: Partial<Record<Code, Remedy>> = {
  FUSE1012: topLevelArrow,
  FUSE1018: plainText,
  FUSE1020: countedLoop,
  FUSE1021: letOrConst,
  FUSE1023: (node, range) =>
    node.getText() === 'undefined' ? write(node, range, 'null') : guesses(numberType(node, range)),
  FUSE1024: cast,
  FUSE1025: (node, range) =>
    ts.isNonNullExpression(node) ? write(node, range, `nonNull(${node.expression.getText()})`) : [remove(node, range)],
  FUSE1026: (node, range) => write(node, range, `${node.getText()}=`),
  FUSE1027: (node, range) => guesses(checkedChain(node, range)),
  FUSE1028: conditionalInstead,
  FUSE1032: namedExport,
  FUSE1033: namedImport,
  FUSE1035: twoStatements,
  FUSE1036: (node, range) => (node.getText().startsWith('>>>') ? write(node, range, node.getText().slice(1)) : []),
  FUSE1037: (node, range) => (ts.isPrefixUnaryExpression(node) ? write(node, range, node.operand.getText()) : []),
  FUSE1038: logicalAssignment,
  FUSE1040: (node, range) => (ts.isDebuggerStatement(node) ? [remove(node, range)] : []),
  FUSE1043: (node, range) => guesses(optional(node, range)),
  FUSE1044: (node, range) => guesses(slice(node, range)),
  FUSE1048: (node, range) => (isModifier(node) ? [remove(node, range)] : []),
  FUSE1052: (node, range) => guesses([remove(node, range)]),
};

function isModifier(node: ts.Node): boolean {
  return ts.isModifier(node);
}

export function fixesOf(code: Code, node: ts.Node, range: Range): readonly Fix[] {
  return remedies[code]?.(node, range) ?? [];
}

function titled(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `Write ${line.length > 60 ? `${line.slice(0, 57)}...` : line}`;
}

function write(node: ts.Node, range: Range, text: string): Fix[] {
  return [replacement(titled(text), range(node.getStart(), node.end), text)];
}

/** With the blank behind it. */
function remove(node: ts.Node, range: Range): Fix {
  const text = node.getSourceFile().text;
  const end = text[node.end] === ' ' ? node.end + 1 : node.end;
  return replacement(`Remove ${titled(node.getText()).slice('Write '.length)}`, range(node.getStart(), end), '');
}

const numbers = new Set(['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64', 'usize', 'f32', 'f64']);

/** `x as u8` is a conversion where the type is a number, and nothing but x elsewhere. */
function cast(node: ts.Node, range: Range): Fix[] {
  if (!ts.isAsExpression(node) && !ts.isSatisfiesExpression(node) && !ts.isTypeAssertionExpression(node)) return [];
  const inner = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : node.expression;
  const type = node.type.getText();
  const text = inner.getText();
  if (!numbers.has(type)) {
    const plain = write(node, range, node.expression.getText());
    const isPointer = /^(Pointer|ConstPointer|Ref|Callback)\b/.test(type);
    return isPointer ? [...plain, ...write(node, range, `trustedCast<${type}>(${text})`)] : plain;
  }
  const others = type.startsWith('f') ? [] : [`${type}.wrap(${text})`, `${type}.sat(${text})`];
  return [`${type}(${text})`, ...others].flatMap((t) => write(node, range, t));
}

/** `var` becomes `const` where nothing assigns the variable further down. */
function letOrConst(node: ts.Node, range: Range): Fix[] {
  if (!ts.isVariableDeclarationList(node)) return [];
  const start = node.getStart();
  const names = node.declarations.map((d) => d.name.getText());
  const assigned = (n: ts.Node): boolean =>
    (ts.isBinaryExpression(n) &&
      n.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      n.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
      names.includes(n.left.getText())) ||
    ((ts.isPrefixUnaryExpression(n) || ts.isPostfixUnaryExpression(n)) &&
      (n.operator === ts.SyntaxKind.PlusPlusToken || n.operator === ts.SyntaxKind.MinusMinusToken) &&
      names.includes(n.operand.getText())) ||
    (ts.forEachChild(n, assigned) ?? false);
  const word =
    node.declarations.every((d) => d.initializer !== undefined) && !assigned(node.getSourceFile()) ? 'const' : 'let';
  return [replacement(`Write ${word}`, range(start, start + 'var'.length), word)];
}

/** `number` says nothing about size; the common answers. */
function numberType(node: ts.Node, range: Range): Fix[] {
  if (node.kind === ts.SyntaxKind.NumberKeyword)
    return ['u32', 'i32', 'f64'].flatMap((type) => write(node, range, type));
  return node.kind === ts.SyntaxKind.BigIntKeyword ? ['u64', 'i64'].flatMap((type) => write(node, range, type)) : [];
}

function plainText(node: ts.Node, range: Range): Fix[] {
  if (!ts.isNoSubstitutionTemplateLiteral(node) || ts.isTaggedTemplateExpression(node.parent)) return [];
  return write(node, range, `'${node.rawText?.replace(/(?<!\\)'/g, "\\'").replace(/\r?\n/g, '\\n') ?? node.text}'`);
}

/** A name, or a path of names: evaluated twice it is the same. */
function isPath(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    (ts.isPropertyAccessExpression(node) && node.questionDotToken === undefined && isPath(node.expression))
  );
}

/** `a?.b` becomes `nonNull(a).b`, which is checked. */
function checkedChain(node: ts.Node, range: Range): Fix[] {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node) && !ts.isCallExpression(node))
    return [];
  const dot = node.questionDotToken;
  if (dot === undefined) return [];
  const of = node.expression.getText();
  const rest = node.getSourceFile().text.slice(dot.end, node.end);
  return write(node, range, `nonNull(${of})${ts.isPropertyAccessExpression(node) ? '.' : ''}${rest}`);
}

/** `a ?? b` becomes `a !== null ? a : b`, where `a` is a name. */
function conditionalInstead(node: ts.Node, range: Range): Fix[] {
  const whole = node.parent;
  if (!ts.isBinaryExpression(whole) || !ts.isIdentifier(whole.left)) return [];
  const name = whole.left.text;
  const text = `${name} !== null ? ${name} : ${whole.right.getText()}`;
  return write(whole, range, ts.isBinaryExpression(whole.parent) ? `(${text})` : text);
}

/** `a &&= b` becomes `a = a && b`, `a ??= b` an if. */
function logicalAssignment(node: ts.Node, range: Range): Fix[] {
  const whole = node.parent;
  if (!ts.isBinaryExpression(whole) || !ts.isExpressionStatement(whole.parent) || !isPath(whole.left)) return [];
  const [left, right] = [whole.left.getText(), whole.right.getText()];
  const op = node.getText().slice(0, 2);
  if (op === '??') return write(whole, range, `if (${left} === null) ${left} = ${right}`);
  const operand = ts.isBinaryExpression(whole.right) ? `(${right})` : right;
  return write(whole, range, `${left} = ${left} ${op} ${operand}`);
}

/** `export default function f` exports f by its name. */
function namedExport(node: ts.Node, range: Range): Fix[] {
  return node.kind === ts.SyntaxKind.DefaultKeyword &&
    ts.isDeclarationStatement(node.parent) &&
    node.parent.name !== undefined
    ? [remove(node, range)]
    : [];
}

function namedImport(node: ts.Node, range: Range): Fix[] {
  if (!ts.isImportDeclaration(node)) return [];
  const clause = node.importClause;
  if (clause === undefined) return [remove(node, range)];
  if (clause.name === undefined || clause.namedBindings !== undefined) return [];
  const name = clause.name.text;
  return [replacement(`Write { ${name} }`, range(clause.name.getStart(), clause.name.end), `{ ${name} }`)];
}

/** `a, b;` becomes `a; b;`. */
function twoStatements(node: ts.Node, range: Range): Fix[] {
  const whole = node.parent;
  if (!ts.isBinaryExpression(whole) || !ts.isExpressionStatement(whole.parent) || !ts.isBlock(whole.parent.parent))
    return [];
  return [replacement('Write two statements', range(node.getStart(), node.end), ';')];
}

/** Fields and parameters are always there: one that may be missing is null. */
function optional(node: ts.Node, range: Range): Fix[] {
  if (!ts.isPropertySignature(node) && !ts.isParameter(node)) return [];
  const edits: Edit[] = [];
  const cut = (from: number, to: number): number => edits.push({ at: range(from, to), text: '' });
  if (node.questionToken !== undefined) cut(node.questionToken.getStart(), node.questionToken.end);
  if (ts.isParameter(node) && node.initializer !== undefined) {
    if (node.type === undefined) return [];
    cut(node.type.end, node.initializer.end);
  }
  const type = node.type;
  const fixes: Fix[] = [{ title: `Let ${node.name.getText()} always be there`, edits }];
  if (
    type !== undefined &&
    node.questionToken !== undefined &&
    ts.isTypeReferenceNode(type) &&
    !numbers.has(type.getText())
  )
    fixes.unshift({
      title: `Let ${node.name.getText()} be null where it is missing`,
      edits: [...edits, { at: range(type.end, type.end), text: ' | null' }],
    });
  return fixes;
}

/** `T[]` of a parameter is a slice; of a variable or field, an array with its length. */
function slice(node: ts.Node, range: Range): Fix[] {
  if (!ts.isArrayTypeNode(node)) return [];
  const element = node.elementType.getText();
  const parent = node.parent;
  if (ts.isParameter(parent))
    return [`Slice<${element}>`, `ReadonlySlice<${element}>`].flatMap((t) => write(node, range, t));
  const initializer = ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
  const length =
    initializer !== undefined && ts.isArrayLiteralExpression(initializer) && initializer.elements.length > 0
      ? initializer.elements.length
      : 16;
  return write(node, range, `FixedArray<${element}, ${length}>`);
}

/** `for (const x of a)` becomes a loop that counts. */
function countedLoop(node: ts.Node, range: Range): Fix[] {
  if (!ts.isForOfStatement(node) || !ts.isVariableDeclarationList(node.initializer) || !isPath(node.expression))
    return [];
  const declaration = node.initializer.declarations[0];
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return [];
  const used = new Set(node.getSourceFile().text.match(/\b[a-z]\b/g));
  const index = ['i', 'j', 'k', 'n', 'm'].find((name) => !used.has(name)) ?? 'index';
  const of = node.expression.getText();
  const head = `for (let ${index}: u32 = 0; ${index} < ${of}.length; ${index}++)`;
  const item = `const ${declaration.name.text} = ${of}[${index}];`;
  const body = node.statement;
  const edits: Edit[] = [{ at: range(node.getStart(), body.getStart()), text: `${head} ` }];
  if (ts.isBlock(body)) {
    const first = body.statements[0];
    edits.push({
      at: range(body.getStart() + 1, body.getStart() + 1),
      text: first === undefined ? ` ${item} ` : `${leading(first)}${item}`,
    });
  } else {
    edits.push(
      { at: range(body.getStart(), body.getStart()), text: `{ ${item} ` },
      { at: range(body.end, body.end), text: ' }' },
    );
  }
  return [{ title: titled(head), edits }];
}

/** Line break and indent before a statement. */
function leading(node: ts.Node): string {
  const text = node.getSourceFile().text.slice(node.getFullStart(), node.getStart());
  return /\r?\n[ \t]*$/.exec(text)?.[0] ?? ' ';
}

/** `const f = (x: u32): u32 => ...` at top level becomes a function. */
function topLevelArrow(node: ts.Node, range: Range): Fix[] {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return [];
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return [];
  const list = declaration.parent;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return [];
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1) return [];
  const text = node.getSourceFile().text;
  const open = node.getChildren().find((child) => child.kind === ts.SyntaxKind.OpenParenToken);
  const close = node.getChildren().find((child) => child.kind === ts.SyntaxKind.CloseParenToken);
  if (open === undefined || close === undefined) return [];
  const head = text.slice(open.getStart(), node.type?.end ?? close.end);
  const isVoid = node.type?.kind === ts.SyntaxKind.VoidKeyword;
  const body = ts.isBlock(node.body)
    ? node.body.getText()
    : `{\n  ${isVoid ? '' : 'return '}${node.body.getText()};\n}`;
  const name = declaration.name.text;
  return [
    replacement(`Make ${name} a function`, range(list.getStart(), statement.end), `function ${name}${head} ${body}`),
  ];
}

// SPDX-License-Identifier: Apache-2.0
/** What generated programs are made of: for syntax, names of the library, tags, operations and checks, the number of programs with each. */
import ts from 'typescript';
import type { Location, Program } from '../../codegen/src/ir';
import { isPlace, partsOf, type Expr, type Place, type Stmt } from '../../codegen/src/ir';
import { eachStatement, valuesOf } from '../../codegen/src/analyse/walk';
import { checkKinds } from '../../codegen/src/facts/ledger';
import { chapters } from '../../codegen/src/reference/constructs';
import { table } from '../../codegen/src/subset/table';
import { type Batch, programAt } from './batch';
import type { GeneratedProgram } from './generator/program';
import { declarationOf, FILES, filesOf, importsOf } from './host';

/** In how many programs each was seen. */
export type Features = Record<string, number>;

/** By kind, without the markers of ranges. */
const kindNames = new Map((Object.keys(table) as (keyof typeof table)[]).map((name) => [ts.SyntaxKind[name], name]));
const libraryNames = new Set(chapters.flatMap(({ constructs }) => constructs.flatMap((c) => c.library ?? [])));

export function add(into: Features, more: Features): void {
  for (const [name, count] of Object.entries(more)) into[name] = (into[name] ?? 0) + count;
}

/** What programs are made of, as far as their text shows it. */
export function featuresOfTexts(programs: readonly GeneratedProgram[]): Features {
  return countedBy(programs.map(syntaxOfProgram));
}

/** The same with their operations. `panics`: for each program of the batch, the kinds of checks that ended it. */
export function featuresOf(batch: Batch, program: Program, panics: readonly ReadonlySet<string>[]): Features {
  const found = batch.programs.map((placed) => syntaxOfProgram(placed.program));
  const noteAt = (at: Location): ((name: string) => void) => {
    const placed = programAt(batch, at.file, at.line);
    const into = placed === undefined ? undefined : found[batch.programs.indexOf(placed)];
    return (name) => into?.add(name);
  };
  for (const file of program.files)
    for (const decl of file.declarations) {
      const note = noteAt(decl.at);
      note(`declaration ${decl.kind}`);
      if (decl.kind === 'functionDecl')
        eachStatement(decl.body, (statement) => {
          note(`statement ${nameOf(statement)}`);
          for (const value of valuesOf(statement)) operations(value, note);
        });
    }
  panics.forEach((kinds, i) => kinds.forEach((kind) => found[i]?.add(`panic ${kind}`)));
  return countedBy(found);
}

function syntaxOfProgram({ text, imports }: GeneratedProgram): Set<string> {
  const own = syntaxOf(`${importsOf(imports).join('\n')}\n${text}`);
  const others = filesOf(imports).flatMap((file) => [...syntaxOfFile(file)]);
  const called = imports.flatMap((name) => [...syntaxOf(declarationOf(name))]);
  return new Set([...own, ...others, ...called]);
}

function countedBy(programs: readonly Set<string>[]): Features {
  const counts: Features = {};
  for (const features of programs) {
    for (const { constructs } of chapters)
      for (const { title, ...construct } of constructs)
        if (tracesOf(title, construct).some((trace) => features.has(trace))) features.add(`construct ${title}`);
    for (const name of features) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const syntaxOfFiles = new Map<string, ReadonlySet<string>>();
function syntaxOfFile(file: string): ReadonlySet<string> {
  let features = syntaxOfFiles.get(file);
  if (features === undefined) syntaxOfFiles.set(file, (features = syntaxOf(FILES[file] ?? '')));
  return features;
}

function syntaxOf(text: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (node.kind > ts.SyntaxKind.LastToken) found.add(`syntax ${kindNames.get(node.kind)}`);
    const shape = shapeOf(node);
    if (shape !== null) found.add(shape);
    if (ts.isIdentifier(node) && libraryNames.has(node.text)) found.add(`library ${node.text}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('program.ts', text, ts.ScriptTarget.ES2022, true));
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    // The scanner finds `>>` only where it is told that no type argument ends there.
    const whole = kind === ts.SyntaxKind.GreaterThanToken ? scanner.reScanGreaterToken() : kind;
    found.add(`syntax ${kindNames.get(whole)}`);
  }
  for (const [comment] of text.matchAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g))
    for (const [, tag] of comment.matchAll(/@(\w+)/g)) found.add(`tag ${tag}`);
  return found;
}

/** Constructs that are a form of a kind of syntax which others have as well. */
function shapeOf(node: ts.Node): string | null {
  if (ts.isTypeAliasDeclaration(node) && ts.isUnionTypeNode(node.type)) return 'shape union';
  if (ts.isVariableStatement(node) && ts.isSourceFile(node.parent)) {
    const [first] = node.declarationList.declarations;
    const isConstant = first?.initializer !== undefined && ts.isNumericLiteral(first.initializer);
    return isConstant && (node.declarationList.flags & ts.NodeFlags.Const) !== 0 ? 'shape constant' : 'shape static';
  }
  if (!ts.isCallExpression(node)) return null;
  const { expression } = node;
  const called = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(called) && /^(?:[ui](?:8|16|32|64)|usize|f32|f64)$/.test(called.text)
    ? 'shape conversion'
    : null;
}

function nameOf(statement: Stmt): string {
  return statement.kind === 'loop' ? `loop ${statement.form} ${statement.bound.kind}` : statement.kind;
}

function operations(node: Expr | Place, note: (name: string) => void): void {
  if (!isPlace(node)) {
    note(`operation ${node.kind}`);
    const parts = [node.kind];
    for (const key of ['op', 'mode'] as const)
      if (key in node) parts.push((node as unknown as Record<string, string>)[key] as never);
    const { type } = node;
    if (type.kind === 'int' || type.kind === 'float') parts.push(type.name as never);
    note(parts.join(' '));
  }
  for (const part of partsOf(node)) operations(part, note);
}

/** What shows a construct that has neither syntax nor names of its own. */
const TRACES: Readonly<Record<string, readonly string[]>> = {
  constants: ['shape constant'],
  statics: ['shape static'],
  'tagged unions': ['shape union'],
  ranges: ['tag range'],
  conversions: ['shape conversion'],
  'names in C': ['tag cname'],
  'build constants': ['tag build'],
  interrupts: ['tag isr'],
  'native functions': ['tag import'],
};

type Traced = Pick<(typeof chapters)[number]['constructs'][number], 'kinds' | 'library'>;
const tracesOf = (title: string, { kinds, library }: Traced): string[] => [
  ...(TRACES[title] ?? []),
  ...(kinds ?? []).map((kind) => `syntax ${kind}`),
  ...(library ?? []).map((name) => `library ${name}`),
];

/** What no generated program has, with the reason. */
const ONLY_TSC = 'tsc insists on its declaration; programs do not name it';
const NATIVES = 'one wrapper for each signature, without a choice for a program: test/codegen/backend/natives.test.ts';
export const NOT_GENERATED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['Array', 'ReadonlyArray', 'Boolean', 'Function', 'CallableFunction', 'NewableFunction', 'IArguments'],
      ...['Number', 'BigInt', 'Object', 'RegExp', 'String', 'Conversion', 'Order'],
    ].map((name) => [`library ${name}`, ONLY_TSC]),
  ),
  'library Checked': 'the type of a result; never written',
  'tag import': NATIVES,
  'construct native functions': NATIVES,
  'construct the compiler': 'no construct of a program',
};

/** Constructs of docs/constructs.md, and what shows them, that are missing from what was counted. */
export function missingConstructs(found: Features): string[] {
  const wanted = chapters.flatMap(({ constructs }) =>
    constructs.flatMap(({ title, ...construct }) => [`construct ${title}`, ...tracesOf(title, construct)]),
  );
  return wanted.filter((name) => found[name] === undefined && NOT_GENERATED[name] === undefined);
}

/** Kinds of checks that ended no program. */
export const missingPanics = (found: Features): string[] =>
  checkKinds.filter((kind) => found[`panic ${kind}`] === undefined);

/** Of each construct, the number of programs that have it. */
export function constructsIn(found: Features): [title: string, programs: number][] {
  return chapters.flatMap(({ constructs }) =>
    constructs.flatMap(({ title }): [string, number][] =>
      NOT_GENERATED[`construct ${title}`] === undefined ? [[title, found[`construct ${title}`] ?? 0]] : [],
    ),
  );
}

// SPDX-License-Identifier: Apache-2.0
/** What tsc says in the words of the language: for the codes that programs meet, what is wrong and what to write instead. */
import * as path from 'node:path';
import ts from 'typescript';
import { closest, distance } from 'fastest-levenshtein';
import { nodesAt } from './nodes-at';

interface Said {
  readonly diagnostic: ts.Diagnostic;
  readonly text: string;
  /** What tsc put between quotes, in order. */
  readonly quoted: readonly string[];
  readonly program: ts.Program;
}

/** Names of other languages' types, and of what JavaScript has and the language does another way. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['8', '16', '32', '64'].flatMap((n) => [`uint${n}_t`, `uint${n}`].map((c) => [c, `u${n}`]))),
  ...Object.fromEntries(['8', '16', '32', '64'].flatMap((n) => [`int${n}_t`, `int${n}`].map((c) => [c, `i${n}`]))),
  ...{ int: 'i32', long: 'i32', unsigned: 'u32', char: 'u8', byte: 'u8', short: 'i16', size_t: 'usize' },
  ...{ float: 'f32', double: 'f64', bool: 'boolean', NULL: 'null', nullptr: 'null' },
  Math: 'idiv(a, b), a % b, min(a, b) and max(a, b)',
  console: 'a function of the log',
  assert: 'if (!condition) unreachable();',
  isNaN: 'x !== x',
  NaN: '0.0 / 0.0',
  Infinity: '1.0 / 0.0',
  Number: 'a conversion such as u32(x)',
  String: 'a literal, or a buffer of bytes',
  Array: 'FixedArray<T, N> or Slice<T>',
  Uint8Array: 'FixedArray<u8, N> or Slice<u8>',
  Map: 'a FixedArray of structs that is searched',
  Set: 'a FixedArray of structs that is searched',
  Promise: 'a state that is kept until the next call',
  setTimeout: 'a time that is compared with the clock at each call',
  undefined: 'null',
};

/** One remedy for one code of tsc; null: what tsc says is said. */
const wordings: Readonly<Record<number, (said: Said) => string | null>> = {
  2304: missingName,
  2552: missingName,
  2580: missingName,
  2584: missingName,
  2592: missingName,
  2693: ({ quoted: [name] }) => `'${name}' is a type, and a value is needed here.`,
  2749: ({ quoted: [name], diagnostic }) =>
    `'${name}' is a value, and a type is needed here.${/<[^<]*$/.test(lineBefore(diagnostic)) ? " Between a '<' and a '>' before '(' TypeScript expects types: to compare, write y < x in the place of x > y." : ''}`,
  2339: ({ quoted: [name, type], diagnostic, program }) => {
    const members = membersOf(diagnostic, program);
    const of = (type ?? '').replace(/^typeof /, '');
    return members.length === 0 ? null : `${of} has no member ${name}. It has ${members.join(', ')}.`;
  },
  2305: missingExport,
  2614: missingExport,
  2724: missingExport,
  2459: ({ quoted: [module, name] }) => `${bare(module)} has ${name}, but does not export it: write export before it.`,
  2307: missingModule,
  2591: missingModule,
  5097: () => "A file is imported by its path without the extension: './name'.",
  6133: unused,
  6196: unused,
  6192: () => 'Nothing of this import is used: remove it.',
  6198: unused,
  6199: () => 'None of these variables is used: remove them.',
  1104: () => 'continue stands in a loop.',
  1105: () => 'break stands in a loop or in a case of a switch.',
  1107: ({ diagnostic }) =>
    textAt(diagnostic).startsWith('break')
      ? 'break stands in a loop or in a case of a switch.'
      : 'continue stands in a loop.',
  2300: declaredTwice,
  2323: declaredTwice,
  2451: declaredTwice,
  2393: declaredTwice,
  2440: ({ quoted: [name] }) => `'${name}' is imported and declared here as well: rename one.`,
  2448: ({ quoted: [name] }) => `'${name}' is used before its declaration: move that up.`,
  2314: ({ quoted: [type] }) => `${bare(type)} needs its type arguments.`,
  2344: ({ quoted: [type, needed] }) => `'${type}' cannot be the argument of this type, which needs a ${needed}.`,
  2554: ({ text }) => {
    const [, wanted, got] = /^Expected ([\d-]+) arguments?, but got (\d+)/.exec(text) ?? [];
    if (wanted === undefined) return null;
    return `${wanted} argument${wanted === '1' ? ' is' : 's are'} needed here, not ${got}.`;
  },
  2365: ({ text, quoted: [op, left, right] }) => {
    if (!/^(<<|>>)=?$/.test(op ?? '')) return null;
    const big = /^[ui]64$|^bigint$/.test(left ?? '');
    return /^[ui]64$|^bigint$/.test(right ?? '') === big
      ? text
      : `${left} is shifted by a ${big ? 'bigint: u64(n), or 3n' : 'number: u32(n), or 3'}.`;
  },
  2367: ({ quoted: [left, right] }) =>
    `The answer is known: ${left} is never ${right} here, because of what was tested before. Remove the test.`,
  1434: ({ diagnostic }) => {
    const [, type = '', name, next] = /^(\w+) (\w+)\s*(.?)/.exec(restOfLine(diagnostic)) ?? [];
    if (name === undefined) return null;
    if (type === 'struct') return `A struct is an interface: interface ${name} { x: u32; y: u32 }.`;
    const written = ELSEWHERE[type] ?? (/^\w+$/.test(type) ? type : 'u32');
    return next === '('
      ? `A function is declared by function, its types behind the names: function ${name}(x: u32): ${written} { ... }.`
      : `A variable is declared by const or let, its type behind its name: const ${name}: ${written} = ...`;
  },
};

/** What is said in the place of tsc's words, if there is something better. */
export function reworded(diagnostic: ts.Diagnostic, text: string, program: ts.Program): string {
  const quoted = [...text.matchAll(/'((?:[^']|'(?=\w))*)'/g)].map((m) => m[1] as string);
  const said = diagnostic.file === undefined ? null : { diagnostic, text, quoted, program };
  if (said === null) return text;
  const better = wordings[diagnostic.code]?.(said) ?? (diagnostic.code < 2000 ? misreadComparison(diagnostic) : null);
  return better ?? text;
}

const bare = (name: string | undefined): string => (name ?? '').replaceAll('"', '');
const source = (d: ts.Diagnostic): ts.SourceFile => d.file as ts.SourceFile;
const textAt = (d: ts.Diagnostic): string => source(d).text.slice(d.start, (d.start ?? 0) + (d.length ?? 0));
const lineBefore = (d: ts.Diagnostic): string => source(d).text.slice(0, d.start).split('\n').pop() ?? '';
const restOfLine = (d: ts.Diagnostic): string => (source(d).text.slice(d.start).split('\n')[0] ?? '').trim();

function missingName({ quoted: [name = ''], text, diagnostic, program }: Said): string | null {
  const found = program
    .getSourceFiles()
    .find((file) => file !== diagnostic.file && exportsOf(file, program).includes(name));
  if (found !== undefined)
    return `'${name}' is exported by another file: import { ${name} } from '${moduleName(source(diagnostic), found)}'.`;
  const instead = ELSEWHERE[name];
  if (instead !== undefined) return `There is no '${name}'. Write ${instead}.`;
  if (/Did you mean/.test(text)) return null;
  return `Cannot find name '${name}'. Besides what the program declares, only codegen/lang/lib.d.ts is there.`;
}

function missingExport({ quoted: [module = '', name = ''], diagnostic, program }: Said): string | null {
  // In the import, the file stands beside the name.
  const asked = /^"/.test(module) ? bare(module) : bare(name);
  const wanted = /^"/.test(module) ? name : module;
  const file = program.getSourceFile(path.join(path.dirname(source(diagnostic).fileName), `${asked}.ts`));
  const names = file === undefined ? [] : exportsOf(file, program);
  if (names.length === 0) return null;
  const near = closest(wanted, names);
  const hint =
    distance(wanted, near) <= Math.min(2, wanted.length - 1)
      ? `Did you mean ${near}?`
      : `It exports ${names.slice(0, 8).join(', ')}.`;
  return `${asked} exports no ${wanted}. ${hint}`;
}

function missingModule({ quoted: [module = ''] }: Said): string {
  return module.startsWith('.')
    ? `There is no file ${module}.ts beside this one.`
    : `'${module}' is no file of the program: what is imported is another file, './name', and nothing comes from Node or npm.`;
}

function unused({ quoted: [name], diagnostic }: Said): string {
  const around = nodesAt(source(diagnostic), diagnostic.start ?? 0);
  if (around.some(ts.isImportDeclaration)) return `'${name}' is imported and never used: remove it from the import.`;
  if (around.some(ts.isBlock)) return `'${name}' is never read: remove it, or read it.`;
  const verb = around.some(ts.isVariableDeclaration) ? 'read' : 'used';
  return `'${name}' is never ${verb} in this file: remove it, or write export before it.`;
}

function declaredTwice({ diagnostic }: Said): string {
  return `'${textAt(diagnostic)}' is declared twice: a name has one declaration where it is visible.`;
}

function membersOf(d: ts.Diagnostic, program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const parent = nodesAt(source(d), d.start ?? 0).at(-2);
  if (parent === undefined || !ts.isPropertyAccessExpression(parent)) return [];
  return checker
    .getTypeAtLocation(parent.expression)
    .getProperties()
    .map((p) => p.name)
    .filter((name) => !name.startsWith('__'));
}

function exportsOf(file: ts.SourceFile, program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(file);
  return module === undefined ? [] : checker.getExportsOfModule(module).map((s) => s.name);
}

function moduleName(from: ts.SourceFile, to: ts.SourceFile): string {
  const name = path.relative(path.dirname(from.fileName), to.fileName).replace(/(\.d)?\.ts$/, '');
  return name.startsWith('.') ? name : `./${name}`;
}

/** `a << (b > (c))`: a name, then `<` or `<<`, then `>` before `(`, are type arguments for TypeScript. */
function misreadComparison(d: ts.Diagnostic): string | null {
  const before = lineBefore(d);
  const behind = restOfLine(d);
  if (/\(\s*(?:[ui](?:8|16|32|64)|usize|f32|f64|int|float|double|u?int\d+_t)\s*\)\s*$/.test(before))
    return 'A conversion is written like a call: u8(x), u8.wrap(x) or u8.sat(x).';
  const opened = /(<<?)(?!=)[^<;]*$/.exec(before)?.[1];
  if (opened === undefined || !/>\s*\(/.test(`${before.slice(-3)}${behind}`)) return null;
  return `TypeScript takes what follows '${opened}' for type arguments, because of the '>' before '('. Write y < x in the place of x > y, or name one side with a const.`;
}

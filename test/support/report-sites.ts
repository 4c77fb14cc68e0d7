// SPDX-License-Identifier: Apache-2.0
/**
 * The places of codegen/src that report a diagnostic, and which of them a report comes from.
 *
 * A function that only passes on a message, or that never returns, is no place of its own: the places are its callers.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import ts from 'typescript';

export interface Site {
  /** `codegen/src/types/let.ts:57:12`. */
  readonly id: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const source = path.resolve('codegen/src');
const compiled = path.resolve(__dirname, '../../codegen/src');

interface Reporting {
  readonly call: ts.CallExpression;
  readonly file: string;
  /** The functions around it, inner ones first, by name. */
  readonly within: readonly Named[];
}
interface Named {
  readonly name: string;
  readonly file: string;
  readonly node: ts.SignatureDeclaration;
}

export function reportSites(): Site[] {
  const files = filesBelow(source).map((file) =>
    ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true),
  );
  // Which functions only pass on is known when all of them have been looked at.
  const passing = new Map<string, Named>();
  for (;;) {
    const calls = files.flatMap((file) => reportingCalls(file, passing));
    const before = passing.size;
    for (const reporting of calls) {
      const by = reporting.within.find((f) => passesOn(f, reporting.call));
      if (by !== undefined) passing.set(keyOf(by), by);
    }
    if (passing.size > before) continue;
    const bodies = new Set([...passing.values()].map((f) => f.node));
    return calls.filter((r) => !r.within.some((f) => bodies.has(f.node))).map(siteOf);
  }
}

const keyOf = (f: Named): string => `${f.file} ${f.name}`;

function siteOf({ call, file }: Reporting): Site {
  const at = call.getSourceFile();
  const { line, character } = at.getLineAndCharacterOfPosition(call.getStart(at));
  const name = path.relative('.', file);
  const text = call.getText(at).replace(/\s+/g, ' ').slice(0, 100);
  return { id: `${name}:${line + 1}:${character + 1}`, file, start: call.getStart(at), end: call.end, text };
}

/** Whether `f` reports what it is given: the code or the message is a parameter of it, or it never returns. */
function passesOn(f: Named, call: ts.CallExpression): boolean {
  if (f.node.type?.kind === ts.SyntaxKind.NeverKeyword) return true;
  const parameters = new Set(f.node.parameters.map((p) => p.name.getText()));
  const isGiven = (e: ts.Expression | undefined): boolean =>
    e !== undefined && ts.isIdentifier(e) && parameters.has(e.text) && ['code', 'message', 'what'].includes(e.text);
  return call.arguments.some(
    (a) => isGiven(a) || (ts.isTemplateExpression(a) && a.head.text === '' && isGiven(a.templateSpans[0]?.expression)),
  );
}

function reportingCalls(file: ts.SourceFile, passing: ReadonlyMap<string, Named>): Reporting[] {
  const imports = importsOf(file);
  const found: Reporting[] = [];
  const visit = (node: ts.Node, within: readonly Named[]): void => {
    const named = nameOf(node, file.fileName);
    const inside = named === null ? within : [named, ...within];
    if (ts.isCallExpression(node) && isReporting(node, file.fileName, imports, passing))
      found.push({ call: node, file: file.fileName, within: inside });
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, []);
  return found;
}

function isReporting(
  call: ts.CallExpression,
  file: string,
  imports: ReadonlyMap<string, string>,
  passing: ReadonlyMap<string, Named>,
): boolean {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    if (callee.expression.kind === ts.SyntaxKind.ThisKeyword)
      return passing.has(`${file} ${callee.name.text}`) || isCoded(call);
    return /^(report|fail)$/.test(callee.name.text) && /(^|\.)(c|diagnostics)$/.test(callee.expression.getText());
  }
  if (!ts.isIdentifier(callee)) return false;
  return isCoded(call) || passing.has(`${imports.get(callee.text) ?? file} ${callee.text}`);
}

/** `report('FUSE1234', ...)`: whatever the function is called. */
function isCoded(call: ts.CallExpression): boolean {
  const [first, ...rest] = call.arguments;
  if (first === undefined || rest.length === 0) return false;
  const isCode = (ts.isStringLiteral(first) && /^FUSE\d{4}$/.test(first.text)) || first.getText() === 'rule.code';
  return isCode && call.expression.getText() !== 'refused';
}

function nameOf(node: ts.Node, file: string): Named | null {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name !== undefined)
    return { name: node.name.getText(), file, node };
  if (ts.isArrowFunction(node) && ts.isVariableDeclaration(node.parent))
    return { name: node.parent.name.getText(), file, node };
  return null;
}

/** The file that each imported name comes from. */
function importsOf(file: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const target = path.resolve(path.dirname(file.fileName), `${statement.moduleSpecifier.text}.ts`);
    const names = statement.importClause?.namedBindings;
    if (names !== undefined && ts.isNamedImports(names)) for (const n of names.elements) found.set(n.name.text, target);
  }
  return found;
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.join(folder, name))
    .sort();
}

/** Finds the site in the stack of a report. */
export class SiteFinder {
  private readonly byFile = new Map<string, Site[]>();
  private readonly maps = new Map<string, { trace: TraceMap; starts: readonly number[] } | null>();
  private readonly known = new Map<string, Site | null>();

  constructor(sites: readonly Site[]) {
    for (const site of sites) this.byFile.set(site.file, [...(this.byFile.get(site.file) ?? []), site]);
  }

  /** The site that the running report comes from, or null. */
  current(): Site | null {
    for (const frame of stack()) {
      const file = frame.getFileName() ?? '';
      const line = frame.getLineNumber();
      const column = frame.getColumnNumber();
      if (line === null || column === null || !file.startsWith(compiled)) continue;
      const key = `${file}:${line}:${column}`;
      let site = this.known.get(key);
      if (site === undefined) this.known.set(key, (site = this.at(file, line, column)));
      if (site !== null) return site;
    }
    return null;
  }

  private at(file: string, line: number, column: number): Site | null {
    const map = this.mapOf(file);
    if (map === null) return null;
    const original = originalPositionFor(map.trace, { line, column: column - 1 });
    if (original.line === null) return null;
    const name = path.join(source, path.relative(compiled, file)).replace(/\.js$/, '.ts');
    const position = (map.starts[original.line - 1] ?? 0) + original.column;
    const around = (this.byFile.get(name) ?? []).filter((s) => s.start <= position && position < s.end);
    return around.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
  }

  private mapOf(file: string): { trace: TraceMap; starts: readonly number[] } | null {
    let map = this.maps.get(file);
    if (map === undefined) {
      const name = path.join(source, path.relative(compiled, file)).replace(/\.js$/, '.ts');
      map = fs.existsSync(`${file}.map`)
        ? {
            trace: new TraceMap(fs.readFileSync(`${file}.map`, 'utf8')),
            starts: ts.createSourceFile(name, fs.readFileSync(name, 'utf8'), ts.ScriptTarget.ES2022).getLineStarts(),
          }
        : null;
      this.maps.set(file, map);
    }
    return map;
  }
}

/** The stack as the engine has it, past what jest makes of it. */
function stack(): readonly NodeJS.CallSite[] {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  Error.prepareStackTrace = (_error, frames) => frames;
  const frames = new Error().stack as unknown as readonly NodeJS.CallSite[];
  if (before === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
  else Object.defineProperty(Error, 'prepareStackTrace', before);
  Error.stackTraceLimit = limit;
  return frames;
}

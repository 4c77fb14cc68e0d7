// SPDX-License-Identifier: Apache-2.0
/** What tsc itself says, as diagnostics of ours. */
import ts from 'typescript';
import type { Diagnostics, Related } from '../diagnostics';
import type { Location } from '../ir';
import { nodesAt } from './nodes-at';
import type { BuiltProgram } from './program';
import { reworded } from './wording';

/** Left out because a rule of the subset, which always fires there too, says it better. */
const replaced = new Set([
  2366, // function lacks ending return statement
  2355, // function must return a value
  7030, // not all code paths return a value
  7029, // fallthrough case
]);

export function reportTypeScript(
  built: BuiltProgram,
  files: readonly ts.SourceFile[],
  broken: ReadonlySet<ts.SourceFile>,
  diagnostics: Diagnostics,
  range: (source: ts.SourceFile, start: number, end: number) => Location,
): void {
  const { program } = built;
  const place = (d: { file?: ts.SourceFile | undefined; start?: number | undefined; length?: number | undefined }) =>
    d.file === undefined ? undefined : range(d.file, d.start ?? 0, (d.start ?? 0) + (d.length ?? 0));
  const checker = program.getTypeChecker();
  const about = (d: ts.Diagnostic): Location | undefined => {
    const node = d.code === 2339 || d.code === 2551 ? declarationAbout(d, checker) : undefined;
    return node === undefined ? undefined : range(node.getSourceFile(), node.getStart(), node.end);
  };
  const wrap = (code: 'FUSE1000' | 'FUSE1001', list: readonly ts.Diagnostic[]): void => {
    for (const d of list) {
      const at = place(d);
      if (at === undefined || isLeftToRules(d)) continue;
      const related = (d.relatedInformation ?? []).flatMap((r): Related[] => {
        const where = place(r);
        return where === undefined ? [] : [{ at: where, message: ts.flattenDiagnosticMessageText(r.messageText, ' ') }];
      });
      diagnostics.report(
        code,
        at,
        `TS${d.code}: ${readable(reworded(d, ts.flattenDiagnosticMessageText(d.messageText, '\n  '), program))}`,
        related,
        [],
        about(d),
      );
    }
  };
  const failures = program.getGlobalDiagnostics().map((d) => ts.flattenDiagnosticMessageText(d.messageText, ' '));
  if (failures.length > 0) throw new Error(`TypeScript refuses the library: ${failures.join('; ')}`);
  for (const file of files) {
    if (broken.has(file)) wrap('FUSE1000', firstOf(program.getSyntacticDiagnostics(file), lineOf));
    else {
      const semantic = firstOf(built.semanticDiagnostics(file), (d) => d.start);
      wrap('FUSE1001', broken.size === 0 ? semantic : semantic.filter((d) => !missingExport.has(d.code)));
    }
  }
}

/** One at each place: what tsc says there besides follows from it. So does all else on a line whose syntax is wrong. */
function firstOf<D extends ts.Diagnostic>(list: readonly D[], placeOf: (d: D) => number | undefined): D[] {
  const places = new Set<number | undefined>();
  return list.filter((d) => !places.has(placeOf(d)) && places.add(placeOf(d)));
}

const lineOf = ({ file, start }: ts.DiagnosticWithLocation): number => file.getLineAndCharacterOfPosition(start).line;

/** The declaration of the local name that a chain such as `a.b.push(x)` begins with. */
export function declarationAbout(d: ts.Diagnostic, checker: ts.TypeChecker): ts.Node | undefined {
  if (d.file === undefined || d.start === undefined) return undefined;
  let node = nodesAt(d.file, d.start).at(-1) as ts.Node;
  while (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) node = node.parent.expression;
  while (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node))
    node = node.expression;
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
  return declaration !== undefined && (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration))
    ? declaration
    : undefined;
}

/** What a rule of the subset decides instead. */
export function isLeftToRules(d: ts.Diagnostic): boolean {
  return replaced.has(d.code) || isNamedInBound(d);
}

/** A constant that only a `// @bound` comment names is used, though tsc cannot know. */
function isNamedInBound(d: ts.Diagnostic): boolean {
  if (d.code !== 6133 || d.file === undefined || d.start === undefined) return false;
  const name = /^'(\w+)'/.exec(ts.flattenDiagnosticMessageText(d.messageText, ' '))?.[1];
  return name !== undefined && new RegExp(`//\\s*@bound\\b.*\\b${name}\\b`).test(d.file.text);
}

/** A name is missing that may stand where the syntax of its file breaks off. */
const missingExport = new Set([2305, 2459, 2460, 2614, 2724]);

/** The tags behind the number types are our own business. */
function readable(message: string): string {
  return message.replace(/\(?(number|bigint) & \{ readonly __t\?: [^}]*\}\)?/g, '$1');
}

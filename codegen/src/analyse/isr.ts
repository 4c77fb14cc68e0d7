// SPDX-License-Identifier: Apache-2.0
/** Functions with `@isr` call only what interrupts may call and touch only what interrupts may touch. */
import { type Diagnostics, type Fix, replacement } from '../diagnostics';
import type { Expr, FunctionDecl, Place, Type } from '../ir';
import type { CallGraph } from './call-graph';
import { eachStatement, eachValue, isPlace, rootOf, valuesOf, type Value } from './walk';

export function checkInterrupts(graph: CallGraph, diagnostics: Diagnostics): void {
  for (const decl of graph.functions) {
    if (!decl.tags.isr) continue;
    checkCalls(graph, decl, diagnostics);
    checkTouches(decl, diagnostics);
  }
}

function checkCalls(graph: CallGraph, decl: FunctionDecl, diagnostics: Diagnostics): void {
  for (const site of graph.sites.get(decl) ?? []) {
    const at = site.call.at;
    if (site.extern !== null) {
      if (!site.extern.isr && !site.extern.pure)
        diagnostics.report(
          'FUSE4110',
          at,
          `${decl.name} may run in an interrupt, and the C function ${site.extern.name} is not tagged @isr.`,
          [{ at: site.extern.at, message: 'If it is safe there, tag it here.' }],
        );
    } else if (site.through !== null) {
      if (!site.through.isr)
        diagnostics.report(
          'FUSE4112',
          at,
          `${decl.name} may run in an interrupt, and this callback is not promised to be called there. Tag its field @isr if it is.`,
        );
    } else {
      for (const callee of site.callees)
        if (!callee.tags.isr)
          diagnostics.report(
            'FUSE4110',
            at,
            `${decl.name} may run in an interrupt, and ${callee.name} is not tagged @isr.`,
            [{ at: callee.at, message: 'Tag it @isr; it is then checked too.' }],
            taggedIsr(callee),
          );
    }
  }
}

/** A function begins its line, after its doc comment if it has one. */
function taggedIsr(decl: FunctionDecl): Fix[] {
  if (decl.doc !== '') return [];
  const line = { file: decl.at.file, line: decl.at.line, column: 1, endLine: decl.at.line, endColumn: 1 };
  return [replacement(`Tag ${decl.name} @isr`, line, '/** @isr */\n')];
}

function checkTouches(decl: FunctionDecl, diagnostics: Diagnostics): void {
  eachStatement(decl.body, (statement) => {
    if (statement.kind === 'assign' || statement.kind === 'assignStruct') touch(decl, statement.target, diagnostics);
    if (statement.kind === 'assignStruct') touchReferred(decl, statement.source, diagnostics);
    if (statement.kind === 'copy' || statement.kind === 'fill') touchElements(decl, statement.target, diagnostics);
    if (statement.kind === 'copy') touchElements(decl, statement.source, diagnostics);
    for (const value of valuesOf(statement)) eachValue(value, (node) => touchedBy(decl, node, diagnostics));
  });
}

function touchedBy(decl: FunctionDecl, node: Value, diagnostics: Diagnostics): void {
  if (node.kind === 'read') touch(decl, node.place, diagnostics);
  if (node.kind === 'pointerTo') touch(decl, node.place, diagnostics);
  if (node.kind === 'sliceOf' && isPlace(node.of) && node.of.type.kind === 'array') touch(decl, node.of, diagnostics);
}

/** The struct that a reference refers to. */
function touchReferred(decl: FunctionDecl, source: Expr, diagnostics: Diagnostics): void {
  if (source.kind === 'convert') touchReferred(decl, source.operand, diagnostics);
  else if (source.kind === 'refTo') touch(decl, source.place, diagnostics);
  else if (source.type.kind === 'ref')
    touch(decl, { kind: 'deref', of: source, type: source.type.to, at: source.at }, diagnostics);
}

/** The elements of a slice. Those of an array were looked at where the slice is made. */
function touchElements(decl: FunctionDecl, slice: Expr, diagnostics: Diagnostics): void {
  if (slice.kind === 'convert') {
    touchElements(decl, slice.operand, diagnostics);
    return;
  }
  if (slice.kind === 'sliceOf' && slice.of.type.kind === 'slice') {
    touchElements(decl, slice.of as Expr, diagnostics);
    return;
  }
  if (slice.kind === 'sliceOf' || slice.type.kind !== 'slice') return;
  diagnostics.report(
    'FUSE4111',
    slice.at,
    `${decl.name} may run in an interrupt while others change these elements. Give it an array of its own, or data tagged @isr.`,
  );
}

/** Reading or writing the bytes of a place. Forming a reference to a struct touches nothing. */
function touch(decl: FunctionDecl, place: Place, diagnostics: Diagnostics): void {
  if (isSafe(place)) return;
  const root = rootOf(place);
  const what =
    root.kind === 'static' ? root.decl.name : place.kind === 'field' ? `the field ${place.field.name}` : 'this memory';
  const related = root.kind === 'static' ? [{ at: root.decl.at, message: `${root.decl.name} is declared here.` }] : [];
  diagnostics.report(
    'FUSE4111',
    place.at,
    `${decl.name} may run in an interrupt while others change ${what}. Make it Atomic, or tag it @isr and say why it is safe.`,
    related,
  );
}

function isSafe(place: Place): boolean {
  if (isShared(place.type)) return true;
  switch (place.kind) {
    case 'local':
      return true;
    case 'static':
      return place.decl.constant || place.decl.isr;
    case 'field':
      return place.field.isr || isSafe(place.of);
    case 'index':
      if (isPlace(place.of) && place.of.type.kind === 'array') return isSafe(place.of);
      return place.of.type.kind === 'text';
    case 'deref':
      return place.of.type.kind === 'out' || isOwn(place.of);
  }
}

/** A reference to an object of this function. */
function isOwn(of: Value): boolean {
  return of.kind === 'refTo' && rootOf(of.place).kind === 'local';
}

function isShared(type: Type): boolean {
  return type.kind === 'atomic' || type.kind === 'reg';
}

// SPDX-License-Identifier: Apache-2.0
/**
 * The tag of a narrowed union does not change between its check and the use of a member's field. tsc cannot see that: assign()
 * changes it in place, perhaps under another name.
 */
import type { Diagnostics } from '../diagnostics';
import { compareLocations } from '../diagnostics';
import type { Block, Expr, FunctionDecl, LocalDecl, Location, Place, Stmt, Type, UnionDecl } from '../ir';
import type { CallGraph, CallSite } from './call-graph';
import { blocksOf, eachStatement, eachValue, isPlace, partsOf, rootOf, valuesOf, type Value } from './walk';

interface Use {
  readonly union: UnionDecl;
  readonly at: Location;
  /** Where the test that makes its member certain begins, or the function. */
  readonly since: Location;
  /** Loops between that and the use: a change later in their body comes round again. */
  readonly loops: readonly Location[];
}
interface Change {
  readonly union: UnionDecl;
  readonly at: Location;
  /** Happens once what stands inside `at`, the arguments, has been evaluated. */
  readonly isCall?: boolean;
}
/** A test of a union's tag: since where it holds, and the loops entered after it. */
interface Test {
  readonly since: Location;
  readonly loops: readonly Location[];
}
/** What has been tested, by the name of the place. */
type Tests = ReadonlyMap<string, Test>;

export function checkUnions(graph: CallGraph, diagnostics: Diagnostics): void {
  const changes = new Changes(graph);
  for (const decl of graph.functions) {
    const { uses, references } = new Uses(decl);
    for (const { union, at } of references)
      if (changes.anywhere.has(union))
        diagnostics.report(
          'FUSE3111',
          at,
          `This refers into a ${union.name}, which may become another member while the reference is in use. Copy what is needed into consts.`,
        );
    // A test of the kind may be among what was refused.
    if (uses.length === 0 || graph.incomplete.has(decl)) continue;
    const made = changes.in(decl);
    for (const use of uses) {
      const between = made.find(
        (change) =>
          change.union === use.union &&
          !(change.isCall === true && contains(change.at, use.at) && use.loops.length === 0) &&
          ((compareLocations(change.at, use.since) >= 0 && compareLocations(change.at, use.at) < 0) ||
            use.loops.some((loop) => contains(loop, change.at))),
      );
      if (between !== undefined)
        diagnostics.report(
          'FUSE3111',
          use.at,
          `This may be another member of ${use.union.name} by now. Copy the field into a const before the change, or check the kind again after it.`,
          [{ at: between.at, message: `A ${use.union.name} may change here.` }],
        );
    }
  }
}

function contains(outer: Location, at: Location): boolean {
  return (
    outer.file === at.file &&
    compareLocations(outer, at) <= 0 &&
    (at.line < outer.endLine || (at.line === outer.endLine && at.column <= outer.endColumn))
  );
}

/** Where a function uses members of unions, and where it makes references into them. */
class Uses {
  readonly uses: Use[] = [];
  readonly references: Change[] = [];
  private readonly ids = new Map<LocalDecl, number>();
  /** The references of the statement that are used up in it. */
  private consumed: ReadonlySet<Value> = new Set();

  constructor(private readonly decl: FunctionDecl) {
    this.block(decl.body.statements, new Map(), []);
  }

  /** `open`: the loops around, outer ones first. */
  private block(list: readonly Stmt[], tests: Tests, open: readonly Location[]): void {
    for (const s of list) this.statement(s, tests, open);
  }

  private statement(s: Stmt, tests: Tests, open: readonly Location[]): void {
    if (s.kind === 'loop') {
      const loops = [...open, s.at];
      const inside: Tests = new Map([...tests].map(([name, t]) => [name, { ...t, loops: [...t.loops, s.at] }]));
      for (const value of valuesOf(s)) this.value(value, inside, loops);
      for (const block of blocksOf(s)) this.block(block, inside, loops);
      return;
    }
    this.consumed = consumedBy(s);
    for (const value of valuesOf(s)) this.value(value, tests, open);
    if (s.kind === 'if') {
      this.body(s.then, this.after(tests, s.condition, true, s.at), open);
      if (s.otherwise !== null) this.body(s.otherwise, this.after(tests, s.condition, false, s.at), open);
      return;
    }
    if (s.kind === 'switch') {
      const tested = this.tagOf(s.subject);
      // What another case changes has not happened here.
      const inside = (since: Location): Tests =>
        tested === null ? tests : new Map([...tests, [tested.name, { since, loops: [] }]]);
      for (const { body, at } of s.cases) this.body(body, inside(at), open);
      if (s.defaultBody !== null) this.body(s.defaultBody, inside(s.defaultBody.at), open);
      return;
    }
    for (const block of blocksOf(s)) this.block(block, tests, open);
  }

  private body(block: Block, tests: Tests, open: readonly Location[]): void {
    this.block(block.statements, tests, open);
  }

  private value(node: Value, tests: Tests, open: readonly Location[]): void {
    if (node.kind === 'logic') {
      this.value(node.left, tests, open);
      this.value(node.right, this.after(tests, node.left, node.op === '&&', node.at), open);
      return;
    }
    if (node.kind === 'conditional') {
      this.value(node.condition, tests, open);
      this.value(node.whenTrue, this.after(tests, node.condition, true, node.at), open);
      this.value(node.whenFalse, this.after(tests, node.condition, false, node.at), open);
      return;
    }
    if (node.kind === 'field' && node.member !== null && node.of.type.kind === 'union') {
      const name = this.nameOf(node.of);
      const test = (name === null ? undefined : tests.get(name)) ?? { since: this.decl.at, loops: open };
      this.uses.push({ union: node.of.type.decl, at: node.at, ...test });
    }
    this.reference(node);
    for (const part of partsOf(node)) this.value(part, tests, open);
  }

  /** Once the union changes, a reference into a member would show the bytes of another one: as pointers, or as numbers out of range. */
  private reference(node: Value): void {
    let place: Value | null = null;
    if (node.kind === 'refTo' || node.kind === 'pointerTo') place = node.place;
    else if (node.kind === 'sliceOf' && node.of.type.kind === 'array') place = node.of;
    if (place === null || !isPlace(place) || isPlain(place.type) || this.consumed.has(node)) return;
    const union = memberOf(place);
    if (union !== null) this.references.push({ union, at: node.at });
  }

  /** The tests known after `condition` was found to be `outcome`. */
  private after(tests: Tests, condition: Expr, outcome: boolean, since: Location): Tests {
    const names = this.settled(condition, outcome);
    return names.length === 0
      ? tests
      : new Map([...tests, ...names.map((name) => [name, { since, loops: [] }] as const)]);
  }

  /** The places whose member is certain where `condition` is `outcome`. */
  private settled(condition: Expr, outcome: boolean): string[] {
    switch (condition.kind) {
      case 'not':
        return this.settled(condition.operand, !outcome);
      case 'logic':
        return (condition.op === '&&') === outcome
          ? [...this.settled(condition.left, outcome), ...this.settled(condition.right, outcome)]
          : [];
      case 'compare': {
        const tag = this.tagOf(condition.left) ?? this.tagOf(condition.right);
        // Of more than two members, what is not one of them is certain only together with what tsc knew before.
        const certain = (condition.op === '===') === outcome || tag?.union.members.length === 2;
        return tag !== null && certain ? [tag.name] : [];
      }
      default:
        return [];
    }
  }

  /** The union whose tag an expression is. */
  private tagOf(node: Expr): { name: string; union: UnionDecl } | null {
    if (node.kind === 'convert') return this.tagOf(node.operand);
    if (node.kind !== 'read' || node.place.kind !== 'field') return null;
    const { of, member } = node.place;
    if (of.type.kind !== 'union' || member !== null) return null;
    const name = this.nameOf(of);
    return name === null ? null : { name, union: of.type.decl };
  }

  /** A name for a place that starts at a local: the same for each way of writing the same path. */
  private nameOf(place: Place): string | null {
    switch (place.kind) {
      case 'local': {
        let id = this.ids.get(place.decl);
        if (id === undefined) this.ids.set(place.decl, (id = this.ids.size));
        return `${id}`;
      }
      case 'field': {
        const of = this.nameOf(place.of);
        return of === null ? null : `${of}.${place.field.name}`;
      }
      case 'deref': {
        const of = place.of.kind === 'convert' && place.of.mode === 'retype' ? place.of.operand : place.of;
        return of.kind === 'read' || of.kind === 'refTo' ? this.nameOf(of.place) : null;
      }
      default:
        return null;
    }
  }
}

/** The union in whose storage a place of a member lies, if no pointer is followed. */
function memberOf(place: Place): UnionDecl | null {
  if (place.kind === 'field') {
    if (place.member !== null && place.of.type.kind === 'union') return place.of.type.decl;
    return memberOf(place.of);
  }
  return place.kind === 'index' && rootOf(place) !== place && isPlace(place.of) ? memberOf(place.of) : null;
}

/** Types that can be made of any bytes, and of whose values nothing is known but their type. */
function isPlain(type: Type): boolean {
  if (type.kind === 'array') return isPlain(type.element);
  return type.kind === 'float' || (type.kind === 'int' && type.range === undefined);
}

/** References that a statement copies from or to, and does not keep; none where it calls something meanwhile. */
function consumedBy(s: Stmt): ReadonlySet<Value> {
  const consumed = new Set<Value>();
  const add = (e: Expr): void => {
    consumed.add(e);
    if (e.kind === 'convert') add(e.operand);
    else if (e.kind === 'sliceOf' && !isPlace(e.of)) add(e.of);
  };
  if (s.kind === 'copy') add(s.target);
  if (s.kind === 'fill') add(s.target);
  if (s.kind === 'copy' || s.kind === 'assignStruct') add(s.source);
  const calls: Value[] = [];
  for (const value of valuesOf(s)) eachValue(value, (node) => node.kind === 'call' && calls.push(node));
  return calls.length > 0 ? new Set() : consumed;
}

/** Where unions may change. */
class Changes {
  private readonly known = new Map<FunctionDecl, ReadonlySet<UnionDecl>>();
  /** Unions that some function of the program changes, or C, which is passed them. */
  readonly anywhere: ReadonlySet<UnionDecl>;

  constructor(private readonly graph: CallGraph) {
    const passed = graph.functions.flatMap((decl) => (graph.sites.get(decl) ?? []).filter(isUnknown));
    this.anywhere = new Set([
      ...graph.functions.flatMap((decl) => direct(decl).map((c) => c.union)),
      ...passed.flatMap(({ call }) => call.args.flatMap((arg) => unionsBehind(arg.type))),
    ]);
  }

  in(decl: FunctionDecl): Change[] {
    const changes = direct(decl);
    for (const site of this.graph.sites.get(decl) ?? []) {
      const { call, callees } = site;
      // C code, and the host's callbacks, may call any exported function before they return.
      const made = isUnknown(site) ? [this.anywhere] : callees.map((callee) => this.by(callee));
      for (const unions of made) for (const union of unions) changes.push({ union, at: call.at, isCall: true });
    }
    return changes;
  }

  private by(decl: FunctionDecl): ReadonlySet<UnionDecl> {
    const found = this.known.get(decl);
    if (found !== undefined) return found;
    this.known.set(decl, new Set());
    const result = new Set(this.in(decl).map((c) => c.union));
    this.known.set(decl, result);
    return result;
  }
}

/** Runs code that is not known. */
const isUnknown = ({ through, extern }: CallSite): boolean => through !== null || (extern !== null && !extern.pure);

/** The unions that C may change through a value that it is passed. */
function unionsBehind(type: Type, seen: Set<object> = new Set()): UnionDecl[] {
  switch (type.kind) {
    case 'ref':
    case 'pointer':
      return type.readonly ? [] : unionsBehind(type.to, seen);
    case 'slice':
      return type.readonly ? [] : unionsBehind(type.element, seen);
    case 'array':
      return unionsBehind(type.element, seen);
    case 'struct':
    case 'union': {
      if (seen.has(type.decl)) return [];
      seen.add(type.decl);
      const structs = type.kind === 'struct' ? [type.decl] : type.decl.members.map((m) => m.struct);
      const inside = structs.flatMap((s) => s.fields.flatMap((f) => unionsBehind(f.type, seen)));
      return type.kind === 'union' ? [type.decl, ...inside] : inside;
    }
    default:
      return [];
  }
}

/** What the statements of a function change themselves. */
function direct(decl: FunctionDecl): Change[] {
  const changes: Change[] = [];
  eachStatement(decl.body, (s) => {
    if (s.kind === 'assignStruct') for (const union of unionsIn(s.target.type)) changes.push({ union, at: s.at });
    if (s.kind === 'copy' && s.target.type.kind === 'slice')
      for (const union of unionsIn(s.target.type.element)) changes.push({ union, at: s.at });
  });
  return changes;
}

/** The unions stored in a type. */
function unionsIn(type: Type): UnionDecl[] {
  switch (type.kind) {
    case 'union':
      return [type.decl, ...type.decl.members.flatMap((m) => m.struct.fields.flatMap((f) => unionsIn(f.type)))];
    case 'struct':
      return type.decl.fields.flatMap((f) => unionsIn(f.type));
    case 'array':
      return unionsIn(type.element);
    default:
      return [];
  }
}

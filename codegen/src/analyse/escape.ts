// SPDX-License-Identifier: Apache-2.0
/**
 * A reference to a function's own object is not stored where it outlives the object, nor returned.
 *
 * Every value has an origin: how deep the block is whose object it may refer to (0: nothing of this function), and which parameters it
 * may come from. Stores of parameters make the function's summary, with which its callers check what they pass.
 */
import type { Diagnostics } from '../diagnostics';
import type { Call, Expr, FunctionDecl, LocalDecl, Location, Place, Stmt, Type } from '../ir';
import type { CallGraph } from './call-graph';
import { blocksOf, eachValue, isPlace, partsOf, rootOf, valuesOf, type Value } from './walk';

interface Origin {
  readonly depth: number;
  readonly params: ReadonlySet<number>;
  /** It may be something that is neither this function's nor the object of one of `params`: a static, or what such an object refers to. */
  readonly beyond: boolean;
}
const nowhere: Origin = { depth: 0, params: new Set(), beyond: false };
const elsewhere: Origin = { depth: 0, params: new Set(), beyond: true };

/** Parameter `from` is stored in the object of parameter `into`, or where it stays (`into` null). */
interface Flow {
  readonly from: number;
  readonly into: number | null;
}

interface Summary {
  readonly flows: readonly Flow[];
  /** Parameters that the result may come from. */
  readonly returned: readonly number[];
}

function join(a: Origin, b: Origin): Origin {
  if (a === nowhere) return b;
  if (b === nowhere) return a;
  return {
    depth: Math.max(a.depth, b.depth),
    params: new Set([...a.params, ...b.params]),
    beyond: a.beyond || b.beyond,
  };
}

/** Types that refer to memory. */
function refers(type: Type): boolean {
  return type.kind === 'ref' || type.kind === 'slice' || type.kind === 'pointer' || type.kind === 'out';
}

function holdsReferences(type: Type): boolean {
  switch (type.kind) {
    case 'struct':
      return type.decl.fields.some((f) => holdsReferences(f.type));
    case 'union':
      return type.decl.members.some((m) => m.struct.fields.some((f) => holdsReferences(f.type)));
    case 'array':
      return holdsReferences(type.element);
    default:
      return refers(type);
  }
}

/** The local object that an expression refers to by its own name. */
function ownObject(reference: Value): LocalDecl | null {
  let place: Value | null = null;
  if (reference.kind === 'refTo') place = reference.place;
  else if (reference.kind === 'sliceOf' && reference.of.type.kind === 'array') place = reference.of;
  if (place === null || !isPlace(place)) return null;
  const root = rootOf(place);
  return root.kind === 'local' ? root.decl : null;
}

export function checkEscapes(graph: CallGraph, diagnostics: Diagnostics): void {
  const summaries = new Map<FunctionDecl, Summary>();
  const visit = (decl: FunctionDecl): Summary => {
    const known = summaries.get(decl);
    if (known !== undefined) return known;
    // A recursive function, which has been refused, meets itself here.
    summaries.set(decl, { flows: [], returned: [] });
    const summary = new EscapeCheck(decl, graph, visit, diagnostics).run();
    summaries.set(decl, summary);
    return summary;
  };
  for (const decl of graph.functions) visit(decl);
}

class EscapeCheck {
  private readonly depths = new Map<LocalDecl, number>();
  /** What a reference variable, or the references in an object, may refer to. */
  private readonly contents = new Map<LocalDecl, Origin>();
  private readonly params: readonly LocalDecl[];
  private readonly flows: Flow[] = [];
  private readonly returned = new Set<number>();
  private changed = false;
  private reporting = false;

  constructor(
    private readonly decl: FunctionDecl,
    private readonly graph: CallGraph,
    private readonly summaryOf: (decl: FunctionDecl) => Summary,
    private readonly diagnostics: Diagnostics,
  ) {
    this.params = decl.params.map((p) => p.decl);
    this.params.forEach((p, i) => {
      this.depths.set(p, 1);
      if (refers(p.type)) this.contents.set(p, { depth: 0, params: new Set([i]), beyond: false });
    });
  }

  /** Origins only grow, so this ends; the last round reports. */
  run(): Summary {
    while (this.grows());
    this.reporting = true;
    this.statements(this.decl.body.statements, 1);
    return { flows: this.flows, returned: [...this.returned] };
  }

  private grows(): boolean {
    this.changed = false;
    this.statements(this.decl.body.statements, 1);
    return this.changed;
  }

  private statements(list: readonly Stmt[], depth: number): void {
    for (const s of list) {
      for (const value of valuesOf(s)) eachValue(value, (node) => node.kind === 'call' && this.call(node));
      switch (s.kind) {
        case 'let':
          this.depths.set(s.decl, depth);
          this.keep(s.decl, this.contained(s.init), s.at);
          break;
        case 'assign':
          if (refers(s.target.type)) this.store(s.target, this.origin(s.value), s.value.at);
          break;
        case 'assignStruct':
          if (holdsReferences(s.target.type)) this.store(s.target, this.copied(s.source), s.source.at);
          break;
        case 'copy':
          if (s.target.type.kind === 'slice' && holdsReferences(s.target.type.element))
            this.through(s.target, this.elements(s.source), s.source.at);
          break;
        case 'fill':
          if (refers(s.value.type)) this.through(s.target, this.origin(s.value), s.value.at);
          break;
        case 'return':
          if (s.value === null || !refers(s.value.type)) break;
          this.returns(this.origin(s.value));
          if (this.origin(s.value).depth > 0)
            this.report(
              s.value.at,
              'This refers to an object of the function, which ends with the return. Let the caller pass the place, or keep the object in a static.',
            );
          break;
        default:
          break;
      }
      for (const block of blocksOf(s)) this.statements(block, depth + 1);
    }
  }

  /** What an expression of a reference type may refer to. */
  private origin(node: Value): Origin {
    switch (node.kind) {
      case 'refTo':
      case 'pointerTo':
        return this.originOfPlace(node.place);
      case 'read':
        return refers(node.type) ? this.contentsOf(node.place) : nowhere;
      case 'sliceOf':
        return isPlace(node.of) && node.of.type.kind === 'array' ? this.originOfPlace(node.of) : this.origin(node.of);
      case 'call':
        return this.originOfResult(node);
      default:
        return partsOf(node).reduce((all, part) => join(all, this.origin(part)), nowhere);
    }
  }

  /** References inside a value: of a struct literal those of its fields, of a reference to an object what that object holds. */
  private contained(node: Expr): Origin {
    if (node.kind === 'struct') return node.fields.reduce((all, f) => join(all, this.contained(f.value)), nowhere);
    if (node.kind === 'array') return node.elements.reduce((all, e) => join(all, this.contained(e)), nowhere);
    return refers(node.type) ? this.origin(node) : nowhere;
  }

  /** What the fields of a struct that is copied may refer to. */
  private copied(node: Expr): Origin {
    if (node.kind === 'refTo') return this.contentsOf(node.place);
    return this.contained(node);
  }

  /** What the elements of a slice may refer to. */
  private elements(slice: Expr): Origin {
    if (slice.kind === 'convert') return this.elements(slice.operand);
    if (slice.kind !== 'sliceOf') return this.reached(slice);
    if (isPlace(slice.of) && slice.of.type.kind === 'array') return this.contentsOf(slice.of);
    return this.elements(slice.of as Expr);
  }

  /** What is read from the object that `reference` refers to. */
  private reached(reference: Value): Origin {
    return { ...this.origin(reference), beyond: true };
  }

  /** A function of the program gives back what its summary says; C does not keep or return what it is passed. */
  private originOfResult(call: Call): Origin {
    return this.calleesOf(call)
      .flatMap((callee) => this.summaryOf(callee).returned)
      .map((i) => call.args[i])
      .filter((a) => a !== undefined)
      .reduce((all, a) => join(all, this.origin(a)), elsewhere);
  }

  private returns(origin: Origin): void {
    for (const param of origin.params) {
      if (this.returned.has(param)) continue;
      this.returned.add(param);
      this.changed = true;
    }
  }

  private originOfPlace(place: Place): Origin {
    const root = rootOf(place);
    switch (root.kind) {
      case 'local':
        return {
          depth: this.depths.get(root.decl) ?? 1,
          params: this.contents.get(root.decl)?.params ?? new Set(),
          beyond: false,
        };
      case 'static':
        return elsewhere;
      case 'deref':
        return this.origin(root.of);
      case 'index':
        return this.origin(root.of);
    }
  }

  /** What a reference read from a place may refer to. */
  private contentsOf(place: Place): Origin {
    const root = rootOf(place);
    switch (root.kind) {
      case 'local':
        return this.contents.get(root.decl) ?? nowhere;
      case 'static':
        return elsewhere;
      case 'deref':
      case 'index':
        return this.reached(root.of);
    }
  }

  /** Puts a reference into a local variable or object. */
  private keep(decl: LocalDecl, origin: Origin, at: Location): void {
    if (origin.depth > (this.depths.get(decl) ?? 1)) {
      this.report(
        at,
        `This refers to an object of an inner block, which ends before ${decl.name} does. Declare the object beside ${decl.name}.`,
      );
      return;
    }
    const before = this.contents.get(decl) ?? nowhere;
    const after = join(before, origin);
    if (after.depth !== before.depth || after.params.size !== before.params.size || after.beyond !== before.beyond) {
      this.contents.set(decl, after);
      this.changed = true;
    }
  }

  private store(target: Place, origin: Origin, at: Location): void {
    const root = rootOf(target);
    if (root.kind === 'local') {
      this.keep(root.decl, origin, at);
      return;
    }
    if (root.kind === 'static') {
      this.leaves(origin, null, at, `the static ${root.decl.name}`);
      return;
    }
    this.through(root.of, origin, at);
  }

  /** A store into what a reference refers to. */
  private through(reference: Value, origin: Origin, at: Location): void {
    const own = ownObject(reference);
    if (own !== null) {
      this.keep(own, origin, at);
      return;
    }
    const into = this.origin(reference);
    if (into.params.size === 0 || into.beyond || into.depth > 0)
      this.leaves(origin, null, at, 'memory that outlives it');
    for (const param of into.params) this.leaves(origin, param, at, `an object of the caller`);
  }

  private leaves(origin: Origin, into: number | null, at: Location, where: string): void {
    if (origin.depth > 0)
      this.report(
        at,
        `This refers to an object of the function, and ${where} would keep it after the function has ended. Keep a copy, or make the object a static.`,
      );
    for (const from of origin.params) {
      if (from === into || this.flows.some((f) => f.from === from && f.into === into)) continue;
      this.flows.push({ from, into });
      this.changed = true;
    }
  }

  private calleesOf(call: Call): readonly FunctionDecl[] {
    const target = call.target;
    if (target.kind === 'function') return [target.decl];
    return target.kind === 'pointer' && target.value.type.kind === 'function'
      ? this.graph.targetsOf(target.value.type)
      : [];
  }

  /** What the callee does with its parameters happens to the arguments. */
  private call(call: Call): void {
    for (const argument of call.args) {
      const own = ownObject(argument);
      if (own !== null) this.keep(own, elsewhere, argument.at);
    }
    for (const callee of this.calleesOf(call)) {
      for (const flow of this.summaryOf(callee).flows) {
        const argument = call.args[flow.from];
        if (argument === undefined) continue;
        const origin = this.origin(argument);
        if (origin.depth === 0 && origin.params.size === 0) continue;
        const into = flow.into === null ? undefined : call.args[flow.into];
        if (into === undefined) this.leaves(origin, null, argument.at, `${callee.name}, which stores it,`);
        else this.through(into, origin, argument.at);
      }
    }
  }

  private report(at: Location, message: string): void {
    if (this.reporting) this.diagnostics.report('FUSE3110', at, message);
  }
}

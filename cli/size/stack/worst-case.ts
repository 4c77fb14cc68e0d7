// SPDX-License-Identifier: Apache-2.0
/** The deepest way through the calls of an image from a function down. */

import { UserError } from '../../support/main';
import {
  INDIRECT_CALLS,
  type IndirectCalls,
  MODULE_CALLS,
  NEVER_CALLED,
  RECURSIONS,
  ROLES,
  type Targets,
  TASKS,
} from './assumptions';
import type { Functions, ImageFunction } from './functions';

/** What stands for the code of any module. */
export const MODULE = 'module';
/** A call through a pointer that nobody has looked at. */
const UNRESOLVED = 'unresolved';
type Callee = ImageFunction | typeof MODULE | typeof UNRESOLVED;

interface Edge {
  readonly to: Callee;
  readonly depth: number;
}

export interface Step {
  readonly name: string;
  /** Bytes that the function has on the stack when it calls the next one; all of its own for the last. */
  readonly bytes: number;
  readonly activations: number;
}

export interface WorstCase {
  readonly bytes: number;
  readonly path: readonly Step[];
}

/** No way leads there. */
const NONE: WorstCase = { bytes: -Infinity, path: [] };

function neverCalled({ name }: ImageFunction): boolean {
  return NEVER_CALLED.some(({ names }) => names.includes(name));
}

export class CallGraph {
  private readonly edges = new Map<ImageFunction, readonly Edge[]>();
  private readonly cycles = new Map<ImageFunction, readonly ImageFunction[]>();
  /** What compiled modules may call. */
  readonly moduleCallees: readonly ImageFunction[];

  constructor(private readonly functions: Functions) {
    for (const found of functions.all) this.edges.set(found, this.edgesOf(found));
    this.moduleCallees = this.resolve(MODULE_CALLS).filter(
      (to): to is ImageFunction => typeof to !== 'string' && !neverCalled(to),
    );
    this.checkRoles();
    this.findCycles();
  }

  entry(name: string): ImageFunction {
    const [found, another] = this.functions.named(name);
    if (found === undefined || another !== undefined) {
      throw new UserError(`${this.functions.image.elf}: there is ${found ? 'more than one' : 'no'} function ${name}`);
    }
    return found;
  }

  /** The deepest way from `from`; modules count nothing. */
  deepest(from: ImageFunction): WorstCase {
    return this.search(from, 'any', new Map());
  }

  /** The deepest way from `from` to the call of a module; undefined when there is none. */
  deepestToModule(from: ImageFunction): WorstCase | undefined {
    const found = this.search(from, MODULE, new Map());
    return found.bytes < 0 ? undefined : found;
  }

  private search(from: ImageFunction, to: 'any' | typeof MODULE, known: Map<ImageFunction, WorstCase>): WorstCase {
    const before = known.get(from);
    if (before !== undefined) return before;
    const cycle = this.cycles.get(from) ?? [from];
    const recursion = this.cycles.has(from) ? this.recursionOf(cycle) : undefined;
    this.checkBounded(cycle);
    const all = cycle.reduce((sum, { depth }) => sum + depth, 0);
    const rounds = recursion?.activations ?? 1;
    const own = (bytes: number): Step => ({ name: from.name, bytes, activations: rounds });
    let worst: WorstCase = to === 'any' ? { bytes: all * rounds, path: [own(all * rounds)] } : NONE;
    for (const member of cycle) {
      for (const { to: callee, depth } of this.edges.get(member) ?? []) {
        if (typeof callee !== 'string' && neverCalled(callee)) continue;
        if (callee === UNRESOLVED) this.notResolved(member);
        if (callee !== MODULE && cycle.includes(callee)) continue;
        const above = recursion === undefined ? depth : all * rounds;
        const below = callee === MODULE ? this.module(to) : this.search(callee, to, known);
        if (above + below.bytes > worst.bytes) {
          worst = { bytes: above + below.bytes, path: [own(above), ...below.path] };
        }
      }
    }
    for (const member of cycle) known.set(member, worst);
    return worst;
  }

  private module(to: 'any' | typeof MODULE): WorstCase {
    return to === MODULE ? { bytes: 0, path: [{ name: MODULE, bytes: 0, activations: 1 }] } : NONE;
  }

  private checkBounded(cycle: readonly ImageFunction[]): void {
    const loose = cycle.find(
      ({ unbounded, compiled, name }) => (unbounded || compiled?.unbounded) && this.named(name) === undefined,
    );
    if (loose !== undefined) {
      throw new UserError(`${loose.object}: ${loose.name} takes an amount of stack that is not known before it runs`);
    }
  }

  private recursionOf(cycle: readonly ImageFunction[]): (typeof RECURSIONS)[number] {
    const found = RECURSIONS.find(({ names }) => cycle.every(({ name }) => names.includes(name)));
    if (found !== undefined) return found;
    const names = cycle.map(({ name }) => name).join(', ');
    throw new UserError(
      `${names}: calls itself, and RECURSIONS in cli/size/stack/assumptions.ts does not say how often`,
    );
  }

  private named(name: string): IndirectCalls | undefined {
    return INDIRECT_CALLS.find(({ from }) => from.includes(name));
  }

  /** What is known of the function's calls through pointers; undefined when something is not. */
  private assumed({ name, compiled }: ImageFunction): IndirectCalls[] | undefined {
    const byName = this.named(name);
    if (byName !== undefined) return [byName];
    // Without a place of such a call the compiler made a jump table.
    const places = (compiled?.indirect ?? ['']).map((place) => place.replace(/(:\d+)+$/, ''));
    const found = places.map((place) =>
      INDIRECT_CALLS.find(({ from }) => from.some((source) => place === source || place.endsWith(`/${source}`))),
    );
    return found.includes(undefined) ? undefined : found.filter((each) => each !== undefined);
  }

  private edgesOf(from: ImageFunction): Edge[] {
    const isIndirect = from.calls.some(({ target }) => target === undefined);
    if (this.named(from.name) !== undefined && !isIndirect) {
      throw new UserError(
        `${from.name} no longer calls through a pointer: take it out of INDIRECT_CALLS in cli/size/stack/assumptions.ts`,
      );
    }
    const assumed = isIndirect ? this.assumed(from) : [];
    return from.calls.flatMap(({ target, depth, at }): Edge[] => {
      if (target !== undefined) {
        const to = this.functions.around(target);
        if (to === undefined) throw new UserError(`${from.name}: 0x${at.toString(16)} calls what is no function`);
        // A jump into the middle of another function: that function's own depth covers it.
        return [{ to, depth }];
      }
      // An error only if something that is asked for leads here.
      if (assumed === undefined) return [{ to: UNRESOLVED, depth }];
      return assumed.flatMap(({ to, extra = 0 }) =>
        this.resolve(to).map((each) => ({ to: each, depth: depth + extra })),
      );
    });
  }

  private notResolved(from: ImageFunction): never {
    const where = from.compiled?.indirect.join(', ') ?? from.object;
    throw new UserError(
      `${this.functions.image.elf}: ${from.name} calls through a pointer (${where}), and INDIRECT_CALLS in cli/size/stack/assumptions.ts does not say where`,
    );
  }

  private resolve(targets: readonly Targets[]): Callee[] {
    return targets.flatMap((target): readonly Callee[] => {
      switch (target.kind) {
        case 'module':
          return [MODULE];
        case 'names':
          return target.names.flatMap((name) => this.functions.named(name));
        case 'table':
          return this.table(target.name);
        case 'address taken in':
          return target.names.flatMap((name) => this.takenIn(name));
        case 'role':
          return target.roles.flatMap((role) => ROLES[role].flatMap((name) => this.functions.named(name)));
      }
    });
  }

  private takenIn(name: string): ImageFunction[] {
    return this.functions.named(name).flatMap(({ address, end }) => this.functions.addressesIn(address, end - address));
  }

  /** Every function that the application could hand on must have a role. */
  private checkRoles(): void {
    const known = new Set<string>(Object.values(ROLES).flat());
    const bodies = new Set(['main', ...TASKS.flatMap(({ creator }) => creator)].flatMap((name) => this.takenIn(name)));
    for (const { component, kind, address, size } of this.functions.pieces) {
      if (component !== 'application' || kind === 'bss') continue;
      const stranger = this.functions.addressesIn(address, size).find((f) => !known.has(f.name) && !bodies.has(f));
      if (stranger !== undefined) {
        throw new UserError(
          `${this.functions.image.elf}: the application hands on a pointer to ${stranger.name}, which has no role in ROLES in cli/size/stack/assumptions.ts`,
        );
      }
    }
  }

  private table(name: string): ImageFunction[] {
    const found = this.functions.image.symbols.find((symbol) => symbol.name === name && symbol.size > 0);
    const functions = found === undefined ? [] : this.functions.addressesIn(found.address, found.size);
    if (functions.length > 0) return functions;
    throw new UserError(`${this.functions.image.elf}: there is no table of functions ${name}`);
  }

  /** Tarjan's strongly connected components, of more than one function or with a function that calls itself. */
  private findCycles(): void {
    const index = new Map<ImageFunction, number>();
    const low = new Map<ImageFunction, number>();
    const stack: ImageFunction[] = [];
    const visit = (from: ImageFunction): void => {
      const own = index.size;
      index.set(from, own);
      low.set(from, own);
      stack.push(from);
      let lowest = own;
      let callsItself = false;
      for (const { to } of this.edges.get(from) ?? []) {
        if (typeof to === 'string') continue;
        callsItself ||= to === from;
        if (!index.has(to)) {
          visit(to);
          lowest = Math.min(lowest, low.get(to) ?? own);
        } else if (stack.includes(to)) {
          lowest = Math.min(lowest, index.get(to) ?? own);
        }
      }
      low.set(from, lowest);
      if (lowest !== own) return;
      const cycle = stack.splice(stack.indexOf(from));
      if (cycle.length > 1 || callsItself) for (const member of cycle) this.cycles.set(member, cycle);
    };
    for (const from of this.edges.keys()) if (!index.has(from)) visit(from);
  }
}

// SPDX-License-Identifier: Apache-2.0
/** The deepest way down from an entry point: frames of the compiler, closed target sets of calls.json, declared budgets for the rest. */

import type { CompiledFunction } from '../size/stack/callgraph-info';
import { UserError } from '../support/main';
import type { Budgets } from './budgets';
import type { Objects, Target } from './targets';

/** What calls.json says of a function. */
export interface EmittedFunction {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Of the public API. */
  readonly entry: boolean;
  readonly isr: boolean;
  readonly indirect: readonly IndirectCall[];
}
export interface IndirectCall {
  readonly line: number;
  /** The variable or field that is called. */
  readonly callee: string;
  readonly targets: readonly string[];
  /** Also functions of the host's. */
  readonly open: boolean;
}

export interface Step {
  readonly name: string;
  readonly bytes: number;
}
export interface Depth {
  readonly bytes: number;
  readonly path: readonly Step[];
}

interface Node extends CompiledFunction {
  readonly object: string;
}

const NOTHING: Depth = { bytes: 0, path: [] };
const deeper = (a: Depth, b: Depth): Depth => (b.bytes > a.bytes ? b : a);

export class EmittedCallGraph {
  private readonly known = new Map<Node, Depth>();
  private readonly global = new Map<string, Node>();
  private readonly own = new Map<string, Map<string, Node>>();

  constructor(
    private readonly target: Target,
    objects: Objects,
    private readonly functions: readonly EmittedFunction[],
    private readonly budgets: Budgets,
  ) {
    for (const [object, compiled] of objects) {
      const nodes = new Map([...compiled].map(([name, found]) => [name, { ...found, object }]));
      this.own.set(object, nodes);
      // Static functions may share a name; what is called from another object is not static.
      for (const [name, node] of nodes) this.global.set(name, node);
    }
  }

  has(name: string): boolean {
    return this.global.has(name);
  }

  /** Names of an object's functions. */
  namesIn(object: string): string[] {
    return [...(this.own.get(object)?.keys() ?? [])];
  }

  deepest(name: string): Depth {
    const node = this.global.get(name);
    if (node === undefined) throw new UserError(`${name} is not among the emitted functions for ${this.target}`);
    return this.below(node, []);
  }

  private below(node: Node, callers: readonly Node[]): Depth {
    const before = this.known.get(node);
    if (before !== undefined) return before;
    if (callers.includes(node)) {
      const names = [...callers.slice(callers.indexOf(node)), node].map(({ name }) => name);
      throw new UserError(`${this.target}: ${names.join(' → ')}: recursion, whose stack has no bound`);
    }
    if (node.unbounded)
      throw new UserError(`${this.target}: ${node.name} (${node.source}): its frame is not known before it runs`);
    const path = [...callers, node];
    const called = [
      ...node.callees.map((callee) => this.called(node, callee, path)),
      ...node.indirect.flatMap((place) => this.throughPointer(node, place, path)),
    ].reduce(deeper, NOTHING);
    const depth = {
      bytes: node.frame + called.bytes,
      path: [{ name: node.name, bytes: node.frame }, ...called.path],
    };
    this.known.set(node, depth);
    return depth;
  }

  private called(from: Node, callee: string, path: readonly Node[]): Depth {
    const node = this.own.get(from.object)?.get(callee) ?? this.global.get(callee);
    if (node !== undefined) return this.below(node, path);
    const declared = this.budgets.externs[callee];
    if (declared === undefined) {
      throw new UserError(
        `${this.target}: ${from.name} (${from.source}) calls ${callee}(), which has no budget in "externs" of test/size/stack-budgets.json`,
      );
    }
    return { bytes: declared[this.target], path: [{ name: `${callee}()`, bytes: declared[this.target] }] };
  }

  /** `place` is file:line:column of the TypeScript, wherever the call was inlined to. */
  private throughPointer(from: Node, place: string, path: readonly Node[]): Depth[] {
    const [, file = '', line = ''] = /^(.*?):(\d+)(?::\d+)*$/.exec(place) ?? [];
    const calls = this.functions
      .filter((each) => file.endsWith(each.file))
      .flatMap(({ indirect }) => indirect.filter((call) => call.line === Number(line)));
    if (calls.length === 0) {
      throw new UserError(
        `${this.target}: ${from.name} calls through a pointer at ${place}, of which calls.json has no targets`,
      );
    }
    return calls.flatMap(({ targets, open, callee }) => [
      ...targets.map((name) => this.called(from, name, path)),
      ...(open ? [this.callback(file, callee, place)] : []),
    ]);
  }

  private callback(file: string, callee: string, place: string): Depth {
    const key = Object.keys(this.budgets.callbacks).find((each) => {
      const [name, source = ''] = each.split(' of ');
      return name === callee && file.endsWith(source);
    });
    const declared = key === undefined ? undefined : this.budgets.callbacks[key];
    if (key === undefined || declared === undefined) {
      throw new UserError(
        `${this.target}: ${place}: ${callee} is a function of the host's without a budget: "callbacks" of test/size/stack-budgets.json needs "${callee} of <file>"`,
      );
    }
    return { bytes: declared[this.target], path: [{ name: key, bytes: declared[this.target] }] };
  }
}

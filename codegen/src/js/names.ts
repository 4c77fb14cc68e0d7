// SPDX-License-Identifier: Apache-2.0
/** Names in the bundle: those of the source. Files share one scope there, so names that two files use get their file's name behind them. */
import type { Declaration, FileUnit, Program } from '../ir';

/** Names of JavaScript's own that strict code cannot declare, or that the bundle uses; all others of its own have a `$`. */
const RESERVED = new Set(['arguments', 'eval', 'exports', 'require', 'undefined', 'instantiate']);

type Named = Extract<Declaration, { kind: 'functionDecl' | 'staticVar' | 'constant' | 'struct' | 'union' | 'enum' }>;
const isNamed = (decl: Declaration): decl is Named =>
  ['functionDecl', 'staticVar', 'constant', 'struct', 'union', 'enum'].includes(decl.kind);

export class Names {
  private readonly names = new Map<Declaration, string>();
  private readonly taken = new Set<string>();

  constructor(program: Program) {
    const count = new Map<string, number>();
    for (const { decl } of declarations(program)) count.set(decl.name, (count.get(decl.name) ?? 0) + 1);
    for (const { decl, file } of declarations(program)) {
      const unique = count.get(decl.name) === 1 && !RESERVED.has(decl.name);
      this.add(decl, unique ? decl.name : `${decl.name}$${file.cBase}`);
    }
  }

  private add(decl: Declaration, wanted: string): string {
    let name = wanted;
    for (let i = 2; this.taken.has(name); i++) name = `${wanted}$${i}`;
    this.taken.add(name);
    this.names.set(decl, name);
    return name;
  }

  of(decl: Declaration): string {
    return this.names.get(decl) ?? this.add(decl, decl.name);
  }
  /** The class of a struct or union: not a name that a local could hide. */
  classOf(decl: Declaration): string {
    return `$${this.of(decl)}`;
  }
}

function* declarations(program: Program): Generator<{ decl: Named; file: FileUnit }> {
  for (const file of program.files) for (const decl of file.declarations) if (isNamed(decl)) yield { decl, file };
}

// SPDX-License-Identifier: Apache-2.0
/** What the compiler says of functions (-fcallgraph-info=su,da): frames and calls, from the .ci files beside the objects. */

import * as fs from 'node:fs';
import * as path from 'node:path';

export interface CompiledFunction {
  readonly name: string;
  /** Its source, as the compiler was given it: a .ts file where there are #line directives. */
  readonly source: string;
  readonly frame: number;
  /** The frame is not a constant of the program. */
  readonly unbounded: boolean;
  readonly callees: readonly string[];
  /** Where it calls through a pointer: file:line:column. */
  readonly indirect: readonly string[];
}

/** Static functions are called file.c:name. */
const bare = (title: string): string => title.slice(title.lastIndexOf(':') + 1);

/** The functions that one object defines, by name. */
export function parseCallgraphInfo(text: string): Map<string, CompiledFunction> {
  const calls = new Map<string, { callees: string[]; indirect: string[] }>();
  const callsOf = (title: string): { callees: string[]; indirect: string[] } => {
    const known = calls.get(title) ?? { callees: [], indirect: [] };
    calls.set(title, known);
    return known;
  };
  for (const [, from = '', to = '', place] of text.matchAll(
    /^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"(?: label: "([^"]*)")?/gm,
  )) {
    if (to === '__indirect_call') callsOf(from).indirect.push(place ?? '');
    else callsOf(from).callees.push(bare(to));
  }
  const functions = new Map<string, CompiledFunction>();
  const node = /^node: \{ title: "([^"]+)" label: "[^"\\]*\\n([^"\\]*)\\n(\d+) bytes \(([a-z,]+)\)/gm;
  for (const [, title = '', place = '', frame, kind] of text.matchAll(node)) {
    functions.set(bare(title), {
      name: bare(title),
      source: place.replace(/:\d+:\d+$/, ''),
      frame: Number(frame),
      unbounded: kind === 'dynamic',
      ...callsOf(title),
    });
  }
  return functions;
}

/** Every .ci file below a build directory and the one that its libraries come from, by the object that it belongs to. */
export class CallgraphInfo {
  private readonly files = new Map<string, string[]>();
  private readonly parsed = new Map<string, Map<string, CompiledFunction>>();

  constructor(
    private readonly buildDirectory: string,
    runtimeDirectory = buildDirectory,
  ) {
    for (const directory of new Set([buildDirectory, runtimeDirectory])) {
      for (const file of fs.readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ci')) continue;
        const object = path.basename(file, '.ci');
        this.files.set(object, [...(this.files.get(object) ?? []), path.resolve(directory, file)]);
      }
    }
  }

  /** A function of an object as the map file names it: `dir/x.c.obj`, or `libname.a(x.c.obj)`. */
  find(object: string, name: string): CompiledFunction | undefined {
    for (const file of this.filesOf(object)) {
      let functions = this.parsed.get(file);
      if (functions === undefined) {
        functions = parseCallgraphInfo(fs.readFileSync(file, 'utf8'));
        this.parsed.set(file, functions);
      }
      const found = functions.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private filesOf(object: string): string[] {
    const [, archive, member] = /([^/]+)\.a\(([^)]+)\.obj\)$/.exec(object) ?? [];
    if (archive === undefined || member === undefined)
      return [path.resolve(this.buildDirectory, object.replace(/\.obj$/, '.ci'))].filter((f) => this.has(f));
    // Of the archive's target; else of an object library that the archive is made of, of which an earlier configuration may have left one.
    const files = this.files.get(member) ?? [];
    const own = files.filter((file) => file.includes(`/${archive.replace(/^lib/, '')}.dir/`));
    const parts = new RegExp(`(^|/)${archive.replace(/^lib/, '')}_\\w+\\.dir/`);
    const age = (file: string): number => fs.statSync(file).mtimeMs;
    const others = files.filter((file) => parts.test(file));
    // libfuse.a has one object, of its own target; runtimes of other configurations are beside it.
    return archive === 'libfuse' ? own : [...own, ...others].sort((a, b) => age(b) - age(a));
  }

  private has(file: string): boolean {
    return this.files.get(path.basename(file, '.ci'))?.includes(file) ?? false;
  }
}

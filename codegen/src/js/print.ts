// SPDX-License-Identifier: Apache-2.0
/** ESTree as text, with a source map that leads each statement and expression back to its TypeScript. */
import { GenMapping, maybeAddMapping, setSourceContent, toEncodedMap } from '@jridgewell/gen-mapping';
import { GENERATOR, generate, type Generator, type Options, type State } from 'astring';
import type * as es from 'estree';
import type { EndedBlock, Origin } from './estree';

export interface Printed {
  readonly text: string;
  readonly map: string;
}

export interface PrintOptions {
  /** Name of the file. */
  readonly name: string;
  /** Path of a source as the map has it. */
  readonly sourcePath: (file: string) => string;
  readonly textOf: ((file: string) => string | undefined) | null;
}

/** astring notes where names and literals stand; statements and the other expressions are noted here. */
const MAPPED: Generator = { ...GENERATOR };
for (const type of Object.keys(GENERATOR) as (keyof Generator)[]) {
  const print = GENERATOR[type] as (node: es.Node, state: State) => void;
  (MAPPED as Record<string, (node: es.Node, state: State) => void>)[type] = (node, state) => {
    if (node.loc !== undefined && node.loc !== null && type !== 'Identifier' && type !== 'Literal')
      state.write('', node);
    print.call(MAPPED, node, state);
  };
}

/** As astring prints blocks, with a place for the closing brace. */
MAPPED.BlockStatement = (node: EndedBlock, state) => {
  const { indent, lineEnd } = state;
  const outer = indent.repeat(state.indentLevel);
  state.write('{');
  state.indentLevel += 1;
  for (const inner of node.body) {
    state.write(lineEnd);
    state.write(indent.repeat(state.indentLevel));
    (MAPPED[inner.type] as (node: es.Node, state: State) => void)(inner, state);
  }
  state.indentLevel -= 1;
  if (node.body.length > 0) {
    // Lines are counted by writes that end one.
    state.write(lineEnd);
    state.write(outer);
  }
  state.write('}', node.closing);
};

interface AstringMapping {
  readonly original: Origin | null;
  readonly generated: { readonly line: number; readonly column: number };
}

export function print(program: es.Program, options: PrintOptions): Printed {
  const map = new GenMapping({ file: options.name });
  const sources = new Set<string>();
  const sourceMap = {
    file: options.name,
    addMapping: ({ original, generated }: AstringMapping): void => {
      if (original === null) return;
      sources.add(original.file);
      maybeAddMapping(map, {
        generated: { line: generated.line, column: generated.column },
        original: { line: original.line, column: original.column },
        source: options.sourcePath(original.file),
      });
    },
  };
  // astring's types name the whole generator of the package source-map; what it calls is addMapping.
  const text = generate(program, {
    generator: MAPPED,
    sourceMap: sourceMap as unknown as NonNullable<Options['sourceMap']>,
  });
  for (const file of sources) {
    const content = options.textOf?.(file);
    if (content !== undefined) setSourceContent(map, options.sourcePath(file), content);
  }
  return { text: `${text}//# sourceMappingURL=${options.name}.map\n`, map: `${JSON.stringify(toEncodedMap(map))}\n` };
}

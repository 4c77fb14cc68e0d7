// SPDX-License-Identifier: Apache-2.0
// Reads YAML into the document that JSON files are read into, so that one checker says what is wrong in either.

import type { Node as JsonNode } from 'jsonc-parser';
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import type { CheckedFile } from '../config/checked-file';
import { decodeUtf8, JsonDocument } from '../config/document';
import { type Diagnostic, SourceText } from '../support/diagnostics';

/** Aliases may nest, and may name what surrounds them. */
const MAX_DEPTH = 64;

class YamlFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
    readonly length: number,
  ) {
    super(message);
  }
}

/** Parses a file's content and, when its syntax is right, hands it to `check`. */
export function checkYaml(
  name: string,
  bytes: Buffer,
  check: (document: JsonDocument, source: SourceText) => readonly Diagnostic[],
): CheckedFile {
  const { text, badOffset } = decodeUtf8(bytes);
  const source = new SourceText(name, text);
  const error = (offset: number, length: number, message: string): CheckedFile => {
    const place = Math.min(offset, Math.max(0, text.length - 1));
    return {
      source,
      diagnostics: [{ severity: 'error', offset: place, length: Math.max(1, length), field: '', message }],
      document: undefined,
    };
  };
  if (badOffset !== undefined) return error(badOffset, 1, 'not UTF-8 text from here on');
  const yaml = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const [first] = yaml.errors;
  if (first?.code === 'MULTIPLE_DOCS') return error(first.pos[0], 1, 'a second document begins here; write one alone');
  if (first !== undefined) return error(first.pos[0], 1, firstLine(first.message));
  if (yaml.contents === null)
    return error(0, 1, 'the file is empty; it needs fields such as `application: app_config.json`');
  const diagnostics: Diagnostic[] = [];
  try {
    const root = convert(yaml.contents, yaml, 0);
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const document = new JsonDocument(root, report, (offset) => source.line(offset));
    diagnostics.push(...check(document, source));
    return { source, diagnostics, document };
  } catch (fault) {
    if (fault instanceof YamlFault) return error(fault.offset, fault.length, fault.message);
    throw fault;
  }
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, '');
}

function convert(node: Node, yaml: Document, depth: number): JsonNode {
  const [start, end] = node.range ?? [0, 0];
  const length = Math.max(1, end - start);
  if (depth > MAX_DEPTH) throw new YamlFault(`nested deeper than ${MAX_DEPTH} levels`, start, 1);
  if (isAlias(node)) {
    const meant = node.resolve(yaml);
    if (meant === undefined) throw new YamlFault(`there is no anchor &${node.source} before this`, start, length);
    return { ...convert(meant, yaml, depth + 1), offset: start, length };
  }
  if (isSeq(node)) {
    const children = node.items.map((item) => convert(item as Node, yaml, depth + 1));
    return { type: 'array', offset: start, length, children };
  }
  if (isMap(node)) {
    const children = node.items.map(({ key, value }): JsonNode => {
      const name = key as Node;
      if (!isScalar(name)) throw new YamlFault('a field needs a plain name', name.range?.[0] ?? start, 1);
      const word = { ...scalar(name), type: 'string' as const, value: String(name.value) };
      const content: JsonNode =
        value === null
          ? { type: 'null', value: null, offset: word.offset, length: word.length }
          : convert(value as Node, yaml, depth + 1);
      return { type: 'property', offset: word.offset, length: word.length, children: [word, content] };
    });
    return { type: 'object', offset: start, length, children };
  }
  return scalar(node);
}

function scalar({ value, range, source = '' }: Scalar): JsonNode {
  const [start, end] = range ?? [0, 0];
  const place = { offset: start, length: Math.max(1, end - start) };
  if (typeof value === 'number' || typeof value === 'boolean')
    return { type: typeof value as 'number', value, ...place };
  if (value === null) return { type: 'null', value, ...place };
  return { type: 'string', value: typeof value === 'string' ? value : source, ...place };
}

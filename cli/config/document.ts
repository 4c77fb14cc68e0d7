// SPDX-License-Identifier: Apache-2.0
// Reads JSON with comments into values that know where in the text they stand.
//
// Comments are accepted. Trailing commas are not: a file without comments then stays plain JSON, which every other tool reads.

import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode, SyntaxKind } from 'jsonc-parser';
import type { Diagnostic } from '../support/diagnostics';

export type Path = readonly (string | number)[];

/** A value in the text; `key` is the property name before it, when there is one. */
export interface Place {
  readonly node: Node;
  readonly key: Node | undefined;
}

/** Deeper nesting is refused before the parser recurses into it. */
const MAX_DEPTH = 64;

export class JsonDocument {
  private readonly places = new Map<string, Place>();
  /** The document's value; objects have no prototype, so that a key named `__proto__` is a key. */
  readonly value: unknown;

  constructor(
    root: Node,
    private readonly report: (diagnostic: Diagnostic) => void,
    private readonly lineOf: (offset: number) => number,
  ) {
    this.value = this.index(root, undefined, []);
  }

  /** The value at a path, if the document has it; of a duplicate key the last, as in JSON.parse. */
  at(path: Path): Place | undefined {
    return this.places.get(keyOf(path));
  }

  /** Where to point for a path: the value, or the nearest value around it that exists. */
  nearestTo(path: Path): Place {
    for (let length = path.length; ; length--) {
      const place = this.at(path.slice(0, length));
      if (place !== undefined) return place;
    }
  }

  /** A path as one would write it: `modules[0].policy.capabilities[1]`. */
  fieldName(path: Path): string {
    return path.reduce<string>((name, segment, i) => {
      if (this.at(path.slice(0, i))?.node.type === 'array') return `${name}[${segment}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(String(segment))) return `${name}[${JSON.stringify(String(segment))}]`;
      return name === '' ? String(segment) : `${name}.${segment}`;
    }, '');
  }

  private index(node: Node, key: Node | undefined, path: Path): unknown {
    this.places.set(keyOf(path), { node, key });
    if (node.type === 'array')
      return (node.children ?? []).map((child, i) => this.index(child, undefined, [...path, i]));
    if (node.type !== 'object') return node.value as unknown;
    const object = Object.create(null) as Record<string, unknown>;
    const firstOf = new Map<string, Node>();
    for (const property of node.children ?? []) {
      const [name, value] = property.children ?? [];
      if (name === undefined || value === undefined) continue;
      const word = String(name.value);
      const first = firstOf.get(word);
      if (first !== undefined) {
        const field = this.fieldName([...path, word]);
        const message = `duplicate key; first on line ${this.lineOf(first.offset)}`;
        this.report({ severity: 'error', offset: name.offset, length: name.length, field, message });
        if (object[word] !== null && typeof object[word] === 'object') this.forget([...path, word]);
      }
      firstOf.set(word, first ?? name);
      object[word] = this.index(value, name, [...path, word]);
    }
    return object;
  }

  private forget(path: Path): void {
    const prefix = keyOf(path).slice(0, -1);
    for (const key of this.places.keys()) if (key.startsWith(prefix)) this.places.delete(key);
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** Decodes a file's bytes, or says where they stop being UTF-8. */
export function decodeUtf8(bytes: Buffer): { text: string; badOffset: number | undefined } {
  const text = bytes.toString('utf8');
  const again = Buffer.from(text, 'utf8');
  let badOffset: number | undefined;
  if (!again.equals(bytes)) {
    let i = 0;
    while (i < bytes.length && i < again.length && bytes[i] === again[i]) i++;
    badOffset = Math.max(
      0,
      bytes
        .subarray(0, i)
        .toString('utf8')
        .replace(/\uFFFD$/, '').length,
    );
  }
  return { text: text.replace(/^\uFEFF/, ''), badOffset };
}

interface Token {
  readonly kind: SyntaxKind;
  readonly offset: number;
  readonly length: number;
}

/** Parses `text`; the document is undefined when its syntax is wrong, and `report` has been told why. */
export function parseDocument(
  text: string,
  lineOf: (offset: number) => number,
  report: (diagnostic: Diagnostic) => void,
): JsonDocument | undefined {
  const syntaxError = (offset: number, length: number, message: string): void => {
    report({ severity: 'error', offset, length, field: '', message });
  };
  const tokens = scan(text);
  if (tokens.length === 0) {
    syntaxError(0, 1, 'the file is empty; it needs an object { … }');
    return undefined;
  }
  const tooDeep = firstTooDeep(tokens);
  if (tooDeep !== undefined) {
    syntaxError(tooDeep.offset, 1, `nested deeper than ${MAX_DEPTH} levels`);
    return undefined;
  }

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: false, allowTrailingComma: false });
  if (errors.length > 0 || root === undefined) {
    // One message a line: what follows on it is mostly the parser finding its way back.
    const seen = new Set<number>();
    for (const error of errors) {
      const found = explain(text, tokens, error);
      const line = lineOf(found.offset);
      if (!seen.has(line)) syntaxError(found.offset, found.length, found.message);
      seen.add(line);
    }
    if (seen.size === 0) syntaxError(0, 1, 'the file holds no JSON value');
    return undefined;
  }
  return new JsonDocument(root, report, lineOf);
}

function scan(text: string): Token[] {
  const scanner = createScanner(text, true);
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    tokens.push({ kind, offset: scanner.getTokenOffset(), length: scanner.getTokenLength() });
  }
  return tokens;
}

function firstTooDeep(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === SyntaxKind.OpenBraceToken || token.kind === SyntaxKind.OpenBracketToken) depth++;
    if (token.kind === SyntaxKind.CloseBraceToken || token.kind === SyntaxKind.CloseBracketToken) depth--;
    if (depth > MAX_DEPTH) return token;
  }
  return undefined;
}

const EXPECTED: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not a JSON value',
  InvalidNumberFormat: 'not a JSON number',
  PropertyNameExpected: 'expected a property name in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: "expected ':'",
  CommaExpected: "expected ','",
  CloseBraceExpected: "expected '}'",
  CloseBracketExpected: "expected ']'",
  EndOfFileExpected: 'the file should end here',
  UnexpectedEndOfComment: 'the comment is not closed',
  UnexpectedEndOfString: "the string is not closed with '\"'",
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'wrong \\u escape; it takes four hexadecimal digits',
  InvalidEscapeCharacter: 'unknown escape in the string; a backslash itself is \\\\',
  InvalidCharacter: 'control character in a string; write it as an escape, such as \\n',
};

function explain(
  text: string,
  tokens: readonly Token[],
  error: ParseError,
): { offset: number; length: number; message: string } {
  const { offset } = error;
  const index = tokens.findIndex((token) => token.offset + token.length > offset);
  const token = tokens[index];
  const before = index === -1 ? tokens.at(-1) : tokens[index - 1];
  const closes = token?.kind === SyntaxKind.CloseBraceToken || token?.kind === SyntaxKind.CloseBracketToken;
  if (closes && before?.kind === SyntaxKind.CommaToken) {
    return { offset: before.offset, length: 1, message: `trailing comma before '${text[token.offset]}'; remove it` };
  }
  const word = token === undefined ? '' : text.slice(token.offset, token.offset + Math.min(token.length, 30));
  const touching = before !== undefined && token !== undefined && before.offset + before.length === token.offset;
  if (touching && before.kind === SyntaxKind.NumericLiteral && /^[\w.]/.test(word)) {
    const number = /^-?[\w.]*/.exec(text.slice(before.offset, token.offset + 30))?.[0] ?? word;
    const { length } = number;
    const hex = /^-?0[xX][0-9a-fA-F]+$/.test(number);
    const advice = hex
      ? `JSON has no hexadecimal numbers; write ${Number(number)}`
      : `'${number}' is not a JSON number`;
    return { offset: before.offset, length, message: advice };
  }
  if (word.startsWith("'")) {
    return {
      offset: token?.offset ?? offset,
      length: token?.length ?? 1,
      message: 'strings are written in double quotes',
    };
  }
  if (token?.kind === SyntaxKind.Unknown) {
    const isName = tokens[index + 1]?.kind === SyntaxKind.ColonToken;
    const message = isName ? `a property name is written in double quotes: "${word}"` : `'${word}' is not a JSON value`;
    return { offset: token.offset, length: token.length, message };
  }
  const base = EXPECTED[printParseErrorCode(error.error)] ?? 'not valid JSON';
  const found = token === undefined ? 'the end of the file' : `'${word}'`;
  const message = base.startsWith('expected') ? `${base}, found ${found}` : base;
  return {
    offset: Math.min(token?.offset ?? offset, Math.max(0, text.length - 1)),
    length: token?.length ?? 1,
    message,
  };
}

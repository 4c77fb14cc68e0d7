// SPDX-License-Identifier: Apache-2.0
/** Doc comments: their text for the C headers, and the tags that the language gives a meaning. */
import ts from 'typescript';
import { closest, distance } from 'fastest-levenshtein';
import type { Context } from './context';

export interface Doc {
  readonly text: string;
  readonly params: ReadonlyMap<string, string>;
  readonly returns: string;
  /** Tag name to the text after it; a tag that stands twice keeps both. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

const meaningful = [
  'isr',
  'header',
  'cname',
  'cprefix',
  'pure',
  'noreturn',
  'group',
  'build',
  'range',
  'import',
  'capability',
  'nativeEnter',
  'nativeBytes',
];
/** Tags that are text for the reader, kept in the C comment. */
const prose = ['traps', 'example', 'see', 'deprecated', 'throws', 'note', 'requirement'];
const known = new Set([...meaningful, ...prose, 'param', 'returns', 'return', 'file']);

const none: Doc = { text: '', params: new Map(), returns: '', tags: new Map() };

/** The doc comment directly before a declaration. */
export function docOf(c: Context, node: ts.Node): Doc {
  const blocks = (node as { jsDoc?: ts.JSDoc[] }).jsDoc;
  const last = blocks?.[blocks.length - 1];
  if (last !== undefined) return last === fileComment(node.getSourceFile()) ? none : read(c, last);
  // TypeScript gives a comment on the line of the token before to that token: `{ /** the first */ A = 0 }`.
  const source = node.getSourceFile();
  const between = source.text.slice(node.pos, node.getStart(source));
  const start = between.lastIndexOf('/**');
  return start < 0 ? none : readText(c, between.slice(start, between.lastIndexOf('*/') + 2), node);
}

/** The doc comment that opens a file. */
export function fileDocOf(c: Context, source: ts.SourceFile): Doc {
  const comment = fileComment(source);
  return comment === undefined ? none : read(c, comment);
}

/**
 * The first doc comment belongs to the file when another one follows before the first statement, when a blank line ends it, when the
 * first statement cannot have one, or when it has a file's tag.
 */
function fileComment(source: ts.SourceFile): ts.JSDoc | undefined {
  const first = source.statements[0] ?? source.endOfFileToken;
  const blocks = (first as { jsDoc?: ts.JSDoc[] }).jsDoc;
  const block = blocks?.[0];
  if (blocks === undefined || block === undefined) return undefined;
  if (blocks.length > 1 || first === source.endOfFileToken) return block;
  if (ts.isImportDeclaration(first) || ts.isExportDeclaration(first) || ts.isModuleDeclaration(first)) return block;
  if (block.tags?.some((tag) => tag.tagName.text === 'header' || tag.tagName.text === 'group') === true) return block;
  return /^[ \t]*\r?\n[ \t]*\r?\n/.test(source.text.slice(block.end)) ? block : undefined;
}

interface Tag {
  readonly name: string;
  readonly text: string;
  readonly startsLine: boolean;
}

/** TypeScript has ideas of its own about some tags (`@import`), so the comment is read as text. */
function parse(block: string): { text: string; tags: Tag[] } {
  const lines = block
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split(/\r?\n/)
    .map((line, i) => (i === 0 ? line.trim() : line.replace(/^\s*\*? ?/, '').trimEnd()));
  const body = lines.join('\n').trim();
  const starts = [...body.matchAll(/(^|[\n \t])@([A-Za-z]\w*)/g)]
    .map((m) => ({
      name: m[2] as string,
      from: m.index + (m[1] as string).length,
      startsLine: m[1] !== ' ' && m[1] !== '\t',
    }))
    .filter((t) => (body.slice(0, t.from).match(/`/g) ?? []).length % 2 === 0 && (t.startsLine || known.has(t.name)));
  const tags = starts.map((t, i) => ({
    name: t.name,
    text: body.slice(t.from + 1 + t.name.length, starts[i + 1]?.from ?? body.length).trim(),
    startsLine: t.startsLine,
  }));
  return { text: body.slice(0, starts[0]?.from ?? body.length).trim(), tags };
}

function read(c: Context, block: ts.JSDoc): Doc {
  const cached = c.docs.get(block);
  if (cached !== undefined) return cached;
  const doc = readText(c, block.getSourceFile().text.slice(block.pos, block.end), block);
  c.docs.set(block, doc);
  return doc;
}

function readText(c: Context, comment: string, node: ts.Node): Doc {
  const params = new Map<string, string>();
  const tags = new Map<string, string[]>();
  let returns = '';
  const parsed = parse(comment);
  let text = parsed.text;
  for (const tag of parsed.tags) {
    if (!known.has(tag.name)) {
      const near = closest(tag.name, [...known]);
      const hint =
        distance(near, tag.name) <= 3
          ? ` Did you mean @${near}?`
          : ` Tags: ${meaningful.map((t) => `@${t}`).join(' ')}.`;
      c.report('FUSE6105', node, `@${tag.name} is not a tag of the language.${hint}`);
    } else if (tag.name === 'param') {
      const match = /^(\w+)\s*(?:-\s*)?(.*)$/s.exec(tag.text);
      if (match !== null) params.set(match[1] as string, oneLine(match[2] as string));
    } else if (tag.name === 'returns' || tag.name === 'return') {
      returns = oneLine(tag.text);
    } else if (prose.includes(tag.name)) {
      const heading = tag.name === 'note' ? '' : `${tag.name.charAt(0).toUpperCase()}${tag.name.slice(1)} `;
      text += `${text === '' ? '' : '\n'}${heading}${tag.text}`;
    } else {
      tags.set(tag.name, [...(tags.get(tag.name) ?? []), tag.text]);
    }
  }
  return { text, params, returns, tags };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function tagOf(doc: Doc, name: string): string | null {
  return doc.tags.get(name)?.[0] ?? null;
}

/** Line comments that stand before a statement, without their markers; `@bound` lines are the loop's. */
export function commentsBefore(node: ts.Node): string[] {
  const text = node.getSourceFile().text;
  const lines: string[] = [];
  for (const range of ts.getLeadingCommentRanges(text, node.pos) ?? []) {
    // A comment on the line of the previous statement belongs to that one.
    if (range.pos > 0 && node.pos > 0 && !text.slice(node.pos, range.pos).includes('\n') && !range.hasTrailingNewLine)
      continue;
    const raw = text.slice(range.pos, range.end);
    const body = raw.startsWith('//')
      ? [raw.slice(2)]
      : raw
          .replace(/^\/\*\*?/, '')
          .replace(/\*\/$/, '')
          .split(/\r?\n/)
          .map((line) => line.replace(/^\s*\* ?/, ''));
    for (const line of body) if (!/^\s*@bound\b/.test(line)) lines.push(line.trim());
  }
  while (lines[0] === '') lines.shift();
  while (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

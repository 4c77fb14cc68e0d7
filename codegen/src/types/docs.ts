// SPDX-License-Identifier: Apache-2.0
/** Doc comments: their text for the C headers, and the tags that the language gives a meaning. */
import { ts } from 'ts-morph';
import { distance } from 'fastest-levenshtein';
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
  if (last === undefined || last === fileComment(node.getSourceFile())) return none;
  return read(c, last);
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

function read(c: Context, block: ts.JSDoc): Doc {
  const params = new Map<string, string>();
  const tags = new Map<string, string[]>();
  let returns = '';
  let text = plain(block.comment);
  for (const tag of block.tags ?? []) {
    const name = tag.tagName.text;
    const comment = ts.isJSDocImportTag(tag) ? importedName(tag) : plain(tag.comment);
    if (!known.has(name)) {
      const near = [...known].sort((a, b) => distance(a, name) - distance(b, name))[0] as string;
      const hint = distance(near, name) <= 3 ? ` Did you mean @${near}?` : ' Tags: ' + meaningful.map((t) => `@${t}`).join(' ');
      c.report('FUSE6105', tag, `@${name} is not a tag of the language.${hint}`);
    } else if (ts.isJSDocParameterTag(tag)) {
      params.set(tag.name.getText(), comment.replace(/^- /, ''));
    } else if (name === 'returns' || name === 'return') {
      returns = comment;
    } else if (prose.includes(name)) {
      text += `${text === '' ? '' : '\n'}${name === 'note' ? '' : `${name.charAt(0).toUpperCase()}${name.slice(1)} `}${comment}`;
    } else {
      tags.set(name, [...(tags.get(name) ?? []), comment]);
    }
  }
  return { text, params, returns, tags };
}

/** TypeScript takes `@import NAME` for an import declaration of its own and keeps no text of it. */
function importedName(tag: ts.JSDocImportTag): string {
  const text = tag.getSourceFile().text.slice(tag.tagName.end, tag.getSourceFile().text.indexOf('\n', tag.tagName.end));
  return text.replace(/\*\/.*$/, '').trim();
}

function plain(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').trim();
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
    if (range.pos > 0 && node.pos > 0 && !text.slice(node.pos, range.pos).includes('\n') && !range.hasTrailingNewLine) continue;
    const raw = text.slice(range.pos, range.end);
    const body = raw.startsWith('//')
      ? [raw.slice(2)]
      : raw.replace(/^\/\*\*?/, '').replace(/\*\/$/, '').split(/\r?\n/).map((line) => line.replace(/^\s*\* ?/, ''));
    for (const line of body) if (!/^\s*@bound\b/.test(line)) lines.push(line.trim());
  }
  while (lines[0] === '') lines.shift();
  while (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

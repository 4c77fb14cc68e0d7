// SPDX-License-Identifier: Apache-2.0
/** Doc comments, as Doxygen reads them. */
import type { CDoc } from '../c';
import type { Writer } from './writer';
import { fillWords, LINE_WIDTH } from './wrap';

/** Paragraphs, list items and what is indented (examples) keep their line structure; other lines are filled. */
function paragraphs(text: string): string[] {
  const result: string[] = [];
  let open = false;
  for (const raw of text.trim().split('\n')) {
    const line = raw.trimEnd();
    if (line === '') {
      result.push('');
      open = false;
    } else if (/^(\s{2,}|[-*] |\d+\. |\||@)/.test(line)) {
      result.push(line);
      open = false;
    } else if (open) {
      result.push(`${result.pop() ?? ''} ${line.trim()}`);
    } else {
      result.push(line);
      open = true;
    }
  }
  return result;
}

function bodyLines(text: string, prefix: string): string[] {
  return paragraphs(text).flatMap((line) => {
    if (line === '') return [prefix.trimEnd()];
    return /^\s{2,}/.test(line) ? [prefix + line] : fillWords(line, prefix);
  });
}

/** A doc comment at `indent`; nothing for an empty one. */
export function printDoc(writer: Writer, doc: CDoc | string, indent = ''): void {
  const whole: CDoc = typeof doc === 'string' ? { text: doc, params: [], result: '' } : doc;
  const text = whole.text.replaceAll('*/', '* /');
  const tags = [
    ...(whole.tags ?? []),
    ...whole.params.filter((p) => p.text !== '').map((p) => `@param ${p.name} ${p.text}`),
    ...(whole.result === '' ? [] : [`@return ${whole.result}`]),
  ].map((tag) => tag.replaceAll('*/', '* /').replaceAll('\n', ' '));
  if (text.trim() === '' && tags.length === 0) return;
  if (tags.length === 0 && !text.trim().includes('\n') && indent.length + text.trim().length + 7 <= LINE_WIDTH) {
    writer.line(`${indent}/** ${text.trim()} */`);
    return;
  }
  const prefix = `${indent} * `;
  writer.line(`${indent}/**`);
  if (text.trim() !== '') for (const line of bodyLines(text, prefix)) writer.line(line);
  if (text.trim() !== '' && tags.length > 0) writer.line(`${indent} *`);
  for (const tag of tags) for (const line of fillWords(tag, prefix)) writer.line(line);
  writer.line(`${indent} */`);
}

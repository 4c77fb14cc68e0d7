// SPDX-License-Identifier: Apache-2.0
/** Ill-typed programs: a right one and one mistake in it, which the compiler must find where it is. */
import { compile } from '../../../codegen/src/compile';
import type { Diagnostic } from '../../../codegen/src/diagnostics';
import { FILES, importsOf } from '../host';
import { choicesOf } from '../generator/choices';
import { generate } from '../generator/program';
import type { Intrusion } from '../generator/writer';
import { MARK, type Mistake } from './mistake';
import { memoryMistakes } from './memory';
import { ruleMistakes } from './rules';
import { syntaxMistakes } from './syntax';
import { typeMistakes } from './types';

export const MISTAKES: readonly Mistake[] = [...syntaxMistakes, ...typeMistakes, ...ruleMistakes, ...memoryMistakes];

export interface MistakeExamination {
  readonly refused: number;
  /** How many programs each mistake was in, by its place in MISTAKES. */
  readonly tried: Readonly<Record<number, number>>;
  readonly failures: readonly { readonly index: number; readonly what: string; readonly text: string }[];
}

/** Programs of one run of the compiler, each a file of its own. */
const AT_ONCE = 50;

export function examineMistakes(seed: number, first: number, count: number): MistakeExamination {
  const tried: Record<number, number> = {};
  const failures: { index: number; what: string; text: string }[] = [];
  let refused = 0;
  for (let from = first; from < first + count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, first + count - from) }, (_, i) => from + i);
    const texts = new Map(numbers.map((index) => [index, programWith(mistakeOf(index), seed, index)]));
    for (const index of numbers) tried[index % MISTAKES.length] = (tried[index % MISTAKES.length] ?? 0) + 1;
    for (const [index, diagnostics] of diagnosticsOf(texts)) {
      const text = texts.get(index) as string;
      const what = verdict(mistakeOf(index), text, diagnostics);
      if (what === null) refused += 1;
      else failures.push({ index, what: `${mistakeOf(index).name}: ${what}`, text });
    }
  }
  return { refused, tried, failures };
}

const mistakeOf = (index: number): Mistake => MISTAKES[index % MISTAKES.length] as Mistake;

/** The text of a program with the mistake in it. */
export function programWith(mistake: Mistake, seed: number, index: number): string {
  // Not every program has a place for it.
  for (let attempt = 0; ; attempt++) {
    const choices = choicesOf(seed + 7919 * attempt, index);
    const { statements, declarations } = mistake;
    const at = (choices[0] ?? 0) % 6;
    const intrusion: Intrusion | null = statements === undefined ? null : { at: attempt < 20 ? at : 0, statements };
    const program = generate(choices, 'p0', intrusion);
    const marked = (declarations ?? []).map((line) => `${line} ${MARK}\n`).join('');
    const head = ['/** A program with a mistake. */', ...importsOf(program.imports)].join('\n');
    const text = `${head}\n${program.text}${marked}`;
    if (text.includes(MARK)) return text;
  }
}

function diagnosticsOf(texts: ReadonlyMap<number, string>): Map<number, Diagnostic[] | Error> {
  const nameOf = (index: number): string => `program${index}.ts`;
  const found = new Map<number, Diagnostic[] | Error>();
  try {
    const memory: Record<string, string> = { ...FILES };
    for (const [index, text] of texts) memory[nameOf(index)] = text;
    const diagnostics = compile({ projects: [], memory }).diagnostics.sorted();
    for (const index of texts.keys())
      found.set(
        index,
        diagnostics.filter((d) => d.at.file === nameOf(index)),
      );
    // What another file hides is looked at alone.
    for (const [index, some] of found)
      if (texts.size > 1 && verdict(mistakeOf(index), texts.get(index) as string, some) !== null)
        found.set(index, diagnosticsOf(new Map([[index, texts.get(index) as string]])).get(index) ?? []);
  } catch (error) {
    if (texts.size === 1) return new Map([...texts.keys()].map((index) => [index, error as Error]));
    for (const [index, text] of texts) found.set(index, diagnosticsOf(new Map([[index, text]])).get(index) ?? []);
  }
  return found;
}

/** What is wrong with the answer to a program; null where it is as it should be. */
function verdict(mistake: Mistake, text: string, diagnostics: readonly Diagnostic[] | Error): string | null {
  if (diagnostics instanceof Error) return `the compiler failed: ${diagnostics.message}`;
  if (diagnostics.length === 0) return 'accepted';
  const marked = text.split('\n').flatMap((line, i) => (line.includes(MARK) ? [i + 1] : []));
  const [first, last] = [marked[0] as number, marked[marked.length - 1] as number];
  const there = diagnostics.filter((d) => d.at.line >= first && d.at.line <= last);
  if (there.some((d) => mistake.codes.includes(d.code))) return null;
  const said = diagnostics.map((d) => `${d.at.line} ${d.code} ${d.message}`).slice(0, 4);
  return `expected ${mistake.codes.join(' or ')} at line ${first}, got ${said.join('; ')}`;
}

// SPDX-License-Identifier: Apache-2.0
/** docs/constructs.md and docs/diagnostics.md, made of the tables that the compiler works with and of the programs that tests compile. */
import { allCodes, type Code, registry } from '../diagnostics';
import { type KindName, type Rule, table } from '../subset';
import { chapters, type Construct } from './constructs';

/** What the pages show of files. */
export interface ReferenceSources {
  readonly exampleOf: (code: Code) => { readonly refused: string; readonly accepted: string } | null;
  /** The C that a golden folder expects of its input. */
  readonly goldenOf: (folder: string) => { readonly source: string; readonly c: string };
  /** Of a section of docs/language.md, by its number. */
  readonly anchorOf: (section: string) => string;
}

const GENERATED = 'This page is generated: `node dist/codegen/src/main.js reference` writes it.';

export function constructsPage(sources: ReferenceSources): string {
  const parts = [
    '# Constructs',
    `What the language has, rule by rule: its definition in [language.md](language.md), what is said where it is broken, the programs that the tests compile for it, and the C that it becomes. ${GENERATED}`,
    ...chapters.flatMap(({ title, constructs }) => [
      `## ${title}`,
      ...constructs.flatMap((construct) => constructPart(construct, sources)),
    ]),
    '## Refused syntax',
    'Each kind of TypeScript’s syntax tree is allowed, refused, or never in a tree that is checked; `codegen/src/subset/` has the table. The refused ones:',
    refusedTable(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function constructPart(construct: Construct, sources: ReferenceSources): string[] {
  const { title, rule, section, codes, golden = [] } = construct;
  const rows = codes.map(
    (code) =>
      `| [${code}](diagnostics.md#${code.toLowerCase()}) | ${prose(registry[code].title)} | ${fixtureLink(code)} |`,
  );
  const shapes = golden.map((name) => `[${name}](../test/codegen/constructs/${name}/expected.c)`);
  const first = golden[0];
  return [
    `### ${prose(title)}`,
    `${prose(rule)} Defined in [§${section}](language.md#${sources.anchorOf(section)}).`,
    ['| diagnostic | about | programs |', '| --- | --- | --- |', ...rows].join('\n'),
    ...(first === undefined ? [] : [`C: ${shapes.join(', ')}.`, ...shape(sources.goldenOf(first))]),
  ];
}

/** The source and the C of the first golden folder, where both are short enough to read here. */
function shape({ source, c }: { source: string; c: string }): string[] {
  if (source.split('\n').length > 24 || c.split('\n').length > 40) return [];
  return [`\`\`\`ts\n${source}\`\`\``, `\`\`\`c\n${c}\`\`\``];
}

function fixtureLink(code: Code): string {
  return code === 'FUSE9000' ? 'none: no program shows it' : `[${code}](../test/codegen/fixtures/${code})`;
}

function refusedTable(): string {
  const rows = (Object.entries(table) as [KindName, Rule][])
    .filter(([, rule]) => rule.rule === 'refused')
    .map(([kind, rule]) => {
      if (rule.rule !== 'refused') return '';
      const seen =
        rule.behind === undefined ? '' : `, after ${rule.behind in table ? `\`${rule.behind}\`` : rule.behind}`;
      return `| \`${kind}\`${seen} | [${rule.code}](diagnostics.md#${rule.code.toLowerCase()}) | ${prose(rule.message)} |`;
    });
  return ['| kind | diagnostic | what it says |', '| --- | --- | --- |', ...rows].join('\n');
}

export function diagnosticsPage(sources: ReferenceSources): string {
  const parts = [
    '# Diagnostics',
    `Every message of the compiler: what is wrong, why the rule exists, and what to write instead. \`explain FUSE2104\` prints the same. ${GENERATED}`,
    ...allCodes.flatMap((code) => {
      const { title, explain } = registry[code];
      const example = sources.exampleOf(code);
      const programs =
        example === null
          ? []
          : ['Refused:', `\`\`\`ts\n${example.refused}\`\`\``, 'Accepted:', `\`\`\`ts\n${example.accepted}\`\`\``];
      // The heading is the code alone, so that a link needs nothing else.
      return [`### ${code}`, `**${prose(title)}.** ${prose(explain)}`, ...programs];
    }),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Plain words in Markdown. */
function prose(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, '\\$&').replace(/\n/g, ' ');
}

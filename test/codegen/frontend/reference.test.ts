// SPDX-License-Identifier: Apache-2.0
/** The generated pages are of today, and the list of constructs leaves nothing out. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { referencePages } from '../../../codegen/src/commands/reference';
import { allCodes, type Code } from '../../../codegen/src/diagnostics';
import { chapters } from '../../../codegen/src/reference';
import { table } from '../../../codegen/src/subset';
import { constructNames } from '../../support/constructs';

const constructs = chapters.flatMap((chapter) => chapter.constructs);
const without = (all: readonly string[], listed: readonly string[]): string[] => all.filter((x) => !listed.includes(x));

describe('the constructs', () => {
  it('have a title each', () => {
    const titles = constructs.map((c) => c.title);
    expect(new Set(titles).size).toBe(titles.length);
  });
  it('hold every allowed kind of syntax, once, and no other', () => {
    const allowed = Object.entries(table).flatMap(([kind, { rule }]) => (rule === 'allowed' ? [kind] : []));
    expect(constructs.flatMap((c) => c.kinds ?? []).sort()).toEqual(allowed.sort());
  });
  it('hold every name of the library, once, and no other', () => {
    const text = fs.readFileSync('codegen/lang/lib.d.ts', 'utf8');
    const names = [...text.matchAll(/^(?:interface|type|declare const|declare function) (\w+)/gm)].map((m) => m[1]);
    expect(constructs.flatMap((c) => c.library ?? []).sort()).toEqual([...new Set(names)].sort());
  });
  it('hold every diagnostic, none twice in one', () => {
    for (const { title, codes } of constructs) expect([title, new Set(codes).size]).toEqual([title, codes.length]);
    const listed = constructs.flatMap((c): readonly Code[] => c.codes);
    expect(without(allCodes, listed)).toEqual([]);
  });
  it('hold every folder of golden C, and no other', () => {
    const listed = constructs.flatMap((c) => c.golden ?? []);
    expect(without(constructNames(), listed)).toEqual([]);
    expect(without(listed, constructNames())).toEqual([]);
  });
});

describe.each([...referencePages()])('%s', (name, text) => {
  it('is what `node dist/codegen/src/main.js reference` writes', () => {
    expect(fs.readFileSync(name, 'utf8') === text).toBe(true);
  });
  it('leads to what is there', () => {
    const folder = path.dirname(name);
    for (const [, link] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [file, anchor] = (link as string).split('#') as [string, string?];
      const target = path.join(folder, file);
      expect([link, fs.existsSync(target)]).toEqual([link, true]);
      if (anchor === undefined) continue;
      const headings = [...fs.readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)].map((m) =>
        (m[1] as string)
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replace(/ /g, '-'),
      );
      expect([link, headings.includes(anchor)]).toEqual([link, true]);
    }
  });
});

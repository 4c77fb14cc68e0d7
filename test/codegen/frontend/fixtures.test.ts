// SPDX-License-Identifier: Apache-2.0
/** Every diagnostic has a program that it refuses, with that code alone, and one that shows what to write instead. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { allCodes, formatDiagnostics, registry } from '../../../codegen/src/diagnostics';
import { residualChecks, reportUnproved } from '../../../codegen/src/commands/residual';
import { emit } from '../../../codegen/src/outputs';
import { compileFiles, type Files } from '../../support/compile-subset';

const root = path.resolve('test/codegen/fixtures');

/** No program produces it: see internal.test.ts. */
const withoutFixture = new Set(['FUSE9000']);

/** One fixture may hold several files: `// ==== name.ts` begins the next. */
function filesOf(code: string, kind: string): Files {
  const text = fs.readFileSync(path.join(root, code, `${kind}.ts`), 'utf8');
  const [main, ...rest] = text.split(/^\/\/ ==== /m);
  return Object.fromEntries([
    ['main.ts', main as string],
    ...rest.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)] as const),
  ]);
}

function run(code: string, kind: string): { codes: string[]; text: string } {
  const compiled = compileFiles(filesOf(code, kind));
  if (code.startsWith('FUSE7') && compiled.program !== null) {
    const outputs = emit(compiled.program, { lineDirectives: false, sourceRoot: '' });
    reportUnproved(residualChecks(outputs).checks, compiled.diagnostics);
  }
  const list = compiled.diagnostics.sorted();
  return { codes: list.map((d) => d.code), text: formatDiagnostics(list, compiled.sources.textOf, false) };
}

describe('fixtures', () => {
  it('are there for every code, and for no other', () => {
    const expected = allCodes.filter((code) => !withoutFixture.has(code));
    expect(fs.readdirSync(root).sort()).toEqual(expected);
    for (const code of expected)
      expect(fs.readdirSync(path.join(root, code)).sort()).toEqual(['accepted.ts', 'refused.ts']);
  });

  describe.each(allCodes.filter((code) => !withoutFixture.has(code)))('%s', (code) => {
    it(`refuses: ${registry[code].title}`, () => {
      const { codes, text } = run(code, 'refused');
      expect({ codes: [...new Set(codes)], text }).toEqual({ codes: [code], text });
    });
    it('accepts what to write instead', () => {
      expect(run(code, 'accepted').text).toBe('');
    });
  });
});

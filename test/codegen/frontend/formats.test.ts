// SPDX-License-Identifier: Apache-2.0
/** Diagnostics for programs: SARIF 2.1.0 against its official schema, JSON, and the checks that stay at run time as notes. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import type * as sarif from 'sarif';
import { allCodes, registry } from '../../../codegen/src/diagnostics';

const main = path.resolve(__dirname, '../../../codegen/src/main.js');
const files = {
  'with space.ts': 'export function bad(x: u32): u8 {\n  return x;\n}\n',
  'recursion.ts':
    'export function even(n: u32): boolean {\n  return n === 0 || odd(n - 1);\n}\nfunction odd(n: u32): boolean {\n  return n !== 0 && even(n - 1);\n}\n',
  'checked.ts': 'export function sum(a: u32, b: u32): u32 {\n  return a + b;\n}\n',
};
let folder = '';

/** The schema as its package has it is of draft 4, where `$id` was `id`; nothing else in it differs. */
function sarifSchema(): object {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id, ...rest } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { $id: id, ...rest };
}

const ajv = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  formats: { uri: (text: string) => URL.canParse(text), 'uri-reference': true, 'date-time': true },
});
const isSarif = ajv.compile(sarifSchema());

beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-formats-')));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function check(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [main, 'check', ...args], { cwd: folder, encoding: 'utf8' });
}

function sarifOf(...args: string[]): { status: number | null; run: sarif.Run } {
  const { status, stdout, stderr } = check(...args, '--format', 'sarif');
  expect(stderr).toBe('');
  const log = JSON.parse(stdout) as sarif.Log;
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return { status, run: log.runs[0] as sarif.Run };
}

describe('SARIF', () => {
  it('is judged by a schema that refuses', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  it('has every rule with its words, its programs and its page', () => {
    const { status, run } = sarifOf('--project', 'checked.ts');
    expect({ status, results: run.results }).toEqual({ status: 0, results: [] });
    const { driver } = run.tool;
    expect(driver.version).toBe((JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string }).version);
    expect(driver.rules?.map((r) => r.id)).toEqual(allCodes);
    const rule = driver.rules?.find((r) => r.id === 'FUSE2101');
    expect(rule?.shortDescription?.text).toBe(registry.FUSE2101.title);
    expect(rule?.fullDescription?.text).toBe(registry.FUSE2101.explain);
    expect(rule?.help?.text).toMatch(/Refused:\n[^]*Accepted:\n/);
    const page = new URL(rule?.helpUri as string);
    expect(fs.readFileSync(fileURLToPath(page), 'utf8')).toMatch(/^### FUSE2101\b/m);
    expect(page.hash).toBe('#fuse2101');
  });

  it('has each diagnostic with its place below the folder, and its fixes', () => {
    const { status, run } = sarifOf('--project', 'with space.ts');
    expect(status).toBe(1);
    const base = run.originalUriBaseIds?.['ROOT']?.uri as string;
    const [result] = run.results as [sarif.Result];
    expect(result).toMatchObject({ ruleId: 'FUSE2101', level: 'error' });
    expect(run.tool.driver.rules?.[result.ruleIndex as number]?.id).toBe('FUSE2101');
    const place = result.locations?.[0]?.physicalLocation;
    expect(place).toEqual({
      artifactLocation: { uri: 'with%20space.ts', uriBaseId: 'ROOT' },
      region: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 11 },
    });
    expect(fileURLToPath(new URL(place?.artifactLocation?.uri as string, base))).toBe(
      path.join(folder, 'with space.ts'),
    );
    const inserted = result.fixes?.map((f) => f.artifactChanges[0]?.replacements.map((r) => r.insertedContent?.text));
    expect(inserted?.length).toBeGreaterThan(0);
    expect(result.fixes?.[0]?.artifactChanges[0]?.artifactLocation).toEqual(place?.artifactLocation);
  });

  it('has related places', () => {
    const { run } = sarifOf('--project', 'recursion.ts');
    const [result] = run.results as [sarif.Result];
    expect(result.ruleId).toBe('FUSE4100');
    expect(result.relatedLocations?.map((l) => [l.physicalLocation?.region?.startLine, l.message?.text])).toEqual([
      [5, 'odd calls even here.'],
    ]);
  });

  it('has what stays to be checked as notes, if asked', () => {
    expect(sarifOf('--project', 'checked.ts').run.results).toEqual([]);
    const { status, run } = sarifOf('--project', 'checked.ts', '--residual');
    expect(status).toBe(0);
    expect(run.results?.map((r) => [r.ruleId, r.level, r.locations?.[0]?.physicalLocation?.region?.startLine])).toEqual(
      [['FUSE7100', 'note', 2]],
    );
  });
});

describe('the other formats', () => {
  it('JSON is the same by either name', () => {
    const by = (...args: string[]): string => check('--project', 'with space.ts', ...args).stdout;
    expect(JSON.parse(by('--json'))).toMatchObject([{ code: 'FUSE2101', at: { file: 'with space.ts', line: 2 } }]);
    expect(by('--format', 'json')).toBe(by('--json'));
  });
  it('text has the notes on standard error, and is no failure for them', () => {
    const { status, stdout, stderr } = check('--project', 'checked.ts', '--residual');
    expect(status).toBe(0);
    expect(stdout).toMatch(/no errors/);
    expect(stderr).toMatch(/^checked\.ts:2:10 - note FUSE7100: /);
  });
  it('there is no other', () => {
    const { status, stderr } = check('--project', 'checked.ts', '--format', 'xml');
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/--format.*xml.*text, json, sarif/s);
  });
});

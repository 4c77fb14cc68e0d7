// SPDX-License-Identifier: Apache-2.0
/** The plugin in a real tsserver: what an editor shows while a file of the subset is written. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { TsServer, type ServerDiagnostic, type ServerFix } from '../support/tsserver';

const repository = path.resolve('.');

interface Folder {
  readonly root: string;
  readonly file: (name: string) => string;
}

/** A project of its own, with the plugin linked as npm links it. */
function folder(files: Readonly<Record<string, string>>): Folder {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-editor-')));
  fs.mkdirSync(path.join(root, 'node_modules'));
  fs.symlinkSync(path.join(repository, 'sdk/editor'), path.join(root, 'node_modules/typescript-fuse-plugin'));
  const config = {
    extends: path.join(repository, 'runtime-ts/tsconfig.json'),
    include: ['**/*.ts', path.join(repository, 'codegen/lang/lib.d.ts')],
  };
  for (const [name, text] of Object.entries({ 'tsconfig.json': JSON.stringify(config), ...files }))
    fs.writeFileSync(path.join(root, name), text);
  return { root, file: (name) => path.join(root, name) };
}

const shown = (list: readonly ServerDiagnostic[]): string[] =>
  list.map(
    (d) =>
      `${d.start.line}:${d.start.offset}-${d.end.line}:${d.end.offset} ${d.source ?? 'ts'} ${d.code} ${d.category} ${d.text}`,
  );

let server: TsServer;
let project: Folder;
afterEach(async () => {
  await server.stop();
  fs.rmSync(project.root, { recursive: true });
});

function start(files: Readonly<Record<string, string>>): void {
  project = folder(files);
  server = new TsServer(project.root);
}

const narrowing = 'export function low(x: u32): u8 {\n  return x;\n}\n';
const refusal =
  '2:10-2:11 FUSE 2101 error FUSE2101: u32 does not become u8 silently: write u8(x), which is proved or checked to fit, u8.wrap(...) or u8.sat(...).';

it('shows the diagnostics of the compiler, and takes them back as the text changes', async () => {
  start({ 'main.ts': narrowing });
  const file = project.file('main.ts');
  server.open(file);
  expect(shown(await server.diagnostics(file))).toEqual([refusal]);
  server.changeLine(file, 2, '  return u8.wrap(x);', '  return x;'.length);
  expect(shown(await server.diagnostics(file))).toEqual([]);
  server.changeLine(file, 2, '  return x;', '  return u8.wrap(x);'.length);
  expect(shown(await server.diagnostics(file))).toEqual([refusal]);
});

it('offers the quick fixes where the diagnostic is', async () => {
  start({ 'main.ts': narrowing });
  const file = project.file('main.ts');
  server.open(file);
  const at = { file, startLine: 2, startOffset: 10, endLine: 2, endOffset: 11 };
  const fixes = await server.request<ServerFix[]>('getCodeFixes', { ...at, errorCodes: [2101] });
  expect(fixes.map((f) => [f.description, f.changes])).toEqual(
    ['u8(x)', 'u8.wrap(x)', 'u8.sat(x)'].map((newText) => [
      `Write ${newText}`,
      [{ fileName: file, textChanges: [{ start: { line: 2, offset: 10 }, end: { line: 2, offset: 11 }, newText }] }],
    ]),
  );
  expect(await server.request('getCodeFixes', { ...at, startLine: 1, endLine: 1, errorCodes: [2101] })).toEqual([]);
  // Editors ask for fixes of the codes in this list only.
  expect(await server.request<string[]>('getSupportedCodeFixes', { file })).toContain('2101');
});

it('follows a change of one file into the others, saved or not', async () => {
  start({
    'limits.ts': 'export function limit(): u8 {\n  return 8;\n}\n',
    'main.ts': "import { limit } from './limits';\nexport function low(): u8 {\n  return limit();\n}\n",
  });
  const [limits, main] = [project.file('limits.ts'), project.file('main.ts')];
  server.open(main);
  expect(await server.diagnostics(main)).toEqual([]);
  server.open(limits);
  server.changeLine(limits, 1, 'export function limit(): u32 {', 'export function limit(): u8 {'.length);
  expect((await server.diagnostics(main)).map((d) => [d.code, d.start.line])).toEqual([[2101, 3]]);
});

it('leaves alone what a rule explains, and shows the related places', async () => {
  start({
    'main.ts': [
      'export function ping(n: u32): u32 {',
      '  return n === 0 ? 0 : pong(n - 1);',
      '}',
      'function pong(n: u32): u32 {',
      '  return ping(n);',
      '}',
      // tsc says that undefined is no number, and a rule says what to write.
      'export function nothing(): u32 {',
      '  return undefined;',
      '}',
      'export function missing(): u32 {',
      '  return absent;',
      '}',
      '',
    ].join('\n'),
  });
  const file = project.file('main.ts');
  server.open(file);
  const list = await server.diagnostics(file);
  expect(list.map((d) => [d.source ?? 'ts', d.code, d.start.line]).sort()).toEqual([
    ['FUSE', 1023, 8],
    ['FUSE', 4100, 2],
    ['ts', 2304, 11],
  ]);
  const recursion = list.find((d) => d.code === 4100);
  expect(recursion?.relatedInformation).toEqual([
    expect.objectContaining({
      message: 'pong calls ping here.',
      span: expect.objectContaining({ start: { line: 5, offset: 10 }, file }),
    }),
  ]);
});

it('says the rest while another file is broken, and never breaks itself', async () => {
  start({ 'main.ts': narrowing, 'broken.ts': 'export function broken(: u32 {\n' });
  const [file, broken] = [project.file('main.ts'), project.file('broken.ts')];
  server.open(file);
  server.open(broken);
  expect(shown(await server.diagnostics(file))).toEqual([refusal]);
  expect(
    (await server.request<ServerDiagnostic[]>('syntacticDiagnosticsSync', { file: broken })).length,
  ).toBeGreaterThan(0);
  expect(shown(await server.diagnostics(broken)).filter((text) => text.includes('FUSE'))).toEqual([]);
});

it('leaves other projects alone: without the plugin in its tsconfig.json there is nothing of it', async () => {
  start({ 'main.ts': narrowing });
  const config = {
    compilerOptions: { noLib: true, types: [], strict: true },
    include: ['**/*.ts', path.join(repository, 'codegen/lang/lib.d.ts')],
  };
  fs.writeFileSync(project.file('tsconfig.json'), JSON.stringify(config));
  const file = project.file('main.ts');
  server.open(file);
  const list = await server.diagnostics(file);
  expect(list.map((d) => [d.source ?? 'ts', d.code])).toEqual([['ts', 2322]]);
});

describe('in the runtime itself', () => {
  const scheduler = path.join(repository, 'runtime-ts/scheduler.ts');
  /** Generous: the machine may be busy with other tests. */
  const LIMIT_MS = 5000;

  it('finds nothing, and answers an edit soon', async () => {
    project = folder({});
    server = new TsServer(repository);
    const text = fs.readFileSync(scheduler, 'utf8');
    server.open(scheduler, text);
    expect(shown(await server.diagnostics(scheduler))).toEqual([]);
    const lines = text.split('\n');
    const bodies = lines.flatMap((line, i) => (/^ {2}(const|let|if|for|return)\b/.test(line) ? [i + 1] : []));
    for (const line of bodies.slice(0, 5)) {
      const old = lines[line - 1] as string;
      const started = performance.now();
      server.changeLine(scheduler, line, `  const edited = 1 == 2; ${old.trim()}`, old.length);
      const codes = (await server.diagnostics(scheduler)).map((d) => d.code);
      expect(codes).toContain(1026);
      expect(performance.now() - started).toBeLessThan(LIMIT_MS);
      server.changeLine(scheduler, line, old, `  const edited = 1 == 2; ${old.trim()}`.length);
    }
    expect(shown(await server.diagnostics(scheduler))).toEqual([]);
  });
});

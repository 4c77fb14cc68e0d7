// SPDX-License-Identifier: Apache-2.0
/** The plugin in a real tsserver: what an editor shows while a file of the subset is written. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { TsServer, type ServerDiagnostic } from '../support/tsserver';

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

// SPDX-License-Identifier: Apache-2.0
// `fuse inspect`: what it says of each kind of file, and what it says of files that are none.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadNatives, loadNativesOf } from '../../cli/config/natives';
import { encodePolicy } from '../../cli/config/policy';
import { readAot } from '../../cli/inspect/aot-file';
import { readWasm } from '../../cli/inspect/wasm-file';
import { repositoryRoot } from '../../cli/support/paths';
import { buildDirectory, compiler } from '../support/aotc';
import { FuseFolder, wat } from '../support/fuse';

let folder: FuseFolder;
beforeEach(() => (folder = new FuseFolder()));
afterEach(() => folder.remove());

const CAMERA = wat(['camera_last_frame', 'module_log_event'], '(memory 3)');

test('a module: imports with their capabilities, memory, and the least policy', () => {
  folder.assemble('camera', CAMERA);
  const { status, stdout, stderr } = folder.withNatives('inspect', 'camera.wasm');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').slice(1, 6)).toEqual([
    '  imports       camera_last_frame (i32, i32) -> i64  needs CAMERA',
    '                module_log_event (i32, i32, i32) -> ()  needs LOG',
    '  exports       module_step () -> ()',
    '  memory        196,608 bytes',
    '  object stack  none',
  ]);
  expect(stdout).toContain('"capabilities": ["CAMERA", "LOG"],\n      "memory_pages_max": 3,');
});

test('an image is held against the natives that it was compiled for, whichever build is the newest', () => {
  const files = [buildDirectory, path.join(repositoryRoot(), 'build-demo')].map((build) =>
    path.join(build, 'generated/fuse_natives.json'),
  );
  const hashes = files.map((file) => loadNatives(file).hash);
  expect(new Set(hashes).size).toBe(2);
  for (const hash of hashes) expect(loadNativesOf(hash, undefined).hash).toBe(hash);
});

test('a module that linked its stack below its data', () => {
  const globals = `(global (mut i32) (i32.const 1024)) (global (export "__heap_base") i32 (i32.const 1040))
    (global (export "__data_end") i32 (i32.const 1040)) (memory 1)`;
  folder.assemble('stack', wat([], globals));
  const facts = readWasm('stack.wasm', folder.read('stack.wasm'));
  expect(facts.auxiliaryStackBytes).toBe(1024);
  expect(facts.memory).toEqual({ bytes: 1040, maxBytes: 1040 });
});

test('JSON has the same', () => {
  folder.assemble('camera', CAMERA);
  const report = JSON.parse(folder.withNatives('inspect', 'camera.wasm', '--json').stdout) as object;
  expect(report).toMatchObject({
    kind: 'wasm',
    file: 'camera.wasm',
    demands: {
      needs: [
        { capability: 'CAMERA', functions: ['camera_last_frame'] },
        { capability: 'LOG', functions: ['module_log_event'] },
      ],
      memoryPages: 3,
      faults: [],
    },
    leastPolicy: { capabilities: ['CAMERA', 'LOG'], memory_pages_max: 3 },
  });
});

test.each(['host', 'cortex-m4', 'cortex-m4-xip'])('a compiled image for %s says what its module says', (target) => {
  folder.assemble('camera', CAMERA);
  expect(folder.compile(['--target', target, '-o', 'camera.aot', 'camera.wasm']).status).toBe(0);
  const facts = readAot('camera.aot', folder.read('camera.aot'));
  expect(facts.module).toEqual(readWasm('camera.wasm', folder.read('camera.wasm')));
  expect(facts.target).toBe(target);
  expect(facts.seal).toMatchObject({ intact: true, memoryChecks: true, stackChecks: true });
});

test('every image of the build says what its module says', () => {
  const built = ['test/runtime', 'demos', 'bench'].map((name) => path.join(buildDirectory, name));
  const images = built.flatMap((name) =>
    fs.readdirSync(name).flatMap((file) => (file.endsWith('.aot') ? [path.join(name, file)] : [])),
  );
  let compared = 0;
  for (const image of images) {
    const wasm = image.replace(/\.aot$/, '.wasm');
    if (!fs.existsSync(wasm)) continue;
    expect(readAot(image, fs.readFileSync(image)).module).toEqual(readWasm(wasm, fs.readFileSync(wasm)));
    compared++;
  }
  expect(compared).toBeGreaterThan(20);
});

test('an image is held against the native functions of the build', () => {
  folder.assemble('camera', CAMERA);
  folder.compile(['-o', 'camera.aot', 'camera.wasm']);
  const built = path.join(path.dirname(path.dirname(compiler)), 'generated/fuse_natives.json');
  expect(folder.fuse(['inspect', 'camera.aot', '--natives', built])).toMatchObject({ status: 0 });
  const other = folder.withNatives('inspect', 'camera.aot');
  expect(other.status).toBe(1);
  expect(other.stdout).toContain('fault: it was compiled for other native functions than this build has');
});

test('a changed byte breaks the seal', () => {
  folder.assemble('camera', CAMERA);
  folder.compile(['-o', 'camera.aot', 'camera.wasm']);
  const image = folder.read('camera.aot');
  const code = image.length - 200;
  image.writeUInt8(image.readUInt8(code) ^ 1, code);
  expect(readAot('camera.aot', image).seal).toMatchObject({ intact: false });
});

test('a policy binary', () => {
  const policy = { memory_pages_max: 2, stack_size: 8192, heap_size: 0, cpu_quota_us: 0, step_interval_us: 5 };
  folder.write(
    'p.bin',
    encodePolicy({ ...policy, capabilities: 0b1100, activation_mask: 2, event_subscribe: 0x80000001 }),
  );
  const { status, stdout } = folder.withNatives('inspect', 'p.bin');
  expect(status).toBe(0);
  expect(stdout.split('\n').slice(0, -1)).toEqual([
    'p.bin: policy',
    '  capabilities  CAMERA, LOG',
    '  memory        2 pages of 65,536 bytes',
    '  stack         8,192 bytes',
    '  heap          0 bytes',
    '  quota         unlimited',
    '  interval      5 us',
    '  activation    EVENT',
    '  events        0, 31',
  ]);
});

test("a board's image: sections and build id", () => {
  folder.write('i.c', 'int counter = 7; static int empty[64]; int main(void) { return counter + empty[3]; }');
  const gcc = ['-mcpu=cortex-m4', '-mthumb', '--specs=nosys.specs', '-Wl,--build-id=0x00c0ffee', '-o', 'i.elf', 'i.c'];
  expect(folder.run('arm-none-eabi-gcc', gcc).status).toBe(0);
  const { stdout, status } = folder.fuse(['inspect', 'i.elf', '--json']);
  expect(status).toBe(0);
  const report = JSON.parse(stdout) as { sections: { name: string; memory: string }[] };
  expect(report).toMatchObject({ kind: 'image', processor: 'Arm', buildId: '00c0ffee' });
  expect(report.sections).toContainEqual(expect.objectContaining({ name: '.text', memory: 'code' }));
  expect(report.sections).toContainEqual(expect.objectContaining({ name: '.bss', memory: 'zeroed' }));
});

const KINDS = "a .wasm module, a .aot image, a policy binary (32 bytes) or a board's image (ELF)";
const aot = (...words: number[]): Buffer =>
  Buffer.concat([Buffer.from('\0aot'), Buffer.from(Uint32Array.from(words).buffer)]);

test.each<[string, Uint8Array | string, number, string]>([
  ['empty', '', 2, `bad is none of what can be inspected: ${KINDS}`],
  ['text', '{"a": 1}', 2, `bad is none of what can be inspected: ${KINDS}`],
  ['a policy of 31 bytes', new Uint8Array(31), 2, `bad is none of what can be inspected: ${KINDS}`],
  [
    'an image without a version',
    '\0aot',
    1,
    'bad is not a valid .aot image: unexpected end; compile it again with fuse-aotc',
  ],
  [
    'an image of another version',
    aot(3),
    1,
    'bad is not a valid .aot image: format version 3, the runtime has 6; compile it again with fuse-aotc',
  ],
  [
    'an image of nothing',
    aot(6),
    1,
    "bad is not a valid .aot image: it has no section 'target'; compile it again with fuse-aotc",
  ],
  [
    'an image with a section that is too long',
    aot(6, 0, 1000),
    1,
    'bad is not a valid .aot image: unexpected end; compile it again with fuse-aotc',
  ],
  [
    'an image with a section that WAMR does not have',
    aot(6, 9, 0),
    1,
    'bad is not a valid .aot image: unknown section 9 at byte 8; compile it again with fuse-aotc',
  ],
])('wrong: %s', (_, content, status, message) => {
  folder.write('bad', content);
  expect(folder.withNatives('inspect', 'bad')).toEqual({ status, stdout: '', stderr: `error: ${message}\n` });
});

test.each<[string, Uint8Array | string]>([
  ['a module cut after its magic number', '\0asm'],
  ['a section longer than the file', Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 50, 0])],
])('wrong: %s; the reason is in the words of V8', (_, content) => {
  folder.write('bad', content);
  const { status, stdout, stderr } = folder.withNatives('inspect', 'bad');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^error: bad is not a valid WebAssembly module: .+; build it again\n$/);
});

test('an image that is cut or changed anywhere gives facts or one sentence', () => {
  folder.assemble('camera', CAMERA);
  folder.compile(['-o', 'camera.aot', 'camera.wasm']);
  const image = folder.read('camera.aot');
  for (let at = 4; at < image.length; at++) {
    const changed = Buffer.from(image);
    changed.writeUInt8(image.readUInt8(at) ^ 0xff, at);
    for (const bytes of [image.subarray(0, at), changed]) {
      try {
        readAot('camera.aot', bytes);
      } catch (error) {
        expect(String(error)).toMatch(/^UserError: camera\.aot is not a valid \.aot image: [^\n]+$/);
      }
    }
  }
});

test.each<[string, string[], string]>([
  ['no file', ['inspect'], "error: missing required argument 'file'\n"],
  ['a file that is not there', ['inspect', 'x.wasm'], 'error: cannot read x.wasm: there is no such file\n'],
  ['a folder', ['inspect', '.'], 'error: cannot read .: it is a folder; name a file\n'],
  ['a mistyped option', ['inspect', 'x', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
  ['two files', ['inspect', 'a', 'b'], "error: too many arguments for 'inspect'. Expected 1 argument but got 2.\n"],
])('wrong on the command line: %s', (_, args, stderr) => {
  expect(folder.fuse(args)).toEqual({ status: 2, stdout: '', stderr });
});

test.each<[string, string, string]>([
  ['no step', '(module)', 'does not export module_step, the function that the runtime calls'],
  [
    'a step with a result',
    '(module (func (export "module_step") (result i32) i32.const 1))',
    'exports module_step as () -> i32, but it must be () -> ()',
  ],
  [
    'a step that is a global',
    '(module (global (export "module_step") i32 (i32.const 0)))',
    'exports module_step, but not as a function',
  ],
  [
    'an unknown import',
    wat([], '').replace('(module', '(module (import "env" "camera_last_fram" (func))'),
    "imports the unknown function env.camera_last_fram; did you mean 'camera_last_frame'?",
  ],
  [
    'an import of WASI',
    wat().replace('(module', '(module (import "wasi_snapshot_preview1" "fd_write" (func))'),
    'imports wasi_snapshot_preview1.fd_write, but modules import from "env" only',
  ],
  [
    'an import of another type',
    wat().replace('(module', '(module (import "env" "temp_get_reading" (func (result i64)))'),
    'imports env.temp_get_reading as () -> i64, but it is () -> f32',
  ],
  [
    'an imported memory',
    wat().replace('(module', '(module (import "env" "memory" (memory 1))'),
    'imports the memory env.memory; modules import functions only: define it in the module',
  ],
  [
    'an imported start function',
    '(module (import "env" "fuse_event_post" (func (param i32))) (import "env" "s" (func $s)) (func (export "module_step")) (start $s))',
    'names an imported function as its start function; it must be its own',
  ],
])('what no policy mends: %s', (_, text, fault) => {
  folder.assemble('m', text);
  const { status, stdout } = folder.withNatives('inspect', 'm.wasm');
  expect(status).toBe(1);
  expect(stdout).toContain(`\nfault: ${fault}\n`);
});

// SPDX-License-Identifier: Apache-2.0
/** Images that fuse-aotc makes: seal, checks, direct natives, reproducible bytes, clean output. */

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildDirectory, compiler, run, Workspace } from '../support/aotc';

const SEAL_SIZE = 96;

const wat = `(module
  (import "env" "timer_get_timestamp" (func $now (result i64)))
  (import "env" "camera_last_frame" (func $frame (param i32 i32) (result i64)))
  (memory (export "memory") 1)
  (global (export "__data_end") i32 (i32.const 1024))
  (global (export "__heap_base") i32 (i32.const 1024))
  (func (export "module_init"))
  (func (export "module_step")
    (i64.store (i32.const 16) (i64.add (call $now) (call $frame (i32.const 64) (i32.const 100)))))
  (func (export "module_deinit")))`;

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.assemble('module', wat);
});
afterEach(() => workspace.remove());

function image(target = 'host'): Buffer {
  expect(workspace.compile(['--target', target, '-o', 'module.aot', 'module.wasm'])).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  return workspace.read('module.aot');
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The natives text and its hash, from the header that codegen emits. */
function natives(): { text: string; hash: string } {
  const header = fs.readFileSync(path.join(buildDirectory, 'generated', 'fuse_natives_hash.h'), 'utf8');
  const text = [...header.matchAll(/^ *X\((\w+), *"([^"]+)"\)/gm)]
    .map(([, name, signature]) => `${name} ${signature}\n`)
    .join('');
  const list = /#define FUSE_NATIVES_HASH\b((?:[^\n]*\\\n)*[^\n]*)/.exec(header)![1]!;
  const hash = [...list.matchAll(/0x([0-9a-fA-F]{1,2})/g)]
    .map(([, digits]) => digits!.padStart(2, '0').toLowerCase())
    .join('');
  return { text, hash };
}

describe.each(['host', 'cortex-m4', 'cortex-m4-xip'])('an image for %s', (target) => {
  test('ends with the seal, at a multiple of 4', () => {
    const bytes = image(target);
    const seal = bytes.subarray(bytes.length - SEAL_SIZE);
    expect(bytes.length % 4).toBe(0);
    expect(seal.readUInt32LE(0)).toBe(100);
    expect(seal.readUInt32LE(4)).toBe(88);
    expect(seal.readUInt32LE(8)).toBe(0);
    expect(seal.readUInt16LE(12)).toBe(10);
    expect(seal.toString('latin1', 14, 24)).toBe('fuse.seal\0');
    expect(seal.readUInt32LE(24)).toBe(1);
    expect(seal.readUInt32LE(28)).toBe(3);
    expect(seal.toString('hex', 32, 64)).toBe(natives().hash);
    expect(seal.toString('hex', 64, 96)).toBe(sha256(bytes.subarray(0, bytes.length - 32)));
  });

  test('has the same bytes on every run, from every folder, under every environment', () => {
    const first = image(target);
    expect(image(target)).toEqual(first);

    const elsewhere = new Workspace();
    try {
      const arguments_ = ['--target', target, '-o', elsewhere.path('other.aot'), workspace.path('module.wasm')];
      const environment = { WAMRC_LLC_COMPILER: '/bin/false', WAMRC_ASM_COMPILER: '/bin/false', LANG: 'de_DE.UTF-8' };
      expect(elsewhere.compile(arguments_, environment).status).toBe(0);
      expect(elsewhere.read('other.aot')).toEqual(first);
    } finally {
      elsewhere.remove();
    }
  });

  test('calls native functions directly and raises exceptions where a check fails', () => {
    const text = image(target).toString('latin1');
    expect(text).not.toContain('aot_invoke_native');
    // Code in place reaches the runtime through a table of numbers instead of names.
    if (target !== 'cortex-m4-xip') expect(text).toContain('aot_set_exception_with_id');
  });
});

test('the hash of the natives is the SHA-256 of the natives text', () => {
  const { text, hash } = natives();
  expect(text).toMatch(/^camera_last_frame \(ii\)I$/m);
  expect(sha256(text)).toBe(hash);
});

test('host is the default target; targets differ', () => {
  const host = image('host');
  expect(workspace.compile(['-o', 'module.aot', 'module.wasm']).status).toBe(0);
  expect(workspace.read('module.aot')).toEqual(host);
  expect(image('cortex-m4')).not.toEqual(host);
  expect(image('cortex-m4-xip')).not.toEqual(image('cortex-m4'));
});

test('leaves the image and nothing else, with the usual rights', () => {
  image();
  expect(workspace.files()).toEqual(['module.aot', 'module.wasm']);
  // The usual rights are those of the file beside it.
  expect(fs.statSync(workspace.path('module.aot')).mode).toBe(fs.statSync(workspace.path('module.wasm')).mode);
});

test('replaces an older image', () => {
  workspace.write('module.aot', 'old');
  expect(image().subarray(0, 4).toString('latin1')).toBe('\0aot');
});

test('--version and --help', () => {
  expect(run(compiler, ['--version']).stdout).toMatch(/^fuse-aotc \d+\.\d+\.\d+ \(WAMR 2\.4\.3, LLVM 19\.1\.\d+\)\n$/);
  const help = run(compiler, ['--help']);
  expect(help.status).toBe(0);
  for (const word of ['--target', '--output', 'host', 'cortex-m4', 'cortex-m4-xip'])
    expect(help.stdout).toContain(word);
});

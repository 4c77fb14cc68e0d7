// SPDX-License-Identifier: Apache-2.0
/** What fuse-aotc refuses: one message that names the file, exit code not 0, no output, nothing left behind. */

import { compiler, run, Workspace } from '../support/aotc';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => workspace.remove());

const STEP = '(func (export "module_step"))';

function refuse(args: readonly string[], message: string): void {
  const before = workspace.files();
  const { status, stdout, stderr } = workspace.compile(args);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^fuse-aotc: /);
  expect(stdout).toBe('');
  expect(status).toBeGreaterThan(0);
  expect(workspace.files()).toEqual(before);
}

interface Case {
  readonly what: string;
  readonly wat: string;
  readonly message: string;
  readonly features?: readonly string[];
}

const modules: readonly Case[] = [
  {
    what: 'an unknown import that resembles a known one',
    wat: `(module (import "env" "camera_lst_frame" (func (param i32 i32) (result i64))) ${STEP})`,
    message: 'm.wasm: imports unknown function env.camera_lst_frame; did you mean camera_last_frame?',
  },
  {
    what: 'an unknown import that resembles none',
    wat: `(module (import "env" "malloc" (func (param i32) (result i32))) ${STEP})`,
    message: "m.wasm: imports unknown function env.malloc; the runtime's HAL groups have none of that name",
  },
  {
    what: 'an import from another module',
    wat: `(module (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32))) ${STEP})`,
    message: 'm.wasm: imports wasi_snapshot_preview1.fd_close, but modules import from "env" only',
  },
  {
    what: 'an import with other parameters',
    wat: `(module (import "env" "camera_last_frame" (func (param i32) (result i64))) ${STEP})`,
    message: 'm.wasm: imports env.camera_last_frame as (i32) -> i64, but it is (i32, i32) -> i64',
  },
  {
    what: 'an import with another result',
    wat: `(module (import "env" "timer_get_timestamp" (func (result i32))) ${STEP})`,
    message: 'm.wasm: imports env.timer_get_timestamp as () -> i32, but it is () -> i64',
  },
  {
    what: 'an import with a second result',
    wat: `(module (import "env" "timer_get_timestamp" (func (result i64 i64))) ${STEP})`,
    message: 'm.wasm: imports env.timer_get_timestamp as () -> i64, i64, but it is () -> i64',
  },
  {
    what: 'an imported memory',
    wat: `(module (import "env" "memory" (memory 1)) ${STEP})`,
    message: 'm.wasm: imports the memory env.memory; modules import functions only',
  },
  {
    what: 'an imported table',
    wat: `(module (import "env" "table" (table 1 funcref)) ${STEP})`,
    message: 'm.wasm: imports the table env.table; modules import functions only',
  },
  {
    what: 'an imported global',
    wat: `(module (import "env" "global" (global i32)) ${STEP})`,
    message: 'm.wasm: imports the global env.global; modules import functions only',
  },
  {
    what: 'no module_step',
    wat: '(module (func (export "module_init")))',
    message: 'm.wasm: does not export module_step',
  },
  {
    what: 'module_step of another type',
    wat: '(module (func (export "module_step") (param i32) (result f64) (f64.const 0)))',
    message: 'm.wasm: exports module_step as (i32) -> f64, but it must be () -> ()',
  },
  {
    what: 'module_init of another type',
    wat: `(module ${STEP} (func (export "module_init") (result i32) (i32.const 0)))`,
    message: 'm.wasm: exports module_init as () -> i32, but it must be () -> ()',
  },
  {
    what: 'module_deinit that is no function',
    wat: `(module ${STEP} (memory (export "module_deinit") 1))`,
    message: 'm.wasm: exports module_deinit, but not as a function',
  },
  {
    what: 'module_step that is an import',
    wat: '(module (import "env" "fuse_event_post" (func $f (param i32))) (export "module_step" (func $f)))',
    message: 'm.wasm: exports the imported function env.fuse_event_post as module_step',
  },
  {
    what: 'an imported start function',
    wat: `(module (import "env" "begin" (func $f)) (start $f) ${STEP})`,
    message: 'm.wasm: names the imported function env.begin as its start function',
  },
  {
    what: 'a 64-bit memory',
    wat: `(module (memory i64 1) ${STEP})`,
    features: ['--enable-memory64'],
    message: 'm.wasm: is not a WebAssembly module that can be compiled',
  },
  {
    what: 'two memories',
    wat: `(module (memory 1) (memory 1) ${STEP})`,
    features: ['--enable-multi-memory'],
    message: 'm.wasm: is not a WebAssembly module that can be compiled: multiple memories',
  },
  {
    what: 'a shared memory',
    wat: `(module (memory 1 2 shared) ${STEP})`,
    features: ['--enable-threads'],
    message: 'm.wasm: is not a WebAssembly module that can be compiled',
  },
  {
    what: 'SIMD',
    wat: `(module ${STEP} (func (param v128)))`,
    message: 'm.wasm: is not a WebAssembly module that can be compiled',
  },
  {
    what: 'reference types',
    wat: `(module ${STEP} (func (param externref)))`,
    message: 'm.wasm: is not a WebAssembly module that can be compiled',
  },
  {
    what: 'tail calls',
    wat: '(module (func (export "module_step") (return_call 0)))',
    features: ['--enable-tail-call'],
    message: 'm.wasm: is not a WebAssembly module that can be compiled',
  },
  {
    what: 'exceptions',
    wat: `(module (tag) ${STEP})`,
    features: ['--enable-exceptions'],
    message: 'm.wasm: is not a WebAssembly module that can be compiled',
  },
];

describe('a module with', () => {
  test.each(modules)('$what', ({ wat, message, features }) => {
    workspace.assemble('m', wat, features);
    refuse(['-o', 'm.aot', 'm.wasm'], message);
  });
});

test('every fault of a module is reported, one line each', () => {
  workspace.assemble('m', '(module (import "env" "a" (func)) (import "env" "b" (func)))');
  const { stderr } = workspace.compile(['-o', 'm.aot', 'm.wasm']);
  expect(stderr.trim().split('\n')).toHaveLength(3);
});

test('a module cut off at any byte', () => {
  workspace.assemble('whole', `(module (memory 1) ${STEP})`);
  const whole = workspace.read('whole.wasm');
  for (let size = 0; size < whole.length; size++) {
    workspace.write('m.wasm', whole.subarray(0, size));
    refuse(['-o', 'm.aot', 'm.wasm'], 'm.wasm: ');
  }
});

test('a module with bytes changed at random is compiled or refused: no crash, no hang', () => {
  workspace.assemble(
    'whole',
    `(module (memory 1) (data (i32.const 0) "abc") (table 2 funcref) (elem (i32.const 0) $step $step)
      (global $g (mut i32) (i32.const 7)) (global f64 (f64.const 1.5)) (export "module_step" (func $step))
      (func $step (local i64) (block (loop (br_if 1 (global.get $g)) (call_indirect (i32.const 1)) (br 0)))))`,
  );
  const whole = workspace.read('whole.wasm');
  // Park and Miller's generator: the same changes on every run.
  let state = 20260601;
  const random = (limit: number): number => (state = (state * 48271) % 2147483647) % limit;
  for (let run = 0; run < 300; run++) {
    const changed = Buffer.from(whole);
    for (let count = 1 + random(3); count > 0; count--) changed[8 + random(changed.length - 8)] = random(256);
    workspace.write('m.wasm', changed);
    const { status, stdout, stderr } = workspace.compile(['-o', 'm.aot', 'm.wasm']);
    const outcome = {
      status,
      stdout,
      message: status === 0 ? stderr === '' : stderr.startsWith('fuse-aotc: m.wasm: '),
    };
    expect({ module: changed.toString('hex'), ...outcome }).toEqual({
      module: changed.toString('hex'),
      status: status === 0 ? 0 : 1,
      stdout: '',
      message: true,
    });
  }
});

test('files that are no module', () => {
  workspace.write('text.wasm', '(module)');
  refuse(['-o', 'm.aot', 'text.wasm'], 'text.wasm: is not a WebAssembly module');
  workspace.write('component.wasm', Buffer.from('\0asm\x0d\0\x01\0', 'latin1'));
  refuse(['-o', 'm.aot', 'component.wasm'], 'component.wasm: is not a core WebAssembly module of version 1');
  workspace.assemble('m', `(module ${STEP})`);
  expect(workspace.compile(['-o', 'm.aot', 'm.wasm']).status).toBe(0);
  refuse(['-o', 'again.aot', 'm.aot'], 'm.aot: is an ahead-of-time image already');
  refuse(['-o', 'x.aot', 'absent.wasm'], 'absent.wasm: cannot be read: No such file or directory');
  refuse(['-o', 'x.aot', '.'], '.: is not a regular file');
});

describe('an output that', () => {
  beforeEach(() => workspace.assemble('m', `(module ${STEP})`));

  test('is the input', () => refuse(['-o', 'm.wasm', 'm.wasm'], 'm.wasm: is the input file'));
  test('lies in no folder', () => refuse(['-o', 'no/m.aot', 'm.wasm'], 'no/m.aot: cannot be written: No such file'));
  test('is a device', () => refuse(['-o', '/dev/null', 'm.wasm'], '/dev/null: is not a regular file'));

  test('exists stays as it was when the module is refused', () => {
    workspace.write('m.aot', 'old');
    workspace.assemble('m', '(module)');
    refuse(['-o', 'm.aot', 'm.wasm'], 'm.wasm: does not export module_step');
    expect(workspace.read('m.aot').toString()).toBe('old');
  });

  test('cannot be written to the end leaves nothing', () => {
    workspace.assemble('m', `(module (memory 1) (data (i32.const 0) "${'x'.repeat(8000)}") ${STEP})`);
    const limited = `trap '' XFSZ; ulimit -f 4; exec "$0" -o m.aot m.wasm`;
    const { status, stderr } = run('bash', ['-c', limited, compiler], { cwd: workspace.directory });
    expect(stderr).toBe('fuse-aotc: m.aot: cannot be written: File too large\n');
    expect(status).toBe(1);
    expect(workspace.files()).toEqual(['m.wasm']);
  });
});

describe('a command line with', () => {
  beforeEach(() => workspace.assemble('m', `(module ${STEP})`));

  test('no input', () => refuse(['-o', 'm.aot'], 'no input file'));
  test('no output', () => refuse(['m.wasm'], 'no output file: name it with -o OUT.aot'));
  test('two inputs', () => refuse(['-o', 'm.aot', 'm.wasm', 'n.wasm'], "'n.wasm' is one too many"));
  test('an unknown target', () =>
    refuse(['-t', 'm7', '-o', 'm.aot', 'm.wasm'], "unknown target 'm7'; the targets are host"));
  test('an unknown option', () => {
    const { status, stderr } = workspace.compile(['--no-bounds-checks', '-o', 'm.aot', 'm.wasm']);
    expect(stderr).toContain("unrecognized option '--no-bounds-checks'");
    expect(status).toBeGreaterThan(0);
  });
});

// SPDX-License-Identifier: Apache-2.0
/** fuse_add_module() in a project outside the tree: images, embedded arrays, rebuilds, errors. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { compiler, run, Workspace, type Run } from '../support/aotc';

const modulesCmake = path.resolve(__dirname, '..', '..', '..', 'sdk', 'modules.cmake');

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write(
    'step.c',
    '#include "value.h"\nint helper(int);\nvolatile int result;\nvoid module_step(void) { result = helper(VALUE); }\n',
  );
  workspace.write('helper.c', 'int helper(int value) { return value * FACTOR; }\n');
  workspace.write('value.h', '#define VALUE 7\n');
  workspace.write('empty.wat', '(module (func (export "module_step")))');
});
afterEach(() => workspace.remove());

function configure(body: string, generator = 'Ninja'): Run {
  workspace.write(
    'CMakeLists.txt',
    `cmake_minimum_required(VERSION 3.16)\nproject(outside C)\nset(FUSE_AOTC ${compiler})\ninclude(${modulesCmake})\n${body}\n`,
  );
  return run('cmake', ['-S', '.', '-B', 'out', '-G', generator], { cwd: workspace.directory });
}

const build = (): Run => run('cmake', ['--build', 'out'], { cwd: workspace.directory });

function expectSuccess({ status, stdout, stderr }: Run): string {
  expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  return stdout;
}

describe.each(['Ninja', 'Unix Makefiles'])('with %s', (generator) => {
  test('C sources, an assembled one and a finished one become images; an embedded array has the bytes of its image', () => {
    workspace.assemble('finished', '(module (func (export "module_step")))');
    workspace.write(
      'main.c',
      '#include "program.h"\n#include <stdio.h>\nint main(void) { fwrite(program_aot, 1, program_aot_size, stdout); return ((unsigned long)program_aot & 7U) != 0; }\n',
    );
    expectSuccess(
      configure(
        `fuse_add_module(program step.c helper.c DEFINITIONS FACTOR=3 INCLUDE_DIRECTORIES . EMBED)
         fuse_add_module(program_m4 step.c helper.c DEFINITIONS FACTOR=3 INCLUDE_DIRECTORIES . TARGET cortex-m4)
         fuse_add_module(empty empty.wat TARGET cortex-m4-xip)
         fuse_add_module(taken finished.wasm)
         get_target_property(sources program_aot FUSE_EMBED_SOURCES)
         add_executable(print main.c \${sources})
         add_dependencies(print program_aot)
         target_include_directories(print PRIVATE \${CMAKE_CURRENT_BINARY_DIR})
         get_target_property(file empty_aot FUSE_AOT_FILE)
         file(WRITE \${CMAKE_BINARY_DIR}/file.txt \${file})`,
        generator,
      ),
    );
    expectSuccess(build());
    const printed = run(workspace.path('out/print'), []);
    expect(printed.status).toBe(0);
    for (const name of ['program', 'program_m4', 'empty', 'taken']) {
      expect(workspace.read(`out/${name}.aot`).toString('latin1')).toContain('fuse.seal');
    }
    run('bash', ['-c', 'out/print > printed'], { cwd: workspace.directory });
    expect(workspace.read('printed')).toEqual(workspace.read('out/program.aot'));
    expect(workspace.read('out/file.txt').toString()).toBe(workspace.path('out/empty.aot'));
  });
});

test('a build rebuilds what changed, headers included, and nothing else', () => {
  expectSuccess(
    configure(
      'fuse_add_module(program step.c helper.c DEFINITIONS FACTOR=3 INCLUDE_DIRECTORIES .)\nfuse_add_module(empty empty.wat)',
    ),
  );
  expectSuccess(build());
  expect(expectSuccess(build())).toContain('no work to do');
  const before = workspace.read('out/program.aot');

  // Build tools compare times: be sure of a later one.
  workspace.write('value.h', '#define VALUE 8\n');
  const later = Date.now() / 1000 + 2;
  fs.utimesSync(workspace.path('value.h'), later, later);
  const output = expectSuccess(build());
  expect(output).toContain('Compiling program (step.c)');
  expect(output).not.toContain('helper.c');
  expect(output).not.toContain('empty');
  expect(workspace.read('out/program.aot')).not.toEqual(before);
});

test('a function that nobody defines is reported with its nearest name', () => {
  workspace.write(
    'step.c',
    'void module_log_evnt(const char *, unsigned, unsigned);\nvoid module_step(void) { module_log_evnt("x", 1, 1); }\n',
  );
  expectSuccess(configure('fuse_add_module(program step.c)'));
  const { status, stdout } = build();
  expect(status).not.toBe(0);
  expect(stdout).toContain('imports unknown function env.module_log_evnt; did you mean module_log_event?');
});

test.each([
  ['fuse_add_module(a-b empty.wat)', 'fuse_add_module(a-b): the name must be a C identifier.'],
  [
    'fuse_add_module(a empty.wat TARGET m7)',
    'fuse_add_module(a): unknown TARGET m7; use host, cortex-m4 or cortex-m4-xip.',
  ],
  ['fuse_add_module(a)', 'fuse_add_module(a): no source file.'],
  [
    'fuse_add_module(a empty.wat step.c)',
    'fuse_add_module(a): a .wat or .wasm file is a module by itself; give one source.',
  ],
  ['fuse_add_module(a module.go)', 'is neither .c, .cpp, .rs, .zig, .ts, .wat nor .wasm.'],
])('%s is refused', (call, message) => {
  const { status, stderr } = configure(call);
  expect(status).not.toBe(0);
  expect(stderr.replace(/\s+/g, ' ')).toContain(message);
});

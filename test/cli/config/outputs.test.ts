// SPDX-License-Identifier: Apache-2.0
// What is generated: policy binaries, CMake flags, and a header that C compilers accept, or refuse when it does not fit.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { changed, check, decodePolicy, type Loose, validConfig, validFlat } from '../../support/app-config';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-config-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('policy binaries', () => {
  const policyOf = (change: (policy: Loose) => unknown): unknown => {
    const { errors, files } = check(changed((c) => change(c.modules[0].policy)));
    expect(errors).toEqual([]);
    return decodePolicy(files.get('filter_policy.bin'));
  };
  const base = {
    capabilities: 0b11100,
    memory_pages_max: 6,
    stack_size: 8192,
    heap_size: 4096,
    cpu_quota_us: 5000,
    step_interval_us: 0,
    activation_mask: 2,
    event_subscribe: 1,
  };

  test('of the example', () => expect(policyOf(() => undefined)).toEqual(base));

  test('activation defaults to INTERVAL, event_subscribe to none', () => {
    const bare = (p: Loose): boolean => (delete p.activation, delete p.event_subscribe);
    expect(policyOf(bare)).toEqual({ ...base, activation_mask: 1, event_subscribe: 0 });
  });

  test.each([
    ['list under "activation"', (p: Loose) => (p.activation = ['MANUAL', 'EVENT']), 6],
    ['mask under "activation"', (p: Loose) => (p.activation = 5), 5],
    ['list under "activation_mask"', (p: Loose) => (delete p.activation, (p.activation_mask = ['INTERVAL'])), 1],
    ['mask under "activation_mask"', (p: Loose) => (delete p.activation, (p.activation_mask = 0)), 0],
  ])('activation as a %s', (_, change, mask) => expect(policyOf(change)).toEqual({ ...base, activation_mask: mask }));

  test.each([
    ['names', ['FRAME_READY', 'DATA_CAPTURED'], 0b100001],
    ['bits', [31, 5], 0x80000020],
    ['names and bits', ['FRAME_READY', 5], 0b100001],
    ['a mask', 0xffffffff, 0xffffffff],
    ['a mask of 0', 0, 0],
  ])('event_subscribe as %s', (_, value, mask) =>
    expect(policyOf((p) => (p.event_subscribe = value))).toEqual({ ...base, event_subscribe: mask }),
  );

  test('a flat policy file gives that one binary', () => {
    const { errors, files } = check(validFlat(), 'camera_policy.json');
    expect(errors).toEqual([]);
    expect([...files.keys()]).toEqual(['camera_policy.bin']);
    expect(decodePolicy(files.get('camera_policy.bin'))).toEqual(validFlat());
  });

  test('a flat policy file is named after the input', () => {
    expect([...check(validFlat(), 'some/where/camera.json').files.keys()]).toEqual(['camera_policy.bin']);
    expect([...check(validFlat(), 'camera.jsonc').files.keys()]).toEqual(['camera_policy.bin']);
  });

  test('a flat policy file without activation_mask and event_subscribe', () => {
    const { activation_mask: _a, event_subscribe: _e, ...six } = validFlat() as Record<string, number>;
    const { errors, warnings, files } = check(six, 'p.json');
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(decodePolicy(files.get('p_policy.bin'))).toEqual({ ...six, activation_mask: 0, event_subscribe: 0 });
  });

  test.each([
    [
      { capabilities: 64 },
      'capabilities: no capability has the bits 64; known: 1 TEMP_SENSOR, 2 TIMER, 4 CAMERA, 8 LOG, 16 EVENT_POST',
    ],
    [{ capabilities: ['LOG'] }, 'capabilities: expected an integer, found a list'],
    [{ capabilities: 2 ** 32 }, 'capabilities: must be 0 to 4294967295, found 4294967296'],
    [{ activation_mask: 9 }, 'activation_mask: must be 0 to 7, found 9'],
    [{ stack_size: undefined }, "'stack_size' is missing"],
    [{ activation: 1 }, "activation: unknown field; did you mean 'activation_mask'?"],
  ])('a flat policy file refuses %j', (change, message) => {
    expect(check({ ...validFlat(), ...change }).errors).toEqual([message]);
  });
});

test('configurations written for the C implementation are accepted as they are', () => {
  const application = {
    name: 'camera_compress',
    description: 'With an em dash \u2014 and more.',
    max_modules: 1,
    wamr_pool_bytes: 8388608,
    log_pool_bytes: 65536,
    hal_groups: ['timer', 'camera'],
  };
  const policy = {
    capabilities: ['TIMER', 'CAMERA', 'LOG'],
    memory_pages_max: 62,
    stack_size: 8192,
    heap_size: 262144,
    cpu_quota_us: 1000,
    step_interval_us: 10000000,
  };
  const numbers = { ...policy, capabilities: 14, activation_mask: 1, event_subscribe: 0 };
  for (const more of [{}, { activation_mask: ['INTERVAL'], event_subscribe: 0 }]) {
    const modules = [{ name: 'camera_compress', binary: 'out/camera_compress.aot', policy: { ...policy, ...more } }];
    const { errors, warnings, files } = check({ application, modules });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(decodePolicy(files.get('camera_compress_policy.bin'))).toEqual(numbers);
  }
});

test('fuse_hal_flags.cmake', () => {
  expect(check(validConfig()).files.get('fuse_hal_flags.cmake')?.toString()).toBe(
    [
      '# What the FUSE library is built with for an application; generated by `npm run config` from app_config.json.',
      'set(FUSE_HAL_ENABLE_TEMP_SENSOR 0)',
      'set(FUSE_HAL_ENABLE_TIMER 1)',
      'set(FUSE_HAL_ENABLE_CAMERA 1)',
      'set(FUSE_MAX_MODULES 2)',
      'set(FUSE_APP_MODULES filter compress)',
      'set(FUSE_APP_BINARY_filter [[out/filter.aot]])',
      'set(FUSE_APP_BINARY_compress [[out/compress.aot]])',
      '',
    ].join('\n'),
  );
});

test('fuse_hal_flags.cmake brings the path of a binary to CMake as it stands', () => {
  const binary = '[=[a b;"${c}\\]]#';
  const config = changed((c) => ((c.modules[0].binary = binary), (c.modules[1].binary = ']=]]')));
  const here = fs.mkdtempSync(path.join(folder, 'cmake-'));
  const flags = check(config).files.get('fuse_hal_flags.cmake')?.toString() ?? '';
  const write = ['filter', 'compress'].map((name) => `file(WRITE ${name}.txt "\${FUSE_APP_BINARY_${name}}")\n`);
  fs.writeFileSync(path.join(here, 'script.cmake'), `${flags}${write.join('')}`);
  expect(spawnSync('cmake', ['-P', 'script.cmake'], { cwd: here, encoding: 'utf8' }).stderr).toBe('');
  expect(fs.readFileSync(path.join(here, 'filter.txt'), 'utf8')).toBe(binary);
  expect(fs.readFileSync(path.join(here, 'compress.txt'), 'utf8')).toBe(']=]]');
});

test('an application without modules gets no policies', () => {
  expect([...check(changed((c) => delete c.modules)).files.keys()]).toEqual([
    'fuse_app_config.h',
    'fuse_hal_flags.cmake',
  ]);
});

describe('the header', () => {
  const COMPILERS = ['gcc', 'clang-19', 'arm-none-eabi-gcc'];
  const FLAGS = ['-std=c99', '-Wall', '-Wextra', '-Wpedantic', '-Wundef', '-Werror', '-fsyntax-only'];

  const headerOf = (config: Loose, name?: string): string =>
    check(config, name).files.get('fuse_app_config.h')?.toString() ?? 'no header';

  /** Compiles a host program around the header; gives the compiler's messages, empty when it accepts. */
  function compile(compiler: string, header: string, source: string, definitions: string[] = []): string {
    const here = fs.mkdtempSync(path.join(folder, 'c-'));
    fs.writeFileSync(path.join(here, 'fuse_app_config.h'), header);
    // As the runtime's own: it has a default only when the build names no number.
    fs.writeFileSync(path.join(here, 'fuse.h'), '#ifndef FUSE_MAX_MODULES\n#define FUSE_MAX_MODULES 8U\n#endif\n');
    fs.writeFileSync(path.join(here, 'host.c'), source);
    const run = spawnSync(compiler, [...FLAGS, ...definitions, 'host.c'], { cwd: here, encoding: 'utf8' });
    if (run.error) throw run.error;
    return run.status === 0 ? '' : run.stderr;
  }

  const LIBRARY = ['-DFUSE_MAX_MODULES=2', '-DFUSE_HAL_ENABLE_TIMER=1', '-DFUSE_HAL_ENABLE_CAMERA=1'];
  const BEFORE = '#include "fuse_app_config.h"\n#include "fuse.h"\nextern int host;\n';
  const AFTER = '#include "fuse.h"\n#include "fuse_app_config.h"\nextern int host;\n';
  const LACKS_CAMERA = "application.hal_groups names 'camera', which this FUSE library is built without";

  describe.each(COMPILERS)('with %s', (compiler) => {
    test('has the period of ticks where it is declared', () => {
      const declared = headerOf(changed((config) => (config.application.tick_us = 10_000)));
      expect(
        compile(
          compiler,
          declared,
          '#include "fuse_app_config.h"\nextern char a[FUSE_APP_TICK_US == 10000 ? 1 : -1];\n',
        ),
      ).toBe('');
      expect(headerOf(validConfig())).not.toContain('FUSE_APP_TICK_US');
    });

    test('has every constant with its value', () => {
      const values: Record<string, string | number> = {
        FUSE_APP_MAX_MODULES: 2,
        FUSE_APP_WAMR_POOL_BYTES: 16777216,
        FUSE_APP_LOG_POOL_BYTES: 65536,
        FUSE_HAL_ENABLE_TIMER: 1,
        FUSE_HAL_ENABLE_CAMERA: 1,
        FUSE_EVENT_FRAME_READY: 0,
        FUSE_EVENT_DATA_CAPTURED: 5,
        FUSE_POLICY_FILTER_CAPABILITIES: 28,
        FUSE_POLICY_FILTER_MEMORY_PAGES_MAX: 6,
        FUSE_POLICY_FILTER_STACK_SIZE: 8192,
        FUSE_POLICY_FILTER_HEAP_SIZE: 4096,
        FUSE_POLICY_FILTER_CPU_QUOTA_US: 5000,
        FUSE_POLICY_FILTER_STEP_INTERVAL_US: 0,
        FUSE_POLICY_FILTER_ACTIVATION_MASK: 2,
        FUSE_POLICY_FILTER_EVENT_SUBSCRIBE: 1,
        FUSE_POLICY_COMPRESS_STEP_INTERVAL_US: 10000000,
        FUSE_POLICY_COMPRESS_ACTIVATION_MASK: 1,
      };
      const asserts = Object.entries(values).map(
        ([name, value], i) => `typedef char a${i}[(${name} == ${value}) ? 1 : -1];`,
      );
      const preprocessor = Object.entries(values).map(
        ([name, value]) => `#if ${name} != ${value}\n#error "${name}"\n#endif`,
      );
      const strings = [
        'static const char name[] = FUSE_APP_NAME; typedef char n[sizeof(name) == sizeof("pipeline") ? 1 : -1];',
        'const char *const binaries[] = { FUSE_POLICY_FILTER_BINARY, FUSE_POLICY_COMPRESS_BINARY, name };',
        '#define TEXT(name, NAME) #name, FUSE_POLICY_##NAME##_BINARY,',
        'const char *const names[] = { FUSE_APP_MODULES(TEXT) 0 }; typedef char x[sizeof(names) == 5 * sizeof(names[0]) ? 1 : -1];',
      ];
      const source = [
        '#include "fuse_app_config.h"',
        '#include "fuse_app_config.h"',
        ...asserts,
        ...preprocessor,
        ...strings,
        '',
      ];
      expect(compile(compiler, headerOf(validConfig()), source.join('\n'))).toBe('');
    });

    test.each([
      ['before', BEFORE],
      ['after', AFTER],
    ])('fits the library that has what it needs, included %s fuse.h', (_, source) => {
      expect(compile(compiler, headerOf(validConfig()), source, LIBRARY)).toBe('');
      expect(compile(compiler, headerOf(validConfig()), source, [...LIBRARY, '-DFUSE_HAL_ENABLE_TEMP_SENSOR=1'])).toBe(
        '',
      );
    });

    test.each([
      ['before', BEFORE],
      ['after', AFTER],
    ])('is an error with a library for fewer modules, included %s fuse.h', (_, source) => {
      const fewer = LIBRARY.map((flag) => flag.replace('MODULES=2', 'MODULES=1'));
      expect(compile(compiler, headerOf(validConfig()), source, fewer)).toContain(
        'application.max_modules is 2, but this FUSE library is built for fewer (FUSE_MAX_MODULES)',
      );
    });

    test.each([
      ['before', BEFORE],
      ['after', AFTER],
    ])('is an error with a library without the group, included %s fuse.h', (_, source) => {
      const header = headerOf(validConfig());
      expect(compile(compiler, header, source, LIBRARY.slice(0, 2))).toContain(LACKS_CAMERA);
      expect(compile(compiler, header, source, [...LIBRARY.slice(0, 2), '-DFUSE_HAL_ENABLE_CAMERA=0'])).toContain(
        LACKS_CAMERA,
      );
    });

    test('settles the groups when it comes first and the build names none', () => {
      const source = `${BEFORE}#if FUSE_HAL_ENABLE_CAMERA != 1\n#error "camera"\n#endif\n`;
      expect(compile(compiler, headerOf(validConfig()), source)).toBe('');
    });
  });

  test('strings arrive byte by byte', () => {
    const name = 'a"b\\c??/d*/e/*f%s\u00fc\u{1f6f0}1';
    const config = changed((c) => ((c.application.name = name), (c.modules[0].binary = `${name}.aot`)));
    const here = fs.mkdtempSync(path.join(folder, 'run-'));
    fs.writeFileSync(path.join(here, 'fuse_app_config.h'), headerOf(config, 'odd */ name\n#error.json'));
    const source =
      '#include <stdio.h>\n#include "fuse_app_config.h"\nint main(void) { fputs(FUSE_APP_NAME, stdout); fputs(FUSE_POLICY_FILTER_BINARY, stdout); return 0; }\n';
    fs.writeFileSync(path.join(here, 'host.c'), source);
    const build = spawnSync('gcc', ['-std=c99', '-Wall', '-Werror', '-o', 'host', 'host.c'], {
      cwd: here,
      encoding: 'utf8',
    });
    expect(build.stderr).toBe('');
    expect(spawnSync(path.join(here, 'host'), { encoding: 'utf8' }).stdout).toBe(`${name}${name}.aot`);
  });

  test('depends on the input and its base name only', () => {
    expect(headerOf(validConfig(), '/some/where/app_config.json')).toBe(headerOf(validConfig(), 'app_config.json'));
    expect(headerOf(validConfig())).not.toContain(os.tmpdir());
    const events = { DATA_CAPTURED: 5, FRAME_READY: 0 };
    expect(headerOf(changed((c) => (c.application.events = events)))).toBe(headerOf(validConfig()));
  });
});

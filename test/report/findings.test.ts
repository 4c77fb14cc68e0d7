// SPDX-License-Identifier: Apache-2.0
/** What a policy report finds wrong: each finding once, at its field, in full. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadNatives } from '../../cli/config/natives';
import { checkApplication } from '../../cli/project/check';
import { buildDirectory } from '../support/aotc';
import type { Loose } from '../support/app-config';
import { wat } from '../support/fuse';
import { FITTING, ReportFolder, timedConfig } from '../support/report';

let folder: ReportFolder;
beforeEach(() => (folder = new ReportFolder()));
afterEach(() => folder.remove());

/** Findings of the timed configuration with fitting modules, both changed. */
function findings(
  change: (config: Loose) => void,
  modules: Readonly<Record<string, readonly string[]>> = {},
): readonly string[] {
  folder.buildModules({ ...FITTING, ...modules });
  return folder.report(timedConfig(change)).findings;
}

test('nothing, where everything fits', () => expect(findings(() => undefined)).toEqual([]));

describe('code', () => {
  test('that is not there', () => {
    folder.buildModules({ filter: FITTING.filter });
    expect(folder.report(timedConfig()).findings).toEqual([
      "warning: modules[1].binary: no code of 'compress' was found, so that what it uses is not compared with what it may; build it, or name the folder with --build-dir",
    ]);
  });

  test('that is older than its source', () => {
    folder.buildModules(FITTING);
    fs.mkdirSync(folder.path('modules/filter'), { recursive: true });
    folder.write('modules/filter/filter.c', '');
    fs.utimesSync(folder.path('build/linux/filter.wasm'), 1_000_000_000, 1_000_000_000);
    expect(folder.report(timedConfig()).findings).toEqual([
      'warning: modules[0].binary: build/linux/filter.wasm is older than modules/filter/filter.c; build it again',
    ]);
  });

  test('that is no module', () => {
    folder.buildModules(FITTING);
    folder.write('build/linux/filter.wasm', 'not one');
    expect(folder.report(timedConfig()).findings).toEqual([
      expect.stringMatching(
        /^error: modules\[0\]\.binary: build\/linux\/filter\.wasm is not a valid WebAssembly module: .*; build it again$/,
      ),
    ]);
  });

  test('that tries what it may not', () => {
    expect(findings((config) => (config.modules[0].policy.capabilities = ['LOG', 'EVENT_POST']))).toEqual([
      'error: modules[0].policy.capabilities: build/linux/filter.wasm imports camera_last_frame, which needs CAMERA: add "CAMERA", or remove the call',
    ]);
  });

  test('that never does what it may', () => {
    expect(findings(() => undefined, { filter: ['camera_last_frame', 'module_log_event'] })).toEqual([
      'warning: modules[0].policy.capabilities[2]: build/linux/filter.wasm imports no function that needs EVENT_POST: remove it (least privilege)',
    ]);
  });

  test('that the runtime would refuse', () => {
    folder.buildModules(FITTING);
    folder.assemble(folder.built('compress'), '(module (import "env" "system" (func)) (func (export "module_step")))');
    expect(folder.report(timedConfig((config) => (config.modules[1].policy.capabilities = []))).findings).toEqual([
      "error: modules[1].binary: build/linux/compress.wasm: imports the unknown function env.system; valid: 'temp_get_reading', 'timer_get_timestamp', 'camera_last_frame', 'module_log_event', 'fuse_event_post'",
    ]);
  });

  test('that begins with more memory than it may have', () => {
    folder.buildModules(FITTING);
    folder.assemble(folder.built('compress'), wat(FITTING.compress, '(memory 3)'));
    expect(folder.report(timedConfig((config) => (config.modules[1].policy.memory_pages_max = 2))).findings).toEqual([
      "error: modules[1].policy.memory_pages_max: build/linux/compress.wasm has 196608 bytes of memory, more than the 131072 allowed: raise it to 3, or make the module's data smaller",
    ]);
  });

  describe('compiled', () => {
    const natives = loadNatives(path.join(buildDirectory, 'generated/fuse_natives.json'));

    function compile(target: string, into = 'linux'): void {
      folder.buildModules(FITTING);
      for (const name of Object.keys(FITTING)) {
        const image = `${folder.built(name, into)}.aot`;
        expect(folder.compile(['--target', target, '-o', image, `build/linux/${name}.wasm`]).status).toBe(0);
      }
    }

    test('and not changed since', () => {
      compile('host');
      const { findings, report } = folder.report(timedConfig(), { natives });
      expect(findings).toEqual([]);
      expect(report.modules.map(({ code }) => [code?.file, code?.target])).toEqual([
        ['build/linux/filter.aot', 'host'],
        ['build/linux/compress.aot', 'host'],
      ]);
    });

    test('and changed since', () => {
      compile('host');
      const image = folder.read('build/linux/filter.aot');
      image.writeUInt8(image.readUInt8(image.length - 200) ^ 1, image.length - 200);
      folder.write('build/linux/filter.aot', image);
      expect(folder.report(timedConfig(), { natives }).findings).toEqual([
        'error: modules[0].binary: build/linux/filter.aot: its seal is broken, bytes were changed after it was compiled: compile its .wasm again with fuse-aotc',
      ]);
    });

    test('for other native functions', () => {
      compile('host');
      const message = 'it was compiled for other native functions than this build has';
      expect(folder.report(timedConfig()).findings).toEqual([
        `error: modules[0].binary: build/linux/filter.aot: ${message}: compile its .wasm again with fuse-aotc`,
        `error: modules[1].binary: build/linux/compress.aot: ${message}: compile its .wasm again with fuse-aotc`,
      ]);
    });

    test('for another processor', () => {
      compile('host', 'stm32f405');
      const config = timedConfig(({ application, modules }) => {
        application.wamr_pool_bytes = 65536 + 32768;
        application.log_pool_bytes = 4096;
        for (const { policy } of modules) policy.memory_pages_max = 1;
      });
      const wrong = 'is compiled for host, which does not run on stm32f405; build it for stm32f405';
      expect(folder.report(config, { natives, target: 'stm32f405' }).findings).toEqual([
        expect.stringMatching(/^error: application\.wamr_pool_bytes: the modules take at least /),
        `error: modules[0].binary: build/stm32f405/filter.aot ${wrong}`,
        `error: modules[1].binary: build/stm32f405/compress.aot ${wrong}`,
      ]);
    });

    test('from another module than the one beside it', () => {
      compile('host');
      // It imports the same functions.
      folder.assemble('build/linux/compress', wat(FITTING.compress, '(memory 2)'));
      const warning =
        'compress.aot does not name build/linux/compress.wasm beside it as what it was made from: one is older; build the module again';
      expect(folder.report(timedConfig(), { natives }).findings).toEqual([
        `warning: modules[1].binary: build/linux/${warning}`,
      ]);
      const application = { folder: folder.directory, config: folder.path('app_config.json') };
      expect(checkApplication(application, { natives }).diagnostics.map(({ message }) => message)).toEqual([
        expect.stringContaining('/build/linux/compress.aot does not name '),
      ]);
    });
  });

  test('the newest build counts, unless a target or a folder is named', () => {
    folder.buildModules(FITTING);
    for (const [target, time] of [['simulator', 2_000_000_000] as const, ['stm32f405', 1_000_000_000] as const]) {
      folder.assemble(folder.built('filter', target), wat(FITTING.filter, '(memory 1)'));
      fs.utimesSync(folder.path(`build/${target}/filter.wasm`), time, time);
    }
    const file = (options: object): string | undefined =>
      folder.report(timedConfig(), options).report.modules[0]?.code?.file;
    expect(file({})).toBe('build/simulator/filter.wasm');
    expect(file({ target: 'stm32f405' })).toBe('build/stm32f405/filter.wasm');
    expect(file({ target: 'stm32f405', buildFolder: folder.path('build/linux') })).toBe('build/linux/filter.wasm');
  });
});

describe('memory', () => {
  /** Two modules of a page each, on the board with 128 KiB. */
  function onBoard(pool: number, log: number): readonly string[] {
    for (const [name, imports] of Object.entries(FITTING)) {
      folder.assemble(folder.built(name, 'stm32f405'), wat(imports, '(memory 1)'));
    }
    const config = timedConfig(({ application, modules }) => {
      application.wamr_pool_bytes = pool;
      application.log_pool_bytes = log;
      for (const { policy } of modules) policy.memory_pages_max = 1;
    });
    return folder.report(config, { target: 'stm32f405' }).findings;
  }

  test('that the board does not have', () => {
    expect(onBoard(135_168, 4096)).toEqual([
      'error: application.wamr_pool_bytes: RAM of stm32f405 is 128 KiB: 132 KiB (pool for modules) + 4 KiB (log) is 136 KiB; lower wamr_pool_bytes or log_pool_bytes',
    ]);
  });

  test('that the pool does not have, to the byte', () => {
    expect(onBoard(135_167, 1024)[0]).toBe(
      "error: application.wamr_pool_bytes: the modules take at least 66 KiB (filter) + 66 KiB (compress) = 132 KiB when they load, more than 135,167 bytes: make it larger, or the modules' data smaller",
    );
    expect(onBoard(135_168, 1024)).toEqual([expect.stringContaining('RAM of stm32f405')]);
  });

  test('elsewhere it does not come from the pool', () => {
    folder.buildModules(FITTING);
    const small = timedConfig(({ application, modules }) => {
      application.wamr_pool_bytes = 8192;
      for (const { policy } of modules) policy.memory_pages_max = 1;
    });
    expect(folder.report(small, { target: 'linux' }).findings).toEqual([]);
  });
});

describe('time', () => {
  test('an event that may be answered too late', () => {
    expect(findings((config) => (config.modules[0].event_min_interval_us = 5500))).toEqual([
      "error: modules[0].event_min_interval_us: 'filter' may end too late: 6000 us (the rest of a tick (filter, compress)) + 5000 us (its own step) = 11000 us, but the next event may come after 5500 us; lower a quota, make the time longer, or put it before the others",
    ]);
  });

  test('a step that may end after the next is due', () => {
    const config = (whole: Loose): void => {
      whole.application.tick_us = 8000;
      whole.modules[1].policy.step_interval_us = 9000;
    };
    expect(findings(config)).toEqual([
      "error: modules[1].policy.step_interval_us: 'compress' may end too late: 7000 us (the first tick after 9000 us, every 8000 us) + 5000 us (filter) + 1000 us (its own step) = 13000 us, but its next step is due after 9000 us; lower a quota, or tick_us, make the time longer, or put it before the others",
    ]);
  });

  test('a tick that may end after the next is due', () => {
    const config = (whole: Loose): void => {
      whole.application.tick_us = 5999;
      whole.modules[1].policy.step_interval_us = 0;
    };
    expect(findings(config)).toEqual([
      "error: modules[1].policy.step_interval_us: 'compress' may end too late: 5000 us (filter) + 1000 us (its own step) = 6000 us, but the next tick is due after 5999 us; lower a quota, make the time longer, or put it before the others",
    ]);
  });

  test('a module without a quota, said once', () => {
    const both = (config: Loose): void => {
      config.modules[0].policy.cpu_quota_us = 0;
      config.modules[0].policy.activation = ['INTERVAL', 'EVENT'];
    };
    expect(findings(both)).toEqual([
      "warning: modules[0].policy.cpu_quota_us: 'filter' has no quota, so that nothing can be said of when any module steps; give it a cpu_quota_us",
    ]);
  });
});

test('warnings of the configuration itself are among them', () => {
  const { report } = folder.report(timedConfig((config) => (config.modules[1].policy.stack_size = 100)));
  expect(report.findings).toContainEqual({
    severity: 'warning',
    line: 50,
    column: 23,
    field: 'modules[1].policy.stack_size',
    message: '100 bytes of stack are too few for most modules; their steps would trap',
  });
});

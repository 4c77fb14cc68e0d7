// SPDX-License-Identifier: Apache-2.0
/** The life of the runtime and of modules: what each call is allowed in which state, and what it leaves behind. */
import { ModuleState, Stat } from '../../sdk/node/fuse';
import { LOG_BYTES, POLICY, POOL_BYTES, valueOf } from '../support/api/bench';
import { overBoth } from '../support/api/over-both';

overBoth('the runtime', (bench) => {
  test('before init every call says so', () => {
    const { fuse } = bench();
    const image = bench().image('worker');
    expect(fuse.load(image, POLICY)).toEqual({ stat: Stat.NotInitialized });
    expect(fuse.replace(0, image, POLICY)).toBe(Stat.NotInitialized);
    expect([fuse.start(0), fuse.pause(0), fuse.unload(0), fuse.runStep(0)]).toEqual(
      new Array(4).fill(Stat.NotInitialized),
    );
    expect([fuse.stop(), fuse.restart(), fuse.deinit(), fuse.postEvent(0), fuse.clearEvent(0)]).toEqual(
      new Array(5).fill(Stat.NotInitialized),
    );
    expect([fuse.stat(0), fuse.info(0), fuse.nextDueUs(), fuse.logRead(0)]).toEqual(
      new Array(4).fill({ stat: Stat.NotInitialized }),
    );
    expect(fuse.tick()).toBe(0);
    expect(fuse.log()).toEqual([]);
    fuse.quotaExpired(0);
  });

  test('init twice, deinit, init again', () => {
    const { fuse, hal } = bench().init();
    bench().run('worker');
    expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES })).toBe(Stat.AlreadyInitialized);
    expect(fuse.init({ poolBytes: 0, logBytes: LOG_BYTES })).toBe(Stat.InvalidArg);
    expect(bench().state(0)).toBe('Running');
    expect(fuse.deinit()).toBe(Stat.Success);
    expect(fuse.deinit()).toBe(Stat.NotInitialized);
    expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: LOG_BYTES, hal })).toBe(Stat.Success);
    expect(fuse.stat(0)).toEqual({ stat: Stat.ModuleNotFound });
    expect(bench().texts).toEqual(['FUSE runtime initialised']);
  });

  test('sizes of pool and log', () => {
    const { fuse } = bench();
    expect(fuse.init({ poolBytes: 0, logBytes: LOG_BYTES })).toBe(Stat.InvalidArg);
    expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: 0 })).toBe(Stat.InvalidArg);
    expect(fuse.init({ poolBytes: 1023, logBytes: LOG_BYTES })).toBe(Stat.ModuleLoadFailed);
    expect(fuse.init({ poolBytes: POOL_BYTES, logBytes: 16 })).toBe(Stat.Success);
    expect(fuse.log()).toEqual([]);
    expect(fuse.logLost()).toBeGreaterThan(0);
  });

  test('without quota_arm the log says that there are no quotas', () => {
    bench().init({});
    expect(bench().texts).toEqual(['FUSE runtime initialised', 'no quota_arm: no quotas']);
    expect(
      bench()
        .fuse.log()
        .map(({ timestampUs }) => timestampUs),
    ).toEqual([0n, 0n]);
  });

  test('stop pauses what runs, restart resumes exactly that', () => {
    const { fuse } = bench().init();
    const [first, second, third] = [bench().run('worker'), bench().run('worker'), bench().load('worker')] as const;
    expect(fuse.pause(second)).toBe(Stat.Success);
    expect([fuse.stop(), fuse.stop()]).toEqual([Stat.Success, Stat.Success]);
    expect([first, second, third].map((id) => bench().state(id))).toEqual(['Paused', 'Paused', 'Loaded']);
    expect(fuse.tick()).toBe(0);
    expect(fuse.runStep(first)).toBe(Stat.InvalidArg);
    expect(fuse.start(third)).toBe(Stat.Success);
    expect(fuse.tick()).toBe(0);
    expect([fuse.restart(), fuse.restart()]).toEqual([Stat.Success, Stat.Success]);
    expect([first, second, third].map((id) => bench().state(id))).toEqual(['Running', 'Paused', 'Running']);
    expect(fuse.tick()).toBe(0b101);
    expect(bench().texts.slice(-2)).toEqual(['module 2 running', 'FUSE runtime restarted']);
  });

  test('version, names of results, policies in binary form', () => {
    const { fuse } = bench();
    expect(fuse.version()).toBe('0.1.0');
    expect([Stat.Success, Stat.ModuleTrap, 99].map((stat) => fuse.statName(stat))).toEqual([
      'FUSE_SUCCESS',
      'FUSE_ERR_MODULE_TRAP',
      'FUSE_ERR_?',
    ]);
    const bytes = Buffer.alloc(32);
    Object.values(POLICY).forEach((field: number, i) => bytes.writeUInt32LE(field, i * 4));
    expect(fuse.policyFromBin(bytes)).toEqual({ stat: Stat.Success, value: POLICY });
    bytes.writeUInt32LE(1 << 30, 0);
    expect(fuse.policyFromBin(bytes)).toEqual({ stat: Stat.InvalidArg });
    expect(fuse.policyFromBin(bytes.subarray(1))).toEqual({ stat: Stat.InvalidArg });
    expect(fuse.policyFromBin(new Uint8Array(0))).toEqual({ stat: Stat.InvalidArg });
  });
});

overBoth('a module', (bench) => {
  test('runs its entries in order, under its quota, and only those that it has', () => {
    const { fuse } = bench().init();
    const id = bench().load('lifecycle', { cpuQuotaUs: 1000 });
    expect(bench().state(id)).toBe('Loaded');
    expect([fuse.runStep(id), fuse.pause(id)]).toEqual([Stat.InvalidArg, Stat.InvalidArg]);
    expect([fuse.start(id), fuse.start(id)]).toEqual([Stat.Success, Stat.InvalidArg]);
    expect(fuse.runStep(id)).toBe(Stat.Success);
    expect([fuse.pause(id), fuse.runStep(id), fuse.start(id)]).toEqual([Stat.Success, Stat.InvalidArg, Stat.Success]);
    expect(fuse.unload(id)).toBe(Stat.Success);
    expect([fuse.unload(id), fuse.start(id), fuse.pause(id), fuse.runStep(id)]).toEqual(
      new Array(4).fill(Stat.ModuleNotFound),
    );
    expect(bench().texts.slice(1)).toEqual([
      '[0] start',
      'module 0 loaded',
      '[0] init',
      'module 0 running',
      '[0] step',
      'module 0 paused',
      'module 0 running',
      '[0] deinit',
      'module 0 unloaded',
    ]);
    expect(bench().calls).toEqual(new Array(4).fill(['quotaArm(0, 1000)', 'quotaCancel(0)']).flat());
  });

  test('gets the lowest free id, and there are eight', () => {
    const { fuse } = bench().init();
    expect(Array.from({ length: 8 }, () => bench().load('worker'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(bench().tryLoad('worker')).toEqual({ stat: Stat.ModuleLimit });
    expect([fuse.unload(2), fuse.unload(5)]).toEqual([Stat.Success, Stat.Success]);
    expect([bench().load('worker'), bench().load('worker')]).toEqual([2, 5]);
    expect([8, 31, 32, 0xffffffff].map((id) => fuse.stat(id))).toEqual(
      new Array(4).fill({ stat: Stat.ModuleNotFound }),
    );
  });

  test('runs the start code of toolchains once', () => {
    bench().init();
    bench().run('constructors');
    expect(bench().texts.slice(1, 3)).toEqual(['[0] post', '[0] ctors']);
  });

  const refused = [
    ['no_step', 'no module_step'],
    ['step_parameter', 'not its own function () -> (): module_step'],
    ['step_result', 'not its own function () -> (): module_step'],
    ['step_global', 'not its own function () -> (): module_step'],
    ['step_imported', 'not its own function () -> (): module_step'],
    ['init_parameter', 'not its own function () -> (): module_init'],
    ['deinit_result', 'not its own function () -> (): module_deinit'],
    ['imported_global', 'imports other than functions'],
    ['imported_start', 'unknown import or signature: start'],
    ['unknown_import', 'unknown import or signature: open_file'],
    ['unknown_namespace', 'unknown import or signature: temp_get_reading'],
    ['wrong_signature', 'unknown import or signature: temp_get_reading'],
    ['four_gib', 'memory_pages_max exceeded'],
    ['four_gib_growing', 'memory_pages_max exceeded'],
  ] as const;
  test.each(refused)('%s is refused, and the log says why', (module, reason) => {
    const { fuse } = bench().init();
    expect(bench().tryLoad(module)).toEqual({ stat: Stat.ModuleLoadFailed });
    expect(bench().lastText).toBe(`module not loaded: ${reason}`);
    expect(fuse.stat(0)).toEqual({ stat: Stat.ModuleNotFound });
    expect(bench().load('worker')).toBe(0);
  });

  test('is refused if a bit of it has changed, if it is cut, or has no seal', () => {
    const { fuse } = bench().init();
    const image = Uint8Array.from(bench().image('worker'));
    const refusal = (bytes: Uint8Array): string | undefined => {
      expect(fuse.load(bytes, POLICY)).toEqual({ stat: Stat.ModuleLoadFailed });
      return bench().lastText;
    };
    for (const at of [0, 20, image.length - 97, image.length - 1]) {
      const flipped = Uint8Array.from(image);
      flipped[at]! ^= 0x10;
      expect(refusal(flipped)).toMatch(/the image is damaged$/);
    }
    expect(refusal(image.subarray(0, 40))).toMatch(/no seal: compile it with fuse-aotc$/);
    expect(refusal(image.subarray(0, image.length - 4))).toMatch(/no seal: compile it with fuse-aotc$/);
    expect(fuse.load(new Uint8Array(0), POLICY)).toEqual({ stat: Stat.InvalidArg });
  });

  test('is not touched by what happens to the bytes that it was loaded from', () => {
    const { fuse } = bench().init();
    const image = Uint8Array.from(bench().image('lifecycle'));
    const id = valueOf(fuse.load(image, POLICY));
    image.fill(0);
    expect([fuse.start(id), fuse.runStep(id), fuse.unload(id)]).toEqual(new Array(3).fill(Stat.Success));
  });

  test.each([
    ['unknown capability', { capabilities: 1 << 30 }],
    ['unknown activation', { activationMask: 8 }],
  ])('is refused for its policy: %s', (_, wrong) => {
    bench().init();
    expect(bench().tryLoad('worker', wrong)).toEqual({ stat: Stat.InvalidArg });
  });

  test('tells its figures', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile', { cpuQuotaUs: 0 });
    expect(fuse.runStep(id)).toBe(Stat.Success);
    expect(fuse.runStep(id)).toBe(Stat.Success);
    const { poolBytes, ...info } = valueOf(fuse.info(id));
    expect(info).toEqual({
      state: ModuleState.Running,
      steps: 2,
      traps: 0,
      quotaKills: 0,
      stepUsLast: 0,
      stepUsMax: 0,
      stepUsTotal: 0n,
      memoryBytes: 4096,
    });
    expect(poolBytes).toBeGreaterThan(0);
  });

  test('grows its memory up to memory_pages_max, not beyond', () => {
    const { fuse } = bench().init();
    const id = bench().run('grow', { memoryPagesMax: 3, eventSubscribe: 0b11, activationMask: 2 });
    const grow = (pages: number): number => {
      bench().reading = pages;
      expect(fuse.runStep(id)).toBe(Stat.Success);
      return valueOf(fuse.info(id)).memoryBytes / 65536;
    };
    expect([grow(1), grow(2), grow(1), grow(0)]).toEqual([1, 3, 3, 3]);
  });

  test.each(['two_pages', 'two_growing_pages', 'all_calls', 'aux_stack'])(
    '%s has as much memory as it is given',
    (module) => {
      const { fuse } = bench().init();
      const bytes = { two_pages: 131072, two_growing_pages: 131072, all_calls: 1040, aux_stack: 1040 }[module];
      expect(valueOf(fuse.info(bench().load(module))).memoryBytes).toBe(bytes);
    },
  );
});

overBoth('replace', (bench) => {
  test('takes over id, state and latches', () => {
    const { fuse } = bench().init();
    const id = bench().run('lifecycle', { eventSubscribe: 1, activationMask: 2 });
    fuse.postEvent(0);
    expect(fuse.replace(id, bench().image('lifecycle'), { ...POLICY, eventSubscribe: 1, activationMask: 2 })).toBe(
      Stat.Success,
    );
    expect(bench().state(id)).toBe('Running');
    expect(fuse.tick()).toBe(1);
    expect(bench().texts.slice(5)).toEqual(['[0] start', '[0] init', '[0] deinit', 'module 0 replaced', '[0] step']);
  });

  test('leaves the old one running if the new one fails', () => {
    const { fuse } = bench().init();
    const id = bench().run('worker');
    bench().reading = 15; // unreachable
    const image = bench().image('hostile');
    expect(fuse.replace(id, image, POLICY)).toBe(Stat.ModuleLoadFailed);
    let entries = 0;
    bench().inside.getReading = () => {
      bench().reading = entries++ === 0 ? 0 : 15;
    };
    expect(fuse.replace(id, image, POLICY)).toBe(Stat.ModuleTrap);
    expect(fuse.replace(id, bench().image('no_step'), POLICY)).toBe(Stat.ModuleLoadFailed);
    expect(fuse.replace(7, image, POLICY)).toBe(Stat.ModuleNotFound);
    expect(fuse.replace(id, new Uint8Array(0), POLICY)).toBe(Stat.InvalidArg);
    expect(fuse.tick()).toBe(1);
    expect(bench().texts).toContain('module 0 not replaced: module_init failed');
  });

  test('brings a failed module back', () => {
    const { fuse } = bench().init();
    const id = bench().run('hostile');
    bench().reading = 15;
    expect(fuse.runStep(id)).toBe(Stat.ModuleTrap);
    expect(fuse.replace(id, bench().image('worker'), POLICY)).toBe(Stat.Success);
    expect(bench().state(id)).toBe('Running');
    expect(valueOf(fuse.info(id))).toMatchObject({ steps: 0, traps: 0 });
  });
});

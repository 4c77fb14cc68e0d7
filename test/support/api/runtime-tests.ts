// SPDX-License-Identifier: Apache-2.0
/** The runtime's own tests (test/runtime, in the subset) as a program under Node, with modules on Node's own WebAssembly. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../../cli/support/paths';
import { Stat } from '../../../sdk/node';
import { type Bundle, type Program, type RuntimeExports, structOf } from '../../../sdk/node/javascript/program';
import { placeU32, placeU64 } from '../../../sdk/node/javascript/places';
import { LookedAtTimer, platformClockUs } from '../../../sdk/node/javascript/quota-timer';
import { Wamr } from '../../../sdk/node/javascript/wamr';
import { javascript } from './implementations';

const root = repositoryRoot();

/** As test/runtime/host.h has them. */
const POOL_BYTES = 40960;
const LOG_BYTES = 6144;
const INVALID_ID = 0xffffffff;

const BUILD = {
  FUSE_MAX_MODULES: 8,
  FUSE_HAL_ENABLE_TEMP_SENSOR: true,
  FUSE_HAL_ENABLE_TIMER: true,
  FUSE_HAL_ENABLE_CAMERA: true,
};

/** Emits tests and runtime together; the file of the bundle. */
export function emitRuntimeTests(folder: string): string {
  const codegen = path.join(root, 'dist', 'codegen', 'src', 'main.js');
  const projects = ['--project', 'runtime-ts', '--project', 'test/runtime', '--header', 'fuse.h=runtime-ts/fuse.ts'];
  const args = [codegen, 'emit', '--target', 'node', '--name', 'tests', ...projects, '--out', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`emit failed\n${stdout}${stderr}`);
  return path.join(folder, 'tests.js');
}

/** The externs of the tests; those of the runtime are inherited. */
class TestExterns extends Wamr {
  readonly STOP_ANY = 0;
  readonly STOP_REDIRECT = 1;
  readonly STOP_FAULT = 2;
  readonly MORE_CAPABILITIES = 0;
  readonly HAS_LARGE_MEMORY = 1;
  readonly POOL_BYTES = POOL_BYTES;
  readonly LOG_BYTES = LOG_BYTES;
  readonly GUARD_AT_CALL_OUT = 0;
  readonly CAP_TEMP_SENSOR = 1;
  readonly CAP_TIMER = 2;
  readonly CAP_CAMERA = 4;
  readonly CAP_LOG = 8;
  readonly CAP_EVENT_POST = 16;
  private readonly pool: number;
  private readonly logAddress: number;

  constructor(
    private readonly tests: Program,
    private readonly quota: LookedAtTimer,
    private readonly console: (text: string) => void,
    private readonly isSelected: (name: string) => boolean,
  ) {
    super(tests, quota);
    this.pool = tests.memory.allocate(POOL_BYTES);
    this.logAddress = tests.memory.allocate(LOG_BYTES);
    this.placeImages();
  }

  private get calls(): RuntimeExports {
    return this.tests.exports as unknown as RuntimeExports;
  }

  /** `HOSTILE` and `HOSTILE_SIZE`, and so on: the images in the program's memory. */
  private placeImages(): void {
    const declarations = fs.readFileSync(path.join(root, 'test', 'runtime', 'modules.d.ts'), 'utf8');
    for (const [, module = '', name = ''] of declarations.matchAll(
      /@cname module_(\w+)_aot \*\/\nexport declare const (\w+):/g,
    )) {
      const image = javascript.image(module);
      const address = this.tests.memory.allocate(image.length);
      this.tests.memory.bytes(address, image.length).set(image);
      Object.assign(this, { [name]: address, [`${name}_SIZE`]: image.length });
    }
  }

  // ---- expect.d.ts ----

  private check(holds: boolean, what: string): void {
    if (holds) return;
    const { testCondition } = this.tests.files['harness'] as { testCondition: (...args: unknown[]) => void };
    const place = /tests\.js:(\d+)/.exec((new Error().stack ?? '').split('\n').slice(3).join('\n'))?.[1];
    const { memory } = this.tests;
    testCondition(false, memory.cstring(what), memory.cstring('tests.js'), Number(place ?? 0));
  }

  expect(condition: boolean): void {
    this.check(condition, 'condition');
  }

  private same(got: unknown, want: unknown): void {
    this.check(got === want, `${String(got)}, expected ${String(want)}`);
  }

  expectEqual = (got: number, want: number): void => this.same(got, want);
  expectEqual64 = (got: bigint, want: bigint): void => this.same(got, want);
  expectStat = (got: Stat, want: Stat): void => this.same(Stat[got], Stat[want]);
  expectState = (got: number, want: number): void => this.same(got, want);

  // ---- host.d.ts ----

  consoleWrite(text: number): void {
    this.console(this.tests.memory.text(text));
  }

  consoleNumber(value: bigint): void {
    this.console(String(value));
  }

  selected(suite: number, test: number): boolean {
    const { memory } = this.tests;
    return this.isSelected(`${memory.text(suite)}/${memory.text(test)}`);
  }

  /** There are no ways to choose from. */
  forceStop(way: number): boolean {
    return way === this.STOP_ANY;
  }

  stops(): number {
    return 0;
  }

  stopLatestUs(quotaUs: number): bigint {
    return BigInt(quotaUs) + 250_000n;
  }

  heldResources(): bigint {
    return 0n;
  }

  poolFree(): number {
    const info = { totalFreeSize: 0 };
    this.wamrPoolInfo(info);
    return info.totalFreeSize;
  }

  poolMemory(): number {
    return this.pool;
  }

  logMemory(): number {
    return this.logAddress;
  }

  forbiddenCalls(id: number, image: number, size: number): number {
    const { calls, tests } = this;
    const policy = structOf(tests, 'Policy').create({ memoryPagesMax: 1, stackSize: 4096, activationMask: 4 });
    const hal = structOf(tests, 'Hal').create();
    const begun = calls.init(this.pool, POOL_BYTES, this.logAddress, LOG_BYTES, hal) === Stat.Success;
    const results = [
      calls.moduleLoad(image, size, policy, placeU32(tests)),
      calls.moduleReplace(id, image, size, policy),
      calls.moduleStart(id),
      calls.modulePause(id),
      calls.moduleRunStep(id),
      calls.tick() === 0 ? Stat.InvalidArg : Stat.Success,
      calls.nextDueUs(placeU64(tests)),
      calls.stop(),
      calls.restart(),
      calls.moduleUnload(id),
      calls.deinit(),
    ];
    return results.filter((stat) => stat !== Stat.InvalidArg).length + Number(begun);
  }

  allowedCalls(id: number): number {
    const { calls, tests } = this;
    const results = [
      calls.postEvent(31),
      calls.clearEvent(31),
      calls.moduleStat(id, placeU32(tests)),
      calls.moduleInfo(id, structOf(tests, 'ModuleInfo').create()),
      calls.logRead(placeU32(tests), structOf(tests, 'LogEntry').create()),
    ];
    calls.logLost();
    calls.quotaExpired(INVALID_ID);
    return results.filter((stat) => stat !== Stat.Success).length;
  }

  /** ModuleTrap is FUSE_ERR_MODULE_TRAP. */
  wrongNames(): number {
    const { calls, tests } = this;
    const numbers = Object.values(Stat).filter((value) => typeof value === 'number');
    const name = (stat: Stat): string =>
      `FUSE_${stat === Stat.Success ? '' : 'ERR_'}${Stat[stat].replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}`;
    const wrong = numbers.filter((stat) => tests.memory.text(calls.statName(stat)) !== name(stat)).length;
    const isVersion = tests.memory.text(calls.version()) === '0.1.0';
    const unknown = [13, INVALID_ID].filter((stat) => !tests.memory.text(calls.statName(stat)).startsWith('FUSE_'));
    return wrong + unknown.length + Number(!isVersion);
  }

  // ---- platform.d.ts ----

  platformTimestamp(): bigint {
    return platformClockUs();
  }

  platformQuotaArm(id: number, us: number): void {
    this.quota.arm(id, us);
  }

  platformQuotaCancel(): void {
    this.quota.cancel();
  }
}

/** Runs the tests that are selected by suite/test; everything that they print. */
export function runRuntimeTests(file: string, isSelected: (name: string) => boolean): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- emitted by the test
  const bundle = require(file) as Bundle;
  let output = '';
  const timer = new LookedAtTimer((id) => (program.exports as unknown as RuntimeExports).quotaExpired(id));
  timer.isUsed = true;
  const write = (text: string): void => {
    output += text;
  };
  const program: Program = bundle.instantiate((made) => new TestExterns(made, timer, write, isSelected), BUILD, {
    memoryBytes: 32 << 20,
  });
  const { runTests } = program.files['suites'] as { runTests: () => number };
  runTests();
  return output;
}

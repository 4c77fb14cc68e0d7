// SPDX-License-Identifier: Apache-2.0
/** C names, doc comments, public headers, externs, groups, natives. */
import {
  compileFiles,
  codesOf,
  declarationNamed,
  diagnosticsOf,
  functionNamed,
  programOf,
} from '../../support/compile-subset';
import { showBody } from '../../support/show-ir';

describe('C names', () => {
  const program = programOf(`
/** Reads one byte. @param atIndex where @returns the byte */
export function readPNGByte(atIndex: u32): u32 { return wrap(atIndex + localOnly(atIndex)); }
function localOnly(x: u32): u32 { return x; }
export function fuseInit(): void {}
export const MAX_MODULES = 8;
const inner: FixedArray<u32, 2> = zeroed();
export enum ModuleState { Loaded = 0, QuotaExceeded = 4 }
/** @cprefix FUSE_ERR_ */
export enum Stat { /** @cname FUSE_SUCCESS */ Success = 0, InvalidArg = 1 }
export type ModuleId = u32;
/** @cname fuse_hal_quota_arm_fn */
export type QuotaArm = (id: ModuleId, us: u32) => void;
export interface LogEntry { timestampUs: u64; moduleId: ModuleId; arm: QuotaArm | null }
export function first(): u32 { const inner_2 = inner[0]; return inner_2; }
export function shadow(register: u32): u32 { const inner: u32 = register; return inner; }
`);
  it.each([
    ['functionDecl', 'readPNGByte', 'fuse_read_png_byte'],
    ['functionDecl', 'localOnly', 'local_only'],
    ['functionDecl', 'fuseInit', 'fuse_init'],
    ['constant', 'MAX_MODULES', 'FUSE_MAX_MODULES'],
    ['staticVar', 'inner', 'inner'],
    ['enum', 'ModuleState', 'fuse_module_state_t'],
    ['alias', 'ModuleId', 'fuse_module_id_t'],
    ['functionType', 'QuotaArm', 'fuse_hal_quota_arm_fn'],
    ['struct', 'LogEntry', 'fuse_log_entry_t'],
  ] as const)('%s %s is %s', (kind, name, cName) => {
    expect(declarationNamed(program, kind, name).cName).toBe(cName);
  });
  it('of members have the name of the enum, or its prefix', () => {
    expect(declarationNamed(program, 'enum', 'ModuleState').members.map((m) => m.cName)).toEqual([
      'FUSE_MODULE_STATE_LOADED',
      'FUSE_MODULE_STATE_QUOTA_EXCEEDED',
    ]);
    expect(declarationNamed(program, 'enum', 'Stat').members.map((m) => m.cName)).toEqual([
      'FUSE_SUCCESS',
      'FUSE_ERR_INVALID_ARG',
    ]);
  });
  it('of fields and aliases are kept in types', () => {
    const [, id, arm] = declarationNamed(program, 'struct', 'LogEntry').fields;
    expect(id).toMatchObject({ cName: 'module_id', type: { kind: 'int', name: 'u32', alias: { name: 'ModuleId' } } });
    expect(arm?.type).toMatchObject({ kind: 'function', nullable: true, decl: { name: 'QuotaArm' } });
  });
  it('of locals hide nothing and are no keywords', () => {
    const decl = functionNamed(program, 'shadow');
    expect(decl.params[0]?.decl.cName).toBe('register_2');
    const [declared] = decl.body.statements;
    expect(declared?.kind === 'let' && declared.decl.cName).toBe('inner_2');
  });
  it('do not meet', () => {
    expect(codesOf('export function aB(): void {}\nexport function a_b(): void {}')).toEqual(['FUSE6101']);
    expect(codesOf({ 'a.ts': 'export function x(): void {}\n', 'b.ts': 'export function x(): void {}\n' })).toEqual([
      'FUSE6101',
    ]);
    expect(
      codesOf({
        'a.ts': 'function x(): void {}\nexport function a(): void { x(); }\n',
        'b.ts': 'function x(): void {}\nexport function b(): void { x(); }\n',
      }),
    ).toEqual([]);
  });
});

describe('doc comments', () => {
  it('belong to file, declaration, parameters and statements', () => {
    const program = programOf(`// SPDX-License-Identifier: Apache-2.0
/** What the file is. */

/**
 * Adds two numbers,
 * exactly.
 * @param a the first
 * @returns the sum
 */
export function add(a: u32, b: u32): u32 {
  // Not the obvious way:
  // it reads better.
  const sum = a + b;
  /* done */
  return sum;
}
`);
    expect(program.files[0]?.doc).toBe('What the file is.');
    const decl = functionNamed(program, 'add');
    expect(decl.doc).toBe('Adds two numbers,\nexactly.');
    expect(decl.params.map((p) => p.doc)).toEqual(['the first', '']);
    expect(decl.resultDoc).toBe('the sum');
    expect(decl.body.statements.map((s) => s.comments)).toEqual([
      ['Not the obvious way:', 'it reads better.'],
      ['done'],
    ]);
  });
  it('have the tags of the language', () => {
    const [d] = diagnosticsOf('/** @isrr */\nexport function f(): void {}\n');
    expect(d).toMatchObject({ code: 'FUSE6105' });
    expect(d?.message).toContain('@isr');
    expect(codesOf('/** @param b what */\nexport function f(a: u32): u32 { return a; }\n')).toEqual(['FUSE6105']);
    expect(codesOf('/** Mail to a@b.c, or `@none`. */\nexport function f(): void {}\n')).toEqual([]);
  });
});

describe('public headers', () => {
  const files = {
    'fuse.ts': "/** The header. */\n\nexport { tick } from './scheduler';\nexport { Entry } from './types';\n",
    'scheduler.ts':
      "import { Status } from './types';\nexport function tick(): Status { return Status.Ok; }\nexport function internal(): void {}\n",
    'types.ts':
      'export enum Status { Ok = 0 }\nexport const SIZE = 8;\nexport interface Entry { text: FixedArray<u8, typeof SIZE>; part: Part }\nexport interface Part { x: u32 }\n',
  };
  it('hold the exports with what they need, what is needed first', () => {
    const program = compileFiles(files, { name: 'fuse.h', file: 'fuse.ts' }).program;
    const header = program?.headers[0];
    expect(header?.doc).toBe('The header.');
    expect(header?.exports.map((d) => d.name)).toEqual(['Status', 'tick', 'SIZE', 'Part', 'Entry']);
    expect(header?.exports.every((d) => d.isPublic)).toBe(true);
    expect(program?.files.map((f) => f.cBase)).toEqual(['scheduler', 'types']);
  });
});

describe('externs', () => {
  const main = (text: string): Record<string, string> => ({
    'main.ts': `import { open, Device, MAX, stop } from './device';\n${text}`,
    'device.d.ts': `/** A device. @header device.h */

/** @cname struct device */
export interface Device { readonly state: u32 }
export declare const MAX: u32;
/** Opens. @cname dev_open */
export declare function open(name: CString, count: Out<u32>): Device | null;
/** @noreturn */
export declare function stop(): never;
`,
  });
  it('keep their C names and headers', () => {
    const program = programOf(
      main(`export function f(): u32 {
  const count: Out<u32> = { value: 0 };
  const device: Device | null = open('uart', count);
  if (device === null) stop();
  return device.state + count.value < MAX ? 1 : 0;
}
`),
    );
    const body = showBody(functionNamed(program, 'f'));
    expect(body[1]).toBe("const device: Device | null = open(c'uart', ref count);");
    expect(body[2]).toBe('if device === null { stop(); }');
    const [, declared] = functionNamed(program, 'f').body.statements;
    const call = declared?.kind === 'let' && declared.init.kind === 'call' ? declared.init : undefined;
    expect(call?.target).toMatchObject({ kind: 'extern', decl: { cName: 'dev_open', header: 'device.h' } });
  });
});

describe('HAL groups', () => {
  const files = {
    'hal/index.ts':
      'export interface Groups {}\nexport declare const HAL: Groups;\nexport interface Hal { wake: Callback<() => void> | null }\nexport const hal: Hal = zeroed();\n',
    'hal/timer.ts': group('timer', 'TIMER', 1),
    'hal/camera.ts': group('camera', 'CAMERA', 2),
    'native.ts': `export interface Module { id: u32 }
export interface GuestBytes { start: Pointer<u8>; length: u32 }
const only: Module = zeroed();
/** @nativeEnter */
export function enter(_env: Pointer<void>, capability: u32): Module | null { return capability === 0 ? null : only; }
/** @nativeBytes */
export function bytes(_caller: Module, _address: u32, length: u32, out: GuestBytes): boolean { out.length = length; return true; }
`,
  };
  function group(name: string, flag: string, bit: number): string {
    return `/** The ${name}. @group ${name} */

import { GuestBytes, Module } from '../native';
import { hal } from './index';

declare module './index' {
  interface Groups { readonly ${flag}: BuildFlag<'FUSE_HAL_ENABLE_${flag}'> }
  interface Hal { ${name}: ${flag}Hal }
}
export interface ${flag}Hal { read: Callback<() => u64> | null }
/**
 * @import ${name}_read
 * @capability ${flag} ${bit}
 */
export function ${name}Read(_caller: Module, frame: GuestBytes): u64 {
  const read = hal.${name}.read;
  return read === null || frame.length === 0 ? 0n : read();
}
`;
  }
  it('follow from one file', () => {
    const program = programOf(files);
    expect(program.groups.map((g) => [g.name, g.macro, g.member, g.struct?.cName, g.hardware])).toEqual([
      ['timer', 'FUSE_HAL_ENABLE_TIMER', 'timer', 'fuse_timer_hal_t', true],
      ['camera', 'FUSE_HAL_ENABLE_CAMERA', 'camera', 'fuse_camera_hal_t', true],
    ]);
    expect(declarationNamed(program, 'struct', 'Hal').fields.map((f) => [f.name, f.condition])).toEqual([
      ['timer', 'FUSE_HAL_ENABLE_TIMER'],
      ['camera', 'FUSE_HAL_ENABLE_CAMERA'],
      ['wake', null],
    ]);
    expect(program.capabilities.map((c) => [c.cName, c.bit])).toEqual([
      ['FUSE_CAP_TIMER', 1],
      ['FUSE_CAP_CAMERA', 2],
    ]);
    expect(program.natives.map((n) => n.tags.import?.wasmName)).toEqual(['timer_read', 'camera_read']);
    expect(program.nativeEnter?.name).toBe('enter');
    expect(program.nativeBytes?.name).toBe('bytes');
    expect(program.guestBytes?.name).toBe('GuestBytes');
  });
  it('are used under their condition', () => {
    const main = "import { HAL, hal } from './hal/index';\nexport function f(): boolean {\n";
    expect(
      codesOf({ ...files, 'main.ts': `${main.replace('HAL, ', '')}  return hal.camera.read === null;\n}\n` }),
    ).toEqual(['FUSE5100']);
    expect(
      codesOf({
        ...files,
        'main.ts': `${main}  if (when(HAL.CAMERA)) return hal.camera.read === null;\n  return false;\n}\n`,
      }),
    ).toEqual([]);
    expect(
      codesOf({
        ...files,
        'main.ts': `${main}  if (when(HAL.TIMER)) return hal.camera.read === null;\n  return false;\n}\n`,
      }),
    ).toEqual(['FUSE5100']);
    expect(
      codesOf({
        ...files,
        'main.ts': `${main}  if (!when(HAL.CAMERA)) return false;\n  else return hal.camera.read === null;\n}\n`,
      }),
    ).toEqual([]);
  });
  it('become #if', () => {
    const program = programOf({
      ...files,
      'main.ts':
        "import { HAL } from './hal/index';\nexport function f(): u32 {\n  if (!when(HAL.CAMERA)) return 0;\n  else return 1;\n}\n",
    });
    expect(showBody(functionNamed(program, 'f'))).toEqual([
      '#if !FUSE_HAL_ENABLE_CAMERA { return 0:u32; } else { return 1:u32; }',
    ]);
  });
});

describe('build constants', () => {
  it('have a macro and a range', () => {
    const program = programOf(
      '/** @build FUSE_MAX_MODULES 1..32 */\nexport declare const MAX: u32;\nexport const ids: FixedArray<u32, typeof MAX> = zeroed();\n',
    );
    expect(declarationNamed(program, 'constant', 'MAX')).toMatchObject({
      cName: 'FUSE_MAX_MODULES',
      build: { min: 1n, max: 32n },
    });
  });
  it.each(['1..', 'FUSE_X 5..1', 'FUSE_X -1..3', 'FUSE_X 0..0x1_0000_0000'])('refuse @build %s', (tag) => {
    expect(codesOf(`/** @build ${tag} */\nexport declare const MAX: u32;\n`)).toEqual(['FUSE5103']);
  });
});

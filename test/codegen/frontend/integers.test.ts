// SPDX-License-Identifier: Apache-2.0
/** Arithmetic, conversions and constants: what type an expression has, and what must be proved. */
import { codesOf, declarationNamed, functionNamed, programOf } from '../../support/compile-subset';
import { show, showBody } from '../../support/show-ir';

/** The returned expression of a one-line function. */
function returned(params: string, result: string, expression: string, before = ''): string {
  const program = programOf(`${before}\nexport function f(${params}): ${result} {\n  return ${expression};\n}\n`);
  return (showBody(functionNamed(program, 'f'))[0] as string).replace(/^return (.*);$/, '$1');
}

function codes(params: string, result: string, expression: string, before = ''): string[] {
  return codesOf(`${before}\nexport function f(${params}): ${result} {\n  return ${expression};\n}\n`);
}

describe('operands', () => {
  it('count in at least 32 bits', () => {
    expect(returned('a: u8, b: u8', 'u32', 'a + b')).toBe('(widen<u32>(a) + widen<u32>(b))!:u32');
    expect(returned('a: i8, b: i16', 'i32', 'a * b')).toBe('(widen<i32>(a) * widen<i32>(b))!:i32');
  });
  it('meet in the type that holds both', () => {
    expect(returned('a: u16, b: i32', 'i32', 'a - b')).toBe('(widen<i32>(a) - b)!:i32');
    expect(returned('a: u32, b: usize', 'usize', 'a + b')).toBe('(widen<usize>(a) + b)!:usize');
    expect(returned('a: u8, b: i8', 'i32', 'a + b')).toBe('(widen<i32>(a) + widen<i32>(b))!:i32');
  });
  it.each([
    ['a: u32, b: i32', 'i32'],
    ['a: u32, b: i8', 'i32'],
    ['a: usize, b: i32', 'i32'],
  ])('of %s do not meet', (params, result) => {
    expect(codes(params, result, 'a + b')).toEqual(['FUSE2103']);
  });
  it('of 64 bits do not meet narrower ones', () => {
    expect(codes('a: u64, b: u32', 'u64', 'a + b')).toEqual(['FUSE2103']);
    expect(codes('a: u64, b: i64', 'i64', 'a + b')).toEqual(['FUSE2103']);
  });
  it('take constants that fit', () => {
    expect(returned('a: u8', 'u32', 'a + 300')).toBe('(widen<u32>(a) + 300:u32)!:u32');
    expect(returned('a: u64', 'u64', 'a + 1n')).toBe('(a + 1:u64)!:u64');
    expect(codes('a: u8', 'u32', 'a + -1')).toEqual(['FUSE2104']);
    expect(codes('a: u32', 'u32', 'a + 0x1_0000_0000')).toEqual(['FUSE2104']);
  });
});

describe('results', () => {
  it('do not narrow silently', () => {
    expect(codes('a: u8, b: u8', 'u8', 'a + b')).toEqual(['FUSE2101']);
    expect(returned('a: u8, b: u8', 'u8', 'u8(a + b)')).toBe('exact!<u8>((widen<u32>(a) + widen<u32>(b))!:u32)');
  });
  it('of bits keep the wider operand, and never leave it', () => {
    expect(returned('a: u8, b: u8', 'u8', 'a ^ b')).toBe('(a ^ b):u8');
    expect(returned('a: u8', 'u8', 'a & 0x0f')).toBe('(a & 15:u8):u8');
    expect(returned('a: u8, b: u32', 'u32', 'a | b')).toBe('(widen<u32>(a) | b):u32');
    expect(returned('a: u8', 'u32', 'a | 0x100')).toBe('(widen<u32>(a) | 256:u32):u32');
  });
  it('of a complement have at least 32 bits', () => {
    expect(returned('a: u8', 'u32', '~a')).toBe('~widen<u32>(a):u32');
    expect(returned('a: u32', 'u32', 'a & ~7')).toBe('(a & ~7:u32:u32):u32');
    expect(returned('a: u64', 'u64', 'a & ~7n')).toBe('(a & ~7:u64:u64):u64');
  });
  it('of shifts are unsigned and 32 bits at least', () => {
    expect(returned('a: u8, n: u32', 'u32', 'a << n')).toBe('(widen<u32>(a) << n)!:u32');
    expect(returned('n: u8', 'u32', '1 << n')).toBe('(1:u32 << n)!:u32');
    expect(codes('a: i32', 'u32', 'a >> 1')).toEqual(['FUSE2108']);
    expect(codes('a: u64', 'u64', 'a << 64n')).toEqual(['FUSE2124']);
  });
});

describe('spelt-out arithmetic', () => {
  it('wraps, saturates and checks', () => {
    expect(returned('a: u32, b: u32', 'u32', 'wrap(a + b)')).toBe('(a wrap + b)!:u32');
    expect(returned('a: i32, b: i32', 'i32', 'sat(a - b)')).toBe('(a sat - b)!:i32');
    const body = showBody(
      functionNamed(
        programOf('export function f(a: u32): u32 {\n  const p = checked(a * 3);\n  return p.ok ? p.value : 0;\n}\n'),
        'f',
      ),
    );
    expect(body).toEqual(['const p: Checked<u32> = checked(a * 3:u32):u32;', 'return p.ok ? p.value : 0:u32;']);
  });
  it('is one operation', () => {
    expect(codes('a: u32', 'u32', 'wrap(a)')).toEqual(['FUSE2122']);
    expect(codes('a: u32, b: u32', 'u32', 'wrap(a % b)')).toEqual(['FUSE2122']);
    expect(codes('a: f32', 'f32', 'wrap(a + a)')).toEqual(['FUSE2122']);
  });
  it('divides with idiv and %', () => {
    expect(returned('a: i32, b: i32', 'i32', 'idiv(a, b)')).toBe('(a / b)!:i32');
    expect(returned('a: u32', 'u32', 'a % 10')).toBe('(a % 10:u32)!:u32');
    expect(codes('a: u32', 'u32', 'a % 0')).toEqual(['FUSE2125']);
  });
  it('negates signed types', () => {
    expect(returned('a: i16', 'i32', '-a')).toBe('-widen<i32>(a)!:i32');
    expect(returned('a: i64', 'i64', 'wrap(-a)')).toBe('-a!:i64');
  });
});

describe('conversions', () => {
  it('are exact, wrapping or saturating', () => {
    expect(returned('a: u32', 'u8', 'u8(a)')).toBe('exact!<u8>(a)');
    expect(returned('a: i32', 'u8', 'u8.wrap(a)')).toBe('wrap<u8>(a)');
    expect(returned('a: i32', 'u8', 'u8.sat(a)')).toBe('sat<u8>(a)');
    expect(returned('a: u8', 'u64', 'u64(a)')).toBe('widen<u64>(a)');
    expect(returned('a: usize', 'u32', 'u32(a)')).toBe('exact!<u32>(a)');
  });
  it('truncate and round floats', () => {
    expect(returned('a: f32', 'u32', 'u32(a)')).toBe('exact!<u32>(a)');
    expect(returned('a: u32', 'f32', 'f32(a)')).toBe('round<f32>(a)');
    expect(returned('a: f32', 'f64', 'a')).toBe('widen<f64>(a)');
    expect(codes('a: f64', 'f32', 'a')).toEqual(['FUSE2101']);
  });
  it('of constants are done at once', () => {
    expect(returned('', 'u8', 'u8.wrap(300)')).toBe('44:u8');
    expect(returned('', 'i8', 'i8.sat(-1000)')).toBe('-128:i8');
    expect(codes('', 'u8', 'u8(300)')).toEqual(['FUSE2104']);
  });
  it('give the numbers of enums', () => {
    const before = 'export enum E { A = 0, B = 7 }\n';
    expect(returned('e: E', 'u32', 'u32(e)', before)).toBe('enumToInt<u32>(e)');
    expect(codes('n: u32', 'E', 'n', before)).toEqual(['FUSE2119']);
    expect(codes('e: E', 'u32', 'e + 1', before)).toEqual(['FUSE2119']);
  });
});

describe('constants', () => {
  it('without a type fit wherever their value does', () => {
    const before = 'const N = 8;\n';
    expect(returned('a: u8', 'boolean', 'a === N', before)).toBe('(a === N:u8):boolean');
    expect(returned('', 'u64', 'u64(N)', before)).toBe('N:u64');
    expect(returned('', 'u8', 'N * 4', before)).toBe('(N:u8 * 4:u8):u8');
    expect(codes('', 'u8', 'N * 32', before)).toEqual(['FUSE2104']);
  });
  it('with one have it', () => {
    const before = 'const N: u32 = 8;\n';
    expect(codes('', 'u8', 'N', before)).toEqual(['FUSE2101']);
    const decl = declarationNamed(programOf(`export ${before}`), 'constant', 'N');
    expect(decl.type).toEqual({ kind: 'int', name: 'u32' });
    expect(show(decl.value as never)).toBe('8:u32');
  });
  it('keep their names in what is computed from them', () => {
    const program = programOf('const ROWS = 4;\nexport const CELLS = ROWS * 8;\n');
    expect(show(declarationNamed(program, 'constant', 'CELLS').value as never)).toBe('(ROWS:u32 * 8:u32):u32');
  });
  it('of 64 bits are bigints', () => {
    expect(codes('', 'u64', '1', '')).toEqual(['FUSE2102']);
    expect(returned('', 'u64', '0xffff_ffff_ffff_ffffn')).toBe('18446744073709551615:u64');
    expect(codes('', 'i64', '0xffff_ffff_ffff_ffffn')).toEqual(['FUSE2104']);
  });
  it('are limits of types', () => {
    expect(returned('', 'i16', 'i16.MIN')).toBe('-32768:i16');
    expect(codes('', 'usize', 'usize.MAX')).toEqual(['FUSE2115']);
  });
});

describe('comparisons', () => {
  it('widen losslessly', () => {
    expect(returned('a: u8, b: u32', 'boolean', 'a < b')).toBe('(widen<u32>(a) < b):boolean');
    expect(returned('a: u8, b: u8', 'boolean', 'a < b')).toBe('(a < b):boolean');
    expect(codes('a: u32, b: i32', 'boolean', 'a < b')).toEqual(['FUSE2103']);
  });
  it('refuse constants that cannot be reached', () => {
    expect(codes('a: u8', 'boolean', 'a < 256')).toEqual(['FUSE2104']);
    expect(codes('a: u32', 'boolean', 'a >= -1')).toEqual(['FUSE2104']);
  });
  it('have a known type of answer', () => {
    expect(codes('', 'boolean', '1 < 2')).toEqual(['FUSE2112']);
    expect(codes('a: string, b: string', 'boolean', 'a === b')).toEqual(['FUSE2112']);
  });
});

describe('assignment operators', () => {
  it('store what fits the variable', () => {
    const program = programOf(
      'export function f(start: u8): u8 {\n  let x: u8 = start;\n  x += 1;\n  x++;\n  return x;\n}\n',
    );
    expect(showBody(functionNamed(program, 'f')).slice(1, 3)).toEqual([
      'x = exact!<u8>((widen<u32>(x) + 1:u32)!:u32);',
      'x = exact!<u8>((widen<u32>(x) + 1:u32)!:u32);',
    ]);
  });
  it('do not narrow the other side', () => {
    expect(codesOf('export function f(y: u32): u8 {\n  let x: u8 = 0;\n  x += y;\n  return x;\n}\n')).toEqual([
      'FUSE2101',
    ]);
  });
});

describe('floats', () => {
  it('compute in one type', () => {
    expect(returned('a: f32, b: f64', 'f64', 'a * b')).toBe('(widen<f64>(a) * b):f64');
    expect(returned('a: f32', 'f32', 'a / 2')).toBe('(a / 2:f32):f32');
    expect(returned('a: f64', 'f64', '1.5 - a')).toBe('(1.5:f64 - a):f64');
  });
  it('do not meet integers', () => {
    expect(codes('a: f32, b: u32', 'f32', 'a + b')).toEqual(['FUSE2105']);
    expect(codes('', 'u32', '1.5')).toEqual(['FUSE2105']);
  });
  it('take only exact integers', () => {
    expect(codes('a: f32', 'f32', 'a + 16_777_217')).toEqual(['FUSE2104']);
  });
});

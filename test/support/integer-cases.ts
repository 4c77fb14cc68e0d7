// SPDX-License-Identifier: Apache-2.0
/** Integer semantics (docs/language.md §5) as cases: every operation, type and mode at the boundary values, against BigInt. */

export const TYPES = ['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64', 'usize'] as const;
export type T = (typeof TYPES)[number];
interface Range {
  lo: bigint;
  hi: bigint;
}

const signed = (t: T): boolean => t.startsWith('i');

/** The types on a target whose `usize` has so many bits. */
export class Integers {
  constructor(private readonly usizeBits: 32 | 64) {}

  readonly signed = signed;
  readonly bits = (t: T): bigint => BigInt(t === 'usize' ? this.usizeBits : t.slice(1));
  readonly range = (t: T): Range => {
    const bits = this.bits(t);
    return signed(t) ? { lo: -(1n << (bits - 1n)), hi: (1n << (bits - 1n)) - 1n } : { lo: 0n, hi: (1n << bits) - 1n };
  };
  /** The type that `+ - *` are computed in. */
  readonly computed = (t: T): T => (this.bits(t) >= 32n ? t : signed(t) ? 'i32' : 'u32');
  readonly fits = (n: bigint, t: T): boolean => n >= this.range(t).lo && n <= this.range(t).hi;
  readonly wrapped = (n: bigint, t: T): bigint =>
    signed(t) ? BigInt.asIntN(Number(this.bits(t)), n) : BigInt.asUintN(Number(this.bits(t)), n);
  readonly saturated = (n: bigint, t: T): bigint => {
    const { lo, hi } = this.range(t);
    return n < lo ? lo : n > hi ? hi : n;
  };
  readonly boundaries = (t: T): bigint[] => {
    const { lo, hi } = this.range(t);
    const candidates = [lo, lo + 1n, lo + 2n, -2n, -1n, 0n, 1n, 2n, 3n, 7n, hi / 2n, hi / 2n + 1n, hi - 1n, hi];
    for (const power of [8n, 16n, 31n, 32n]) candidates.push((1n << power) - 1n, 1n << power, -(1n << power));
    return [...new Set(candidates)].filter((n) => this.fits(n, t)).sort((a, b) => (a < b ? -1 : 1));
  };
}

const capital = (t: T): string => t.charAt(0).toUpperCase() + t.slice(1);
/** One function of the program, with what it must give for two values: null is a panic. */
export interface Case {
  readonly name: string;
  readonly source: string;
  readonly a: T;
  readonly b: T | null;
  readonly result: T | 'bool';
  readonly expected: (a: bigint, b: bigint) => bigint | boolean | null;
}

/** What a run over all boundary values prints. */
export function expectations({ boundaries }: Integers, cases: readonly Case[]): string[] {
  const lines: string[] = [];
  for (const { name, a, b, expected } of cases) {
    lines.push(name);
    for (const x of boundaries(a)) {
      for (const y of b === null ? [0n] : boundaries(b)) {
        const value = expected(x, y);
        lines.push(value === null ? 'panic' : value === true ? '1' : value === false ? '0' : value.toString());
      }
    }
  }
  return lines;
}

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
function define(name: string, params: string, result: string, body: string): { name: string; source: string } {
  return { name: snake(name), source: `export function ${name}(${params}): ${result} { ${body} }` };
}

const OPS = {
  Add: { text: '+', exact: (a: bigint, b: bigint) => a + b },
  Sub: { text: '-', exact: (a: bigint, b: bigint) => a - b },
  Mul: { text: '*', exact: (a: bigint, b: bigint) => a * b },
} as const;

function arithmetic({ computed, fits, wrapped, saturated }: Integers): Case[] {
  const cases: Case[] = [];
  for (const t of TYPES) {
    const c = computed(t);
    for (const [word, { text, exact }] of Object.entries(OPS)) {
      const params = `a: ${t}, b: ${t}`;
      const common = { a: t, b: t, result: c } as const;
      cases.push({
        ...define(`exact${word}${capital(t)}`, params, c, `return a ${text} b;`),
        ...common,
        expected: (a, b) => (fits(exact(a, b), c) ? exact(a, b) : null),
      });
      cases.push({
        ...define(`wrap${word}${capital(t)}`, params, c, `return wrap(a ${text} b);`),
        ...common,
        expected: (a, b) => wrapped(exact(a, b), c),
      });
      cases.push({
        ...define(`sat${word}${capital(t)}`, params, c, `return sat(a ${text} b);`),
        ...common,
        expected: (a, b) => saturated(exact(a, b), c),
      });
      cases.push({
        ...define(`ok${word}${capital(t)}`, params, 'boolean', `const r = checked(a ${text} b); return r.ok;`),
        ...common,
        result: 'bool',
        expected: (a, b) => fits(exact(a, b), c),
      });
      cases.push({
        ...define(`value${word}${capital(t)}`, params, c, `const r = checked(a ${text} b); return r.value;`),
        ...common,
        expected: (a, b) => (fits(exact(a, b), c) ? exact(a, b) : 0n),
      });
    }
  }
  return cases;
}

function division({ computed, fits }: Integers): Case[] {
  const cases: Case[] = [];
  for (const t of TYPES) {
    const c = computed(t);
    const fails = (a: bigint, b: bigint): boolean => b === 0n || !fits(a / b, c);
    const params = `a: ${t}, b: ${t}`;
    cases.push({
      ...define(`div${capital(t)}`, params, c, 'return idiv(a, b);'),
      a: t,
      b: t,
      result: c,
      expected: (a, b) => (fails(a, b) ? null : a / b),
    });
    cases.push({
      ...define(`rem${capital(t)}`, params, c, 'return a % b;'),
      a: t,
      b: t,
      result: c,
      expected: (a, b) => (fails(a, b) ? null : a % b),
    });
  }
  return cases;
}

function conversions({ fits, wrapped, saturated }: Integers): Case[] {
  const cases: Case[] = [];
  for (const from of TYPES) {
    for (const to of TYPES) {
      const one = { a: from, b: null, result: to } as const;
      const name = `${capital(to)}From${capital(from)}`;
      const params = `x: ${from}`;
      cases.push({
        ...define(`exact${name}`, params, to, `return ${to}(x);`),
        ...one,
        expected: (x) => (fits(x, to) ? x : null),
      });
      cases.push({
        ...define(`wrap${name}`, params, to, `return ${to}.wrap(x);`),
        ...one,
        expected: (x) => wrapped(x, to),
      });
      cases.push({
        ...define(`sat${name}`, params, to, `return ${to}.sat(x);`),
        ...one,
        expected: (x) => saturated(x, to),
      });
    }
  }
  return cases;
}

function bitOperations({ bits, range, computed, wrapped }: Integers): Case[] {
  const cases: Case[] = [];
  for (const t of TYPES.filter((x) => !signed(x))) {
    const c = computed(t);
    const params = `a: ${t}, b: ${t}`;
    const one = { a: t, b: t, result: c } as const;
    cases.push({ ...define(`and${capital(t)}`, params, c, 'return a & b;'), ...one, expected: (a, b) => a & b });
    cases.push({ ...define(`or${capital(t)}`, params, c, 'return a | b;'), ...one, expected: (a, b) => a | b });
    cases.push({ ...define(`xor${capital(t)}`, params, c, 'return a ^ b;'), ...one, expected: (a, b) => a ^ b });
    if (bits(t) < 32n) continue;
    cases.push({
      ...define(`not${capital(t)}`, `a: ${t}`, t, 'return ~a;'),
      a: t,
      b: null,
      result: t,
      expected: (a) => range(t).hi - a,
    });
    // tsc wants both sides of a shift to be `number`, or both `bigint`.
    for (const counts of t === 'u64' ? (['u64'] as const) : (['u32', 'u8', 'i32'] as const)) {
      const suffix = `${capital(t)}By${capital(counts)}`;
      const shift = { a: t, b: counts, result: t } as const;
      cases.push({
        ...define(`left${suffix}`, `a: ${t}, n: ${counts}`, t, 'return a << n;'),
        ...shift,
        expected: (a, n) => (n >= 0n && n < bits(t) ? wrapped(a << n, t) : null),
      });
      cases.push({
        ...define(`right${suffix}`, `a: ${t}, n: ${counts}`, t, 'return a >> n;'),
        ...shift,
        expected: (a, n) => (n >= 0n && n < bits(t) ? a >> n : null),
      });
    }
  }
  return cases;
}

function comparisons({ bits, computed, fits, wrapped }: Integers): Case[] {
  const cases: Case[] = [];
  const relations: Record<string, [string, (a: bigint, b: bigint) => boolean]> = {
    less: ['<', (a, b) => a < b],
    atMost: ['<=', (a, b) => a <= b],
    more: ['>', (a, b) => a > b],
    atLeast: ['>=', (a, b) => a >= b],
    same: ['===', (a, b) => a === b],
    other: ['!==', (a, b) => a !== b],
  };
  for (const t of TYPES) {
    const params = `a: ${t}, b: ${t}`;
    for (const [word, [text, relation]] of Object.entries(relations)) {
      cases.push({
        ...define(`${word}${capital(t)}`, params, 'boolean', `return a ${text} b;`),
        a: t,
        b: t,
        result: 'bool',
        expected: relation,
      });
    }
    // Comparisons that the type decides.
    const zero = bits(t) === 64n && t !== 'usize' ? '0n' : '0';
    cases.push({
      ...define(`atLeastZero${capital(t)}`, `a: ${t}`, 'boolean', `return a >= ${zero};`),
      a: t,
      b: null,
      result: 'bool',
      expected: (a) => a >= 0n,
    });
    cases.push({
      ...define(`min${capital(t)}`, params, t, 'return min(a, b);'),
      a: t,
      b: t,
      result: t,
      expected: (a, b) => (a < b ? a : b),
    });
    cases.push({
      ...define(`max${capital(t)}`, params, t, 'return max(a, b);'),
      a: t,
      b: t,
      result: t,
      expected: (a, b) => (a > b ? a : b),
    });
    if (!signed(t)) continue;
    const c = computed(t);
    cases.push({
      ...define(`neg${capital(t)}`, `a: ${t}`, c, 'return -a;'),
      a: t,
      b: null,
      result: c,
      expected: (a) => (fits(-a, c) ? -a : null),
    });
    cases.push({
      ...define(`wrapNeg${capital(t)}`, `a: ${t}`, c, 'return wrap(-a);'),
      a: t,
      b: null,
      result: c,
      expected: (a) => wrapped(-a, c),
    });
  }
  return cases;
}

function updates({ bits, fits }: Integers): Case[] {
  const cases: Case[] = [];
  for (const t of TYPES) {
    const one = bits(t) === 64n && t !== 'usize' ? '1n' : '1';
    cases.push({
      ...define(`increment${capital(t)}`, `a: ${t}`, t, `let x: ${t} = a; x++; return x;`),
      a: t,
      b: null,
      result: t,
      expected: (a) => (fits(a + 1n, t) ? a + 1n : null),
    });
    cases.push({
      ...define(`addTo${capital(t)}`, `a: ${t}, b: ${t}`, t, 'let x: ' + t + ' = a; x += b; return x;'),
      a: t,
      b: t,
      result: t,
      expected: (a, b) => (fits(a + b, t) ? a + b : null),
    });
    cases.push({
      ...define(`decrement${capital(t)}`, `a: ${t}`, t, `let x: ${t} = a; x -= ${one}; return x;`),
      a: t,
      b: null,
      result: t,
      expected: (a) => (fits(a - 1n, t) ? a - 1n : null),
    });
  }
  return cases;
}

/** The cases in groups, each of which is one program. */
export const INTEGER_CASES: readonly { readonly title: string; readonly cases: (integers: Integers) => Case[] }[] = [
  { title: '+ - * are exact, wrap, saturate or tell', cases: arithmetic },
  { title: 'idiv and % truncate, and stop at 0 and MIN / -1', cases: division },
  { title: 'conversions are exact, wrap or saturate, between all types', cases: conversions },
  { title: 'bits, complement and shifts of unsigned types', cases: bitOperations },
  { title: 'comparisons, min, max and negation', cases: comparisons },
  { title: 'op= and ++ store what fits', cases: updates },
];

/** The program with all their functions. */
export const sourceOf = (cases: readonly Case[]): string =>
  `/** Every case. */\n${cases.map((one) => one.source).join('\n')}\n`;

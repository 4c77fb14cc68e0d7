// SPDX-License-Identifier: Apache-2.0
/** The helper functions of fuse_lang.h: arithmetic that checks, wraps or saturates. */
import * as c from '../c';
import type { FloatType, IntName, IntType, Order } from '../ir';
import { bitsOf, isSigned } from '../facts/ranges';
import type { Library } from './library';
import { cInt } from './ints';

const n = c.name;
const lit = c.literal;
const bin = c.binary;
const int = (name: IntName): IntType => ({ kind: 'int', name });
const U32 = cInt(int('u32'));
const U64 = cInt(int('u64'));
const I64 = cInt(int('i64'));
const SITE: c.CParam = { name: 'site', type: U32 };
const PANIC = c.expr(c.call('fuse_panic', n('site')));
const a = n('a');
const b = n('b');
const value = n('value');

export function helper(name: string, params: c.CParam[], result: c.CType, ...body: c.CStmt[]): c.CTop {
  return {
    kind: 'function',
    storage: 'static',
    inline: true,
    noreturn: false,
    name,
    params,
    result,
    body: { statements: body },
    doc: null,
  };
}

const maxOf = (type: IntType): c.CExpr => lit(type.name === 'usize' ? 'SIZE_MAX' : `${stem(type)}_MAX`);
const minOf = (type: IntType): c.CExpr => lit(`${stem(type)}_MIN`);
const stem = (type: IntType): string => (isSigned(type) ? 'INT' : 'UINT') + type.name.slice(1);
const pair = (type: IntType): c.CParam[] => [
  { name: 'a', type: cInt(type) },
  { name: 'b', type: cInt(type) },
];
const zero = (type: IntType): c.CExpr => (isSigned(type) ? lit('0') : lit('0U'));
/** Types whose products and sums fit 64 bits. */
const isNarrow = (type: IntType): boolean => type.name !== 'usize' && bitsOf(type) <= 32n;

const WORDS = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '%': 'rem' } as const;
type ArithOp = keyof typeof WORDS;

/** `a op b` does not fit the type. */
function overflows(op: '+' | '-' | '*', type: IntType): c.CExpr {
  if (!isSigned(type)) {
    if (op === '+') return bin('>', a, bin('-', maxOf(type), b));
    if (op === '-') return bin('<', a, b);
    return bin('&&', bin('!=', b, lit('0U')), bin('>', a, bin('/', maxOf(type), b)));
  }
  const positive = (x: c.CExpr): c.CExpr => bin('>', x, lit('0'));
  const negative = (x: c.CExpr): c.CExpr => bin('<', x, lit('0'));
  const both = (x: c.CExpr, y: c.CExpr): c.CExpr => bin('&&', x, y);
  const or = (...xs: c.CExpr[]): c.CExpr => xs.reduce((x, y) => bin('||', x, y));
  if (op === '+') {
    return or(
      both(positive(b), bin('>', a, bin('-', maxOf(type), b))),
      both(negative(b), bin('<', a, bin('-', minOf(type), b))),
    );
  }
  if (op === '-') {
    return or(
      both(negative(b), bin('>', a, bin('+', maxOf(type), b))),
      both(positive(b), bin('<', a, bin('+', minOf(type), b))),
    );
  }
  // The quotient of the limit by one factor is compared with the other; MIN / -1 is never formed.
  return or(
    both(both(positive(a), positive(b)), bin('>', a, bin('/', maxOf(type), b))),
    both(both(positive(a), negative(b)), bin('<', b, bin('/', minOf(type), a))),
    both(both(negative(a), positive(b)), bin('<', a, bin('/', minOf(type), b))),
    both(both(negative(a), negative(b)), bin('<', b, bin('/', maxOf(type), a))),
  );
}

const wideType = (type: IntType): c.CType => (isSigned(type) ? I64 : U64);
const wide = (op: '+' | '-' | '*', type: IntType): c.CLocal =>
  c.local('result', c.constOf(wideType(type)), bin(op, c.cast(wideType(type), a), c.cast(wideType(type), b)));
const result = n('result');
function outside(type: IntType, v: c.CExpr): c.CExpr {
  const above = bin('>', v, maxOf(type));
  return isSigned(type) ? bin('||', bin('<', v, minOf(type)), above) : above;
}
/** Narrow products and signed sums are formed in 64 bits; the rest is compared before it is computed. */
const usesWide = (op: '+' | '-' | '*', type: IntType): boolean => isNarrow(type) && (isSigned(type) || op === '*');

/** The name of the helper for an operation that panics where its result does not fit. */
export function checkedOp(library: Library, op: ArithOp, type: IntType): string {
  const name = library.free(`fuse_${WORDS[op]}_${type.name}`);
  return library.need(name, `1 ${type.name} ${WORDS[op]}`, () => {
    const body: c.CStmt[] = [];
    if (op === '/' || op === '%') {
      const bad = bin('==', b, zero(type));
      const least = bin('&&', bin('==', a, minOf(type)), bin('==', b, lit('-1')));
      body.push(c.ifThen(isSigned(type) ? bin('||', bad, least) : bad, PANIC), c.ret(bin(op, a, b)));
    } else if (usesWide(op, type)) {
      body.push(wide(op, type), c.ifThen(outside(type, result), PANIC), c.ret(c.cast(cInt(type), result)));
    } else {
      body.push(c.ifThen(overflows(op, type), PANIC), c.ret(bin(op, a, b)));
    }
    return helper(name, [...pair(type), SITE], cInt(type), ...body);
  });
}

export function saturatedOp(library: Library, op: '+' | '-' | '*', type: IntType): string {
  const name = library.free(`fuse_sat_${WORDS[op]}_${type.name}`);
  return library.need(name, `2 ${type.name} sat ${WORDS[op]}`, () => {
    if (usesWide(op, type)) {
      const low = isSigned(type) ? [c.ifThen(bin('<', result, minOf(type)), c.ret(minOf(type)))] : [];
      return helper(
        name,
        pair(type),
        cInt(type),
        wide(op, type),
        ...low,
        c.ifThen(bin('>', result, maxOf(type)), c.ret(maxOf(type))),
        c.ret(c.cast(cInt(type), result)),
      );
    }
    // Which end is beyond: for unsigned types the operation tells, for signed ones the operands' signs.
    let end: c.CStmt = c.ret(op === '-' ? lit('0U') : maxOf(type));
    if (isSigned(type)) {
      const negativeA = bin('<', a, lit('0'));
      const low = op === '*' ? bin('!=', negativeA, bin('<', b, lit('0'))) : negativeA;
      end = c.ret({ kind: 'conditional', condition: low, whenTrue: minOf(type), whenFalse: maxOf(type) });
    }
    return helper(name, pair(type), cInt(type), c.ifThen(overflows(op, type), end), c.ret(bin(op, a, b)));
  });
}

export function tryOp(library: Library, op: '+' | '-' | '*', type: IntType): string {
  const name = library.free(`fuse_try_${WORDS[op]}_${type.name}`);
  const checked = c.named(library.checkedType(type));
  const failed = c.ret({
    kind: 'compound',
    type: checked,
    init: {
      kind: 'init',
      items: [
        { member: 'ok', value: lit('false') },
        { member: 'value', value: zero(type) },
      ],
    },
  });
  const done = (v: c.CExpr): c.CStmt =>
    c.ret({
      kind: 'compound',
      type: checked,
      init: {
        kind: 'init',
        items: [
          { member: 'ok', value: lit('true') },
          { member: 'value', value: v },
        ],
      },
    });
  return library.need(name, `3 ${type.name} try ${WORDS[op]}`, () =>
    usesWide(op, type)
      ? helper(
          name,
          pair(type),
          checked,
          wide(op, type),
          c.ifThen(outside(type, result), failed),
          done(c.cast(cInt(type), result)),
        )
      : helper(name, pair(type), checked, c.ifThen(overflows(op, type), failed), done(bin(op, a, b))),
  );
}

/** The signed number with these bits, by a conversion that C defines for every value. */
export function fromBits(library: Library, type: IntType): string {
  const name = library.free(`fuse_bits_${type.name}`);
  const unsigned = int(`u${type.name.slice(1)}` as IntName);
  return library.need(name, `0 bits ${type.name}`, () => {
    const flipped: c.CExpr = bin('-', maxOf(unsigned), value);
    const positive = c.cast(cInt(type), value);
    const negative = bin('-', c.unary('-', c.cast(cInt(type), flipped)), lit('1'));
    const narrow = bitsOf(type) < 32n;
    return helper(
      name,
      [{ name: 'value', type: cInt(unsigned) }],
      cInt(type),
      c.ret({
        kind: 'conditional',
        condition: bin('<=', value, c.cast(cInt(unsigned), maxOf(type))),
        whenTrue: positive,
        whenFalse: narrow ? c.cast(cInt(type), negative) : negative,
      }),
    );
  });
}

/** `a op b` modulo 2^width for a signed type. */
export function wrappedOp(library: Library, op: '+' | '-' | '*', type: IntType): string {
  const name = library.free(`fuse_wrap_${WORDS[op]}_${type.name}`);
  const bits = fromBits(library, type);
  const unsigned = cInt(int(`u${type.name.slice(1)}` as IntName));
  return library.need(name, `2 ${type.name} wrap ${WORDS[op]}`, () =>
    helper(name, pair(type), cInt(type), c.ret(c.call(bits, bin(op, c.cast(unsigned, a), c.cast(unsigned, b))))),
  );
}

export function negation(library: Library, mode: 'exact' | 'wrap' | 'sat', type: IntType): string {
  const prefix = mode === 'exact' ? '' : `${mode}_`;
  const name = library.free(`fuse_${prefix}neg_${type.name}`);
  return library.need(name, `${mode === 'exact' ? 1 : 2} ${type.name} ${prefix}neg`, () => {
    const least = bin('==', value, minOf(type));
    const instead: c.CStmt = mode === 'exact' ? PANIC : c.ret(mode === 'wrap' ? minOf(type) : maxOf(type));
    const params: c.CParam[] = [{ name: 'value', type: cInt(type) }, ...(mode === 'exact' ? [SITE] : [])];
    return helper(name, params, cInt(type), c.ifThen(least, instead), c.ret(c.unary('-', value)));
  });
}

export function minMax(library: Library, op: 'min' | 'max', type: IntType | FloatType): string {
  const name = library.free(`fuse_${op}_${type.name}`);
  const t = type.kind === 'int' ? cInt(type) : c.named(type.name === 'f32' ? 'float' : 'double');
  return library.need(name, `4 ${op} ${type.name}`, () =>
    helper(
      name,
      [
        { name: 'a', type: t },
        { name: 'b', type: t },
      ],
      t,
      c.ret({
        kind: 'conditional',
        condition: bin(op === 'min' ? '<' : '>', b, a),
        whenTrue: b,
        whenFalse: a,
      }),
    ),
  );
}

/** A sum or difference of which the C compiler sees neither operand. */
export function floatSum(library: Library, op: '+' | '-', type: FloatType): string {
  const name = library.free(`fuse_${WORDS[op]}_${type.name}`);
  const t = c.named(type.name === 'f32' ? 'float' : 'double');
  const params = [
    { name: 'a', type: t },
    { name: 'b', type: t },
  ];
  return library.need(name, `4 ${WORDS[op]} ${type.name}`, () => helper(name, params, t, c.ret(bin(op, a, b))));
}

const COMPARISONS = {
  '<': ['less', '<'],
  '<=': ['at_most', '<='],
  '>': ['more', '>'],
  '>=': ['at_least', '>='],
  '===': ['equal', '=='],
  '!==': ['different', '!='],
} as const;
export function comparison(library: Library, op: keyof typeof COMPARISONS, type: IntType): string {
  const [word, cOp] = COMPARISONS[op];
  const name = library.free(`fuse_is_${word}_${type.name}`);
  return library.need(name, `4 is ${word} ${type.name}`, () =>
    helper(name, pair(type), c.named('bool'), c.ret(bin(cOp, a, b))),
  );
}

const INDEX_TYPES: Record<string, IntName> = {
  usize: 'u64',
  u64: 'u64',
  i8: 'i64',
  i16: 'i64',
  i32: 'i64',
  i64: 'i64',
};
/** The index, if it is below the length. */
export function indexCheck(library: Library, index: IntType): string {
  const source = INDEX_TYPES[index.name] ?? 'u32';
  const name = library.free(source === 'u32' ? 'fuse_index' : `fuse_index_${source}`);
  return library.need(name, `0 index ${source}`, () => {
    const at = n('index');
    const tooLarge = bin('>=', at, n('length'));
    const bad = source === 'i64' ? bin('||', bin('<', at, lit('0')), tooLarge) : tooLarge;
    const params = [{ name: 'index', type: cInt(int(source)) }, { name: 'length', type: U32 }, SITE];
    return helper(name, params, U32, c.ifThen(bad, PANIC), c.ret(source === 'u32' ? at : c.cast(U32, at)));
  });
}

/** The shift count, if it is below the width. */
export function shiftCheck(library: Library, count: IntType): string {
  const source = INDEX_TYPES[count.name] ?? 'u32';
  const name = library.free(source === 'u32' ? 'fuse_shift' : `fuse_shift_${source}`);
  return library.need(name, `0 shift ${source}`, () => {
    const by = n('count');
    const tooLarge = bin('>=', by, n('width'));
    const bad = source === 'i64' ? bin('||', bin('<', by, lit('0')), tooLarge) : tooLarge;
    const params = [{ name: 'count', type: cInt(int(source)) }, { name: 'width', type: U32 }, SITE];
    return helper(name, params, U32, c.ifThen(bad, PANIC), c.ret(source === 'u32' ? by : c.cast(U32, by)));
  });
}

/** Counts one turn of a loop. */
export function boundCheck(library: Library): string {
  const name = library.free('fuse_bound');
  return library.need(name, '0 bound', () =>
    helper(
      name,
      [{ name: 'left', type: c.cPointer(U32) }, SITE],
      c.named('void'),
      c.ifThen(bin('==', c.deref(n('left')), lit('0U')), PANIC),
      c.expr(c.assignTo(c.deref(n('left')), lit('1U'), '-=')),
    ),
  );
}

/** Stores `desired` if the value is `expected`; C's own function takes the address of `expected`. */
export function compareExchange(library: Library, of: c.CType, word: string, order: Order): string {
  library.usesAtomics = true;
  const name = library.free(`fuse_compare_exchange_${word}_${order}`);
  const onFailure = order === 'release' ? 'relaxed' : order === 'acq_rel' ? 'acquire' : order;
  return library.need(name, `5 ${word} ${order}`, () =>
    helper(
      name,
      [
        { name: 'place', type: c.cPointer({ ...(of as c.CNamedType), isAtomic: true }) },
        { name: 'expected', type: of },
        { name: 'desired', type: of },
      ],
      c.named('bool'),
      c.ret(
        c.call(
          'atomic_compare_exchange_strong_explicit',
          n('place'),
          c.unary('&', n('expected')),
          n('desired'),
          n(`memory_order_${order}`),
          n(`memory_order_${onFailure}`),
        ),
      ),
    ),
  );
}

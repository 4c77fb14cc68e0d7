// SPDX-License-Identifier: Apache-2.0
/** Statements with atomics: one access each. */
import { staticAtomic } from './data';
import { loose } from './leaves';
import type { Scope } from './scope';
import type { Made } from './statements';
import { bool, INTS, type Scalar } from './types';
import type { Writer } from './writer';

const ANY_ORDER = ['relaxed', 'acquire', 'release', 'acq_rel', 'seq_cst'] as const;

export function atomicStatement(g: Writer, scope: Scope): Made | null {
  if (g.atomics.length === 0) {
    staticAtomic(g);
    return null;
  }
  const { text, type } = g.c.pick(g.atomics);
  const name = type.kind === 'int' ? type.name : 'u32';
  const value = (): string => loose(g, scope, name, 1);
  const order = g.c.pick(ANY_ORDER);
  const result = (call: string, of: Scalar): Made => {
    const local = g.local();
    scope.values.push({ text: local.name, type: of, writable: false, local });
    return { lines: [`const ${local.name} = ${text}.${call};`], locals: [{ local, type: of }] };
  };
  return g.c.weighted<() => Made>([
    [2, () => result(`load('${g.c.pick(['relaxed', 'acquire', 'seq_cst'])}')`, type)],
    [2, () => ({ lines: [`${text}.store(${value()}, '${g.c.pick(['relaxed', 'release', 'seq_cst'])}');`] })],
    [1, () => result(`exchange(${value()}, '${order}')`, type)],
    [2, () => result(`${g.c.pick(['fetchAdd', 'fetchSub'])}(${value()}, '${order}')`, type)],
    [INTS[name].signed ? 0 : 2, () => result(`${g.c.pick(['fetchOr', 'fetchAnd'])}(${value()}, '${order}')`, type)],
    [1, () => ({ lines: [`${text}.fetchAdd(${value()}, '${order}');`] })],
    [2, () => result(`compareExchange(${value()}, ${value()}, '${order}')`, bool)],
  ])();
}

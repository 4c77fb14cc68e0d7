// SPDX-License-Identifier: Apache-2.0
/** The types and helper functions of slices, for the header that their element belongs to. */
import * as c from '../c';
import { helper } from './helpers';
import type { Library, SliceOp, SliceUse } from './library';
import { cType } from './types';

const n = c.name;
const U32 = c.named('uint32_t');
const PANIC = c.expr(c.call('fuse_panic', n('site')));
const SITE: c.CParam = { name: 'site', type: U32 };

const elementType = (library: Library, use: SliceUse, view: boolean): c.CType => {
  const element = cType(library, use.element);
  return view ? c.constOf(element) : element;
};

/** The typedefs: need only the element's name, not its definition. */
export function sliceTypes(library: Library, use: SliceUse): c.CTop[] {
  const one = (view: boolean): c.CTop => ({
    kind: 'struct',
    tag: library.sliceTypeName(use.word, view).replace(/_t$/, ''),
    typedef: library.sliceTypeName(use.word, view),
    members: [
      { kind: 'field', name: 'start', type: c.cPointer(elementType(library, use, view)), doc: '', condition: null },
      { kind: 'field', name: 'length', type: U32, doc: '', condition: null },
    ],
    doc: '',
  });
  return [...(use.slice ? [one(false)] : []), ...(use.view ? [one(true)] : [])];
}

/** The helper functions asked for. */
export function sliceHelpers(library: Library, use: SliceUse): c.CTop[] {
  const tops: c.CTop[] = [];
  for (const view of [false, true]) {
    const asked = view ? use.viewOps : use.sliceOps;
    const order: SliceOp[] = [
      'make',
      'ofSlice',
      'part',
      'partChecked',
      'from',
      'fromChecked',
      'at',
      'copy',
      'copyChecked',
      'fill',
    ];
    for (const op of order) if (asked.has(op)) tops.push(one(library, use, view, op));
  }
  return tops;
}

function one(library: Library, use: SliceUse, view: boolean, op: SliceOp): c.CTop {
  const type = c.named(library.sliceTypeName(use.word, view));
  const name = library.sliceOpName(use.word, view, op);
  const slice: c.CParam = { name: 'slice', type };
  const s = n('slice');
  const start = c.member(s, 'start');
  const length = c.member(s, 'length');
  const from: c.CParam = { name: 'from', type: U32 };
  const to: c.CParam = { name: 'to', type: U32 };
  // An empty slice may have no address, to which nothing must be added.
  const skip = c.ifThen(
    c.binary('!=', n('from'), c.literal('0U')),
    c.expr(c.assignTo(start, c.addressOf(c.indexInto(start, n('from'))))),
  );
  const panicIf = (test: c.CExpr): c.CStmt => c.ifThen(test, PANIC);
  const compound = (startValue: c.CExpr, lengthValue: c.CExpr): c.CStmt =>
    c.ret({
      kind: 'compound',
      type,
      init: {
        kind: 'init',
        items: [
          { member: 'start', value: startValue },
          { member: 'length', value: lengthValue },
        ],
      },
    });
  switch (op) {
    case 'make':
      return helper(
        name,
        [
          { name: 'start', type: c.cPointer(elementType(library, use, view)) },
          { name: 'length', type: U32 },
        ],
        type,
        compound(n('start'), n('length')),
      );
    case 'ofSlice':
      return helper(
        name,
        [{ name: 'slice', type: c.named(library.sliceTypeName(use.word, false)) }],
        type,
        compound(start, length),
      );
    case 'part':
    case 'partChecked': {
      const checked = op === 'partChecked';
      const bad = c.binary('||', c.binary('>', n('from'), n('to')), c.binary('>', n('to'), length));
      return helper(
        name,
        [slice, from, to, ...(checked ? [SITE] : [])],
        type,
        ...(checked ? [panicIf(bad)] : []),
        skip,
        c.expr(c.assignTo(length, c.binary('-', n('to'), n('from')))),
        c.ret(s),
      );
    }
    case 'from':
    case 'fromChecked': {
      const checked = op === 'fromChecked';
      return helper(
        name,
        [slice, from, ...(checked ? [SITE] : [])],
        type,
        ...(checked ? [panicIf(c.binary('>', n('from'), length))] : []),
        skip,
        c.expr(c.assignTo(length, n('from'), '-=')),
        c.ret(s),
      );
    }
    case 'at':
      return helper(
        name,
        [slice, { name: 'index', type: U32 }, SITE],
        c.cPointer(elementType(library, use, view)),
        panicIf(c.binary('>=', n('index'), length)),
        c.ret(c.addressOf(c.indexInto(start, n('index')))),
      );
    case 'copy':
    case 'copyChecked': {
      const checked = op === 'copyChecked';
      const target = n('target');
      const source = n('source');
      const count = c.member(source, 'length');
      const size = c.binary('*', count, c.sizeofExpr(c.indexInto(c.member(source, 'start'), c.literal('0U'))));
      return helper(
        name,
        [
          { name: 'target', type },
          { name: 'source', type: c.named(library.sliceTypeName(use.word, true)) },
          ...(checked ? [SITE] : []),
        ],
        c.named('void'),
        ...(checked ? [panicIf(c.binary('>', count, c.member(target, 'length')))] : []),
        c.ifThen(
          c.binary('!=', count, c.literal('0U')),
          c.expr(
            c.cast(c.named('void'), c.call('memmove', c.member(target, 'start'), c.member(source, 'start'), size)),
          ),
        ),
      );
    }
    case 'fill':
      return helper(
        name,
        [
          { name: 'target', type },
          { name: 'value', type: elementType(library, use, false) },
        ],
        c.named('void'),
        {
          kind: 'for',
          init: c.local('i', U32, c.literal('0U')),
          condition: c.binary('<', n('i'), c.member(n('target'), 'length')),
          update: { kind: 'increment', op: '++', target: n('i') },
          body: c.block(c.expr(c.assignTo(c.indexInto(c.member(n('target'), 'start'), n('i')), n('value')))),
        },
      );
  }
}

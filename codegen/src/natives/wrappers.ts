// SPDX-License-Identifier: Apache-2.0
/**
 * The wrapper of a native function, which WAMR or the ahead-of-time code calls: finds the caller and its right, checks guest ranges,
 * calls the function.
 */
import * as c from '../c';
import type { FunctionDecl, Type } from '../ir';
import type { Library } from '../lower/library';
import { LoweringError } from '../lower/lowering';
import { cType, safeName } from '../lower/types';
import type { UnitContext } from '../outputs/units';
import { isGuestBytes, wasmName } from './signatures';

export const wrapperName = (decl: FunctionDecl): string => `native_${wasmName(decl)}`;

/** A number as wasm passes it: narrow ones in 32 bits. */
function carrier(library: Library, type: Type): c.CType {
  if (type.kind === 'int') {
    const name = {
      u8: 'uint32_t',
      u16: 'uint32_t',
      u32: 'uint32_t',
      i8: 'int32_t',
      i16: 'int32_t',
      i32: 'int32_t',
    } as Record<string, string>;
    return c.named(name[type.name] ?? (type.name === 'i64' ? 'int64_t' : 'uint64_t'));
  }
  return cType(library, type);
}
const isNarrow = (type: Type): boolean => type.kind === 'int' && /^[ui](8|16)$/.test(type.name);

function zeroOf(type: Type): c.CExpr | null {
  if (type.kind === 'void' || type.kind === 'never') return null;
  if (type.kind === 'float') return c.literal(type.name === 'f32' ? '0.0F' : '0.0');
  return c.literal(type.kind === 'int' && type.name.startsWith('i') ? '0' : '0U');
}

export function wrapper(ctx: UnitContext, decl: FunctionDecl): c.CTop {
  const { library, program } = ctx;
  const enter = program.nativeEnter;
  const bytes = program.nativeBytes;
  if (enter === null)
    throw new LoweringError('a native function needs a function of the runtime tagged @nativeEnter', decl.at);
  const env = enter.params[0]?.decl;
  const first = decl.params[0]?.decl;
  if (env === undefined || first === undefined)
    throw new LoweringError('a native function takes the calling module first', decl.at);

  const caller = c.name(safeName(first.cName.replace(/^_+/, '')));
  const fail: c.CStmt = c.ret(zeroOf(decl.result));
  const params: c.CParam[] = [{ name: 'env', type: cType(library, env.type) }];
  const capability = decl.tags.import?.capability ?? null;
  const statements: c.CStmt[] = [
    c.local(
      (caller as { name: string }).name,
      c.constOf(cType(library, first.type)),
      c.call(
        enter.cName,
        c.name('env'),
        capability === null ? c.literal('0U') : c.name(capability.cName),
        ...(enter.params.length < 3 ? [] : [{ kind: 'string' as const, value: capability?.name ?? '' }]),
      ),
    ),
    c.ifThen(c.binary('==', caller, c.name('NULL')), fail),
  ];
  const args: c.CExpr[] = [caller];
  for (const { decl: param } of decl.params.slice(1)) {
    const name = safeName(param.cName.replace(/^_+/, ''));
    if (!isGuestBytes(param.type)) {
      params.push({ name, type: carrier(library, param.type) });
      args.push(isNarrow(param.type) ? c.cast(cType(library, param.type), c.name(name)) : c.name(name));
      continue;
    }
    if (bytes === null || param.type.kind !== 'ref') {
      throw new LoweringError('GuestBytes need a function of the runtime tagged @nativeBytes', decl.at);
    }
    params.push(
      { name: `${name}_address`, type: c.named('uint32_t') },
      { name: `${name}_length`, type: c.named('uint32_t') },
    );
    statements.push(
      c.local(name, cType(library, param.type.to), { kind: 'init', items: [] }),
      c.ifThen(
        c.unary(
          '!',
          c.call(bytes.cName, caller, c.name(`${name}_address`), c.name(`${name}_length`), c.unary('&', c.name(name))),
        ),
        fail,
      ),
    );
    args.push(c.unary('&', c.name(name)));
  }
  const call = c.call(decl.cName, ...args);
  statements.push(decl.result.kind === 'void' ? c.expr(call) : c.ret(call));
  return {
    kind: 'function',
    storage: 'static',
    inline: false,
    noreturn: false,
    name: wrapperName(decl),
    params,
    result: carrier(library, decl.result),
    body: { statements },
    doc: null,
  };
}

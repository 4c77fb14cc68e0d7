// SPDX-License-Identifier: Apache-2.0
/** Functions of the IR as C definitions. */
import * as c from '../c';
import type { FunctionDecl, Stmt } from '../ir';
import type { Library } from '../lower/library';
import { Lowering, sourceLine } from '../lower/lowering';
import { localNames } from '../lower/names';
import { lowerBlock } from '../lower/statements';
import { documented, signature } from './declarations';
import { unusedLocals } from './usage';

export interface FunctionOptions {
  readonly library: Library;
  readonly globals: ReadonlySet<string>;
  readonly switchSites: ReadonlyMap<Stmt, number>;
  /** Its documentation stands at the prototype in a header. */
  readonly documentedElsewhere: boolean;
}

export function functionTop(decl: FunctionDecl, options: FunctionOptions): c.CTop {
  const { names, fresh } = localNames(decl, options.globals);
  const unused = unusedLocals(decl);
  const ctx = new Lowering(options.library, decl, names, options.switchSites, unused, fresh);
  const body = lowerBlock(ctx, decl.body);
  const ignored = decl.params
    .filter((p) => unused.has(p.decl))
    .map((p) => c.expr(c.cast(c.named('void'), c.name(ctx.local(p.decl)))));
  const head = signature(options.library, decl, ctx);
  const top = options.documentedElsewhere ? head : documented(head, decl);
  return {
    ...top,
    noreturn: decl.result.kind === 'never',
    body: { ...body, statements: [...ignored, ...body.statements] },
    at: sourceLine(decl.at),
  };
}

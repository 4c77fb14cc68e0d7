// SPDX-License-Identifier: Apache-2.0
/** Calls as statements: of functions that have effects or may fail, and through pointers. */
import { condition } from './bools';
import { constantOf } from './data';
import { callArguments, loose, mayCall } from './leaves';
import { stored } from './stored';
import type { Scope, Signature } from './scope';
import type { Made } from './statements';
import { bool, type Scalar, textOfType, u32 } from './types';
import type { Writer } from './writer';

/** Functions that the one at hand may call. */
function callable(g: Writer): Signature[] {
  return g.signatures.filter((s) => (s.pure || !g.pure) && (s.total || !g.total) && mayCall(g, s) && g.affords(s.cost));
}

function declared(g: Writer, scope: Scope, text: string, type: Scalar): Made {
  const local = g.local();
  scope.values.push({ text: local.name, type, writable: false, local });
  return { lines: [`const ${local.name} = ${text};`], locals: [{ local, type }] };
}

export function callFunction(g: Writer, scope: Scope): Made | null {
  const candidates = callable(g);
  if (candidates.length === 0) return null;
  const signature = g.c.pick(candidates);
  const outs: { name: string; type: Scalar }[] = [];
  const withoutOuts = { ...signature, params: signature.params.filter((p) => p.kind !== 'out') };
  const args = callArguments(g, scope, withoutOuts, 2);
  if (args === null) return null;
  const lines: string[] = [];
  const all = signature.params.map((parameter) => {
    if (parameter.kind !== 'out') return args.shift() as string;
    const out = g.local('p');
    outs.push({ name: out.name, type: parameter.type });
    lines.push(`const ${out.name}: Out<${textOfType(parameter.type)}> = { value: ${constantOf(g, parameter.type)} };`);
    return out.name;
  });
  const { result } = signature;
  const call = `${signature.name}(${all.join(', ')})`;
  let made: Made;
  if (result === null) made = { lines: [`${call};`] };
  else if (g.c.chance(10)) made = { lines: [`${call};`] };
  else if (sameAsU32(result) && outs.length === 0 && g.c.chance(30)) made = nestedCall(g, scope, call, signature);
  else if (result.kind === 'bool' && g.c.chance(50))
    made = declared(g, scope, `${condition(g, scope, 0)} ${g.c.pick(['&&', '||'])} ${call}`, bool);
  else if (g.c.chance(15) && result.kind === 'int')
    made = declared(g, scope, `${condition(g, scope, 1)} ? ${call} : ${stored(g, scope, result, 0)}`, result);
  else made = declared(g, scope, call, result);
  // A conditional call is of the type of the call, since the other side is no wider.
  g.spend(signature.cost);
  const after: string[] = [];
  const locals = [...(made.locals ?? [])];
  for (const { name, type } of outs) {
    const copy = g.local();
    after.push(`const ${copy.name} = ${name}.value;`);
    scope.values.push({ text: copy.name, type, writable: false, local: copy });
    if (!g.pure) scope.values.push({ text: `${name}.value`, type, writable: true, local: null });
    locals.push({ local: copy, type });
  }
  return { lines: [...lines, ...made.lines, ...after], locals };
}

const sameAsU32 = (type: Scalar): boolean => type.kind === 'int' && type.name === 'u32' && type.range === undefined;

/** f(g(x)): the inner call is the only argument with an effect. */
function nestedCall(g: Writer, scope: Scope, inner: string, innerSignature: Signature): Made {
  const outer = callable(g).find((s) => {
    const [only] = s.params;
    return (
      s.params.length === 1 &&
      only?.kind === 'scalar' &&
      sameAsU32(only.type) &&
      s.result !== null &&
      g.affords(s.cost + innerSignature.cost)
    );
  });
  if (outer?.result === undefined || outer.result === null) return declared(g, scope, inner, u32);
  g.spend(outer.cost);
  return declared(g, scope, `${outer.name}(${inner})`, outer.result);
}

/** A call of one of some functions through a variable, a field or a table. */
export function callThroughPointer(g: Writer, scope: Scope): Made | null {
  if (!g.affords(20)) return null;
  const ranged = g.rangedCallbacks;
  if (ranged.length > 0 && (g.callbacks.length === 0 || g.c.chance(40))) {
    const { name, type } = g.c.pick(ranged);
    const pointer = g.local('h');
    g.spend(20);
    const made = declared(g, scope, `${pointer.name}(${stored(g, scope, type, 1)})`, u32);
    return {
      ...made,
      lines: [`const ${pointer.name}: Callback<(a: ${textOfType(type)}) => u32> = ${name};`, ...made.lines],
    };
  }
  if (g.callbacks.length === 0) return null;
  const argument = loose(g, scope, 'u32', 1);
  g.spend(20);
  const fields = scope.references.flatMap((r) =>
    r.decl.fields.flatMap((f) => (f.kind === 'callback' ? [{ text: `${r.text}.${f.name}`, local: r.local }] : [])),
  );
  const pointer = g.local('h');
  if (fields.length > 0 && g.c.chance(60)) {
    const field = g.c.pick(fields);
    const value = g.local();
    scope.values.push({ text: value.name, type: u32, writable: true, local: value });
    return {
      lines: [
        `const ${pointer.name} = ${field.text};`,
        `let ${value.name}: u32 = 0;`,
        `if (${pointer.name} !== null) ${value.name} = ${pointer.name}(${argument});`,
      ],
      locals: [{ local: value, type: u32 }],
    };
  }
  if (g.c.chance(50)) {
    const table = g.name('h');
    const type = g.name('H');
    g.types.push({ name: type, lines: [`type ${type} = (a: u32) => u32;`] });
    const entries = Array.from({ length: 2 }, () => g.c.pick(g.callbacks));
    g.data.push({
      name: table,
      lines: [`const ${table}: Readonly<FixedArray<${type}, 2>> = [${entries.join(', ')}];`],
    });
    const at = g.c.chance(80) || g.total ? `${loose(g, scope, 'u32', 0)} % 2` : loose(g, scope, 'u32', 0);
    return declared(
      g,
      scope,
      `${table}[${/^[0-9(]/.test(at) || /^[A-Zsi0-9]/.test(at) ? g.c.below(2) : at}](${argument})`,
      u32,
    );
  }
  const init = `${condition(g, scope, 1)} ? ${g.c.pick(g.callbacks)} : ${g.c.pick(g.callbacks)}`;
  const made = declared(g, scope, `${pointer.name}(${argument})`, u32);
  return { ...made, lines: [`const ${pointer.name}: Callback<(a: u32) => u32> = ${init};`, ...made.lines] };
}

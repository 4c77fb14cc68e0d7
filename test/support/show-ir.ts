// SPDX-License-Identifier: Apache-2.0
/** The typed representation as short text, for tests: types after a colon, `!` where something must be proved or checked. */
import type { Expr, FunctionDecl, Place, Stmt } from '../../codegen/src/ir';
import { nameOf } from '../../codegen/src/types/relations';

type Node = Expr | Place;

const must = (node: { obligation: { state: string } }): string => (node.obligation.state === 'open' ? '!' : '');

export function show(node: Node): string {
  switch (node.kind) {
    case 'int':
    case 'float':
      return `${node.value}:${nameOf(node.type)}`;
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
    case 'text':
      return `'${node.value}'`;
    case 'cstring':
      return `c'${node.value}'`;
    case 'enumValue':
      return `${node.decl.name}.${node.member.name}`;
    case 'constant':
      return `${node.decl.name}:${nameOf(node.type)}`;
    case 'function':
      return `&${node.decl.name}`;
    case 'buildFlag':
      return node.macro;
    case 'local':
    case 'static':
      return node.decl.name;
    case 'field':
      return `${show(node.of)}.${node.member === null ? '' : `<${node.member.name}>`}${node.field.name}`;
    case 'index':
      return `${show(node.of)}[${show(node.index)}]${must(node)}`;
    case 'deref':
      return `*${show(node.of)}`;
    case 'read':
      return show(node.place);
    case 'refTo':
      return `ref ${show(node.place)}`;
    case 'arith':
      return `(${show(node.left)} ${node.mode === 'exact' ? '' : `${node.mode} `}${node.op} ${show(node.right)})${must(node)}:${nameOf(node.type)}`;
    case 'negate':
      return `-${show(node.operand)}${must(node)}:${nameOf(node.type)}`;
    case 'floatArith':
    case 'bits':
    case 'compare':
    case 'logic':
      return `(${show(node.left)} ${node.op} ${show(node.right)}):${nameOf(node.type)}`;
    case 'checkedArith':
      return `checked(${show(node.left)} ${node.op} ${show(node.right)}):${nameOf(node.type.of)}`;
    case 'complement':
      return `~${show(node.operand)}:${nameOf(node.type)}`;
    case 'shift':
      return `(${show(node.left)} ${node.op} ${show(node.count)})${must(node)}:${nameOf(node.type)}`;
    case 'nullCheck':
      return `${show(node.operand)} ${node.negated ? '!==' : '==='} null`;
    case 'not':
      return `!${show(node.operand)}`;
    case 'conditional':
      return `${show(node.condition)} ? ${show(node.whenTrue)} : ${show(node.whenFalse)}`;
    case 'convert':
      return `${node.mode}${must(node)}<${nameOf(node.type)}>(${show(node.operand)})`;
    case 'minMax':
      return `${node.op}(${show(node.left)}, ${show(node.right)}):${nameOf(node.type)}`;
    case 'call':
      return `${node.target.kind === 'pointer' ? `(${show(node.target.value)})` : node.target.decl.name}(${node.args.map(show).join(', ')})`;
    case 'sliceOf': {
      const range = node.from === null ? '' : `, ${show(node.from)}${node.to === null ? '' : `, ${show(node.to)}`}`;
      return `slice(${show(node.of)}${range})${must(node)}`;
    }
    case 'sliceLength':
      return `${show(node.of)}.length`;
    case 'trustedSlice':
      return `trustedSlice(${show(node.start)}, ${show(node.count)})`;
    case 'trustedCast':
      return `cast<${nameOf(node.type)}>(${show(node.operand)})`;
    case 'pointerTo':
      return `pointer(${show(node.place)})`;
    case 'addressOf':
      return `address(${show(node.operand)})`;
    case 'sizeOf':
      return `sizeOf<${nameOf(node.of)}>`;
    case 'nonNull':
      return `nonNull${must(node)}(${show(node.operand)})`;
    case 'atomic':
      return `${show(node.place)}.${node.op}(${[...node.args.map(show), node.order].join(', ')})`;
    case 'regRead':
      return `${show(node.place)}.read()`;
    case 'regWrite':
      return `${show(node.place)}.write(${show(node.value)})`;
    case 'registerAt':
      return `register(${show(node.address)})`;
    case 'struct':
      return `{${node.fields.map((f) => `${f.field.name}: ${show(f.value)}`).join(', ')}}`;
    case 'array':
      return `[${node.elements.map(show).join(', ')}]`;
    case 'zeroed':
      return `zeroed<${nameOf(node.type)}>`;
  }
}

/** One line per statement, blocks in braces. */
export function showStatement(statement: Stmt): string {
  const block = (list: readonly Stmt[]): string => `{ ${list.map(showStatement).join(' ')} }`;
  switch (statement.kind) {
    case 'let':
      return `${statement.decl.mutable ? 'let' : 'const'} ${statement.decl.name}: ${nameOf(statement.decl.type)} = ${show(statement.init)};`;
    case 'assign':
      return `${show(statement.target)} = ${show(statement.value)};`;
    case 'expr':
      return `${show(statement.expr)};`;
    case 'if':
      return `if ${show(statement.condition)} ${block(statement.then.statements)}${statement.otherwise === null ? '' : ` else ${block(statement.otherwise.statements)}`}`;
    case 'buildIf':
      return `#if ${statement.negated ? '!' : ''}${statement.macro} ${block(statement.then.statements)}${statement.otherwise === null ? '' : ` else ${block(statement.otherwise.statements)}`}`;
    case 'loop': {
      const bound =
        statement.bound.kind === 'declared'
          ? `at most ${show(statement.bound.limit)}`
          : statement.bound.kind === 'counted'
            ? `counted ${statement.bound.variable.name}`
            : 'inferred';
      return `${statement.form} (${statement.condition === null ? '' : show(statement.condition)}; ${bound}) ${block(statement.body.statements)}`;
    }
    case 'switch': {
      const cases = statement.cases.map(
        (c) =>
          `${c.values.map((v) => (v.kind === 'member' ? v.member.name : show(v))).join(',')}: ${block(c.body.statements)}`,
      );
      if (statement.defaultBody !== null) cases.push(`default: ${block(statement.defaultBody.statements)}`);
      return `switch ${show(statement.subject)} ${statement.exhaustive ? 'exhaustive ' : ''}{ ${cases.join(' ')} }`;
    }
    case 'return':
      return statement.value === null ? 'return;' : `return ${show(statement.value)};`;
    case 'break':
    case 'continue':
    case 'unreachable':
      return `${statement.kind};`;
    case 'block':
      return block(statement.block.statements);
    case 'copy':
      return `copy(${show(statement.target)}, ${show(statement.source)})${must(statement)};`;
    case 'fill':
      return `fill(${show(statement.target)}, ${show(statement.value)});`;
    case 'assignStruct':
      return `assign(${show(statement.target)}, ${show(statement.source)});`;
  }
}

export function showBody(decl: FunctionDecl): string[] {
  return decl.body.statements.map(showStatement);
}

// SPDX-License-Identifier: Apache-2.0
/** Names of a HAL group are used only where the group is compiled in. */
import type { Diagnostics } from '../diagnostics';
import type { Declared, FileUnit, FunctionDecl, Location, Program, Stmt, Type } from '../ir';
import { blocksOf, eachValue, valuesOf, type Value } from './walk';

type Active = ReadonlySet<string>;

export function checkGroups(program: Program, diagnostics: Diagnostics): void {
  if (program.groups.every((g) => g.macro === null)) return;
  const flags = new Map(program.groups.map((g) => [g.macro, `HAL.${g.name.toUpperCase()}`]));
  for (const file of program.files) new FileCheck(file, flags, diagnostics).run();
}

class FileCheck {
  private readonly base: Active;

  constructor(
    private readonly file: FileUnit,
    /** What `when()` takes, by macro. */
    private readonly flags: ReadonlyMap<string | null, string>,
    private readonly diagnostics: Diagnostics,
  ) {
    const macro = file.group?.macro;
    this.base = new Set(macro === undefined || macro === null ? [] : [macro]);
  }

  run(): void {
    for (const d of this.file.declarations) {
      switch (d.kind) {
        case 'functionDecl':
          this.signature(d);
          this.statements(d.body.statements, this.base);
          break;
        case 'staticVar':
          this.type(d.type, d.at, this.base);
          this.value(d.init, this.base);
          break;
        case 'struct':
          for (const field of d.fields) if (field.condition === null) this.type(field.type, d.at, this.base);
          break;
        case 'constant':
          if (d.value !== null) this.value(d.value, this.base);
          break;
        default:
          break;
      }
    }
  }

  private signature(d: FunctionDecl): void {
    for (const param of d.params) this.type(param.decl.type, param.decl.at, this.base);
    this.type(d.result, d.at, this.base);
  }

  private statements(list: readonly Stmt[], active: Active): void {
    for (const s of list) {
      for (const value of valuesOf(s)) this.value(value, active);
      if (s.kind === 'let') this.type(s.decl.type, s.at, active);
      if (s.kind === 'buildIf') {
        const inside = new Set([...active, s.macro]);
        this.statements(s.then.statements, s.negated ? active : inside);
        if (s.otherwise !== null) this.statements(s.otherwise.statements, s.negated ? inside : active);
      } else {
        for (const block of blocksOf(s)) this.statements(block, active);
      }
    }
  }

  private value(root: Value, active: Active): void {
    eachValue(root, (node) => {
      switch (node.kind) {
        case 'call':
          if (node.target.kind === 'function') this.name(node.target.decl, node.at, active);
          break;
        case 'function':
        case 'constant':
        case 'static':
        case 'enumValue':
          this.name(node.decl, node.at, active);
          break;
        case 'field':
          if (node.field.condition !== null && !active.has(node.field.condition))
            this.report(node.at, `The field ${node.field.name} is not in every build.`, node.field.condition);
          break;
        case 'struct':
          this.name(node.decl, node.at, active);
          for (const { field } of node.fields)
            if (field.condition !== null && !active.has(field.condition))
              this.report(
                node.at,
                `The field ${field.name} is not in every build, so no literal has all fields.`,
                field.condition,
              );
          break;
        default:
          break;
      }
    });
  }

  private name(decl: Declared, at: Location, active: Active): void {
    const macro = decl.group?.macro;
    if (macro === undefined || macro === null || active.has(macro)) return;
    this.report(at, `${decl.name} belongs to the group ${decl.group?.name ?? ''}, which is not in every build.`, macro);
  }

  private type(type: Type, at: Location, active: Active): void {
    switch (type.kind) {
      case 'struct':
      case 'union':
      case 'enum':
        this.name(type.decl, at, active);
        break;
      case 'ref':
      case 'pointer':
      case 'out':
        this.type(type.to, at, active);
        break;
      case 'array':
      case 'slice':
        this.type(type.element, at, active);
        break;
      default:
        break;
    }
  }

  private report(at: Location, what: string, macro: string): void {
    this.diagnostics.report(
      'FUSE5100',
      at,
      `${what} Use it in a file of the group, or inside if (when(${this.flags.get(macro) ?? macro})) { ... }.`,
    );
  }
}

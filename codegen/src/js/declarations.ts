// SPDX-License-Identifier: Apache-2.0
/** The declarations of a bundle: what tests and hosts see of the program, in TypeScript's own types. */
import type {
  ConstantDecl,
  Declaration,
  ExternDecl,
  FieldDecl,
  FileUnit,
  FunctionDecl,
  StructDecl,
  Type,
  UnionDecl,
} from '../ir';
import { buildConstants, flagMacros } from '../outputs/macros';
import { neededExterns } from './bundle';
import type { Bundle } from './context';
import { cScalar } from './types';

const quoted = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);
const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

function docLines(doc: string): string[] {
  const lines = doc.trim() === '' ? [] : doc.trim().split('\n');
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`/** ${lines[0]} */`];
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

class Writer {
  constructor(private readonly bundle: Bundle) {}

  private name(decl: Declaration): string {
    return this.bundle.names.of(decl);
  }

  /** A value of the type; `written` where functions may be given for function pointers. */
  type(type: Type, written = false): string {
    const orNull = (text: string, nullable: boolean): string => (nullable ? `${text} | null` : text);
    switch (type.kind) {
      case 'int':
        return type.name === 'u64' || type.name === 'i64' ? 'bigint' : 'number';
      case 'float':
      case 'enum':
      case 'pointer':
      case 'cstring':
        return 'number';
      case 'bool':
        return 'boolean';
      case 'void':
        return 'void';
      case 'never':
        return 'never';
      case 'null':
        return 'null';
      case 'struct':
      case 'union':
        return cScalar(type.decl) === null ? this.name(type.decl) : 'number';
      case 'ref':
      case 'out':
        return orNull(this.view(type.to), type.nullable);
      case 'array':
        return `ArrayView<${this.type(type.element)}>`;
      case 'slice':
      case 'text':
        return 'Slice';
      case 'function':
        return written ? `number | (${this.callback(type)}) | null` : 'number';
      case 'atomic':
      case 'reg':
        return this.type(type.of);
      case 'checked':
        return `Checked<${this.type(type.of)}>`;
    }
  }

  private callback(type: Extract<Type, { kind: 'function' }>): string {
    const params = type.params.map((p, i) => `${p.name === '' ? `arg${i}` : p.name}: ${this.type(p.type)}`);
    return `(${params.join(', ')}) => ${this.type(type.result)}`;
  }

  /** What lies at an address. */
  view(type: Type): string {
    const isPlace = (type.kind === 'struct' || type.kind === 'union') && cScalar(type.decl) !== null;
    if (!isPlace && (type.kind === 'struct' || type.kind === 'union' || type.kind === 'array')) return this.type(type);
    return `Place<${this.type(type)}>`;
  }

  signature(decl: FunctionDecl | ExternDecl): string {
    const params = decl.kind === 'extern' ? decl.params : decl.params.map((p) => p.decl);
    return `(${params.map((p) => `${quoted(p.name)}: ${this.type(p.type)}`).join(', ')})`;
  }

  private field(field: FieldDecl): string[] {
    const { type } = field;
    const comment = docLines(field.doc);
    const only = field.condition === null ? [] : [`// Where ${field.condition} is set.`];
    if (type.kind === 'function')
      return [
        ...comment,
        ...only,
        `get ${field.name}(): number;`,
        `set ${field.name}(value: ${this.type(type, true)});`,
      ];
    return [...comment, ...only, `${field.name}: ${this.type(type)};`];
  }

  struct(decl: StructDecl): string[] {
    const name = this.name(decl);
    const given = decl.fields.map((f) => `${f.name}?: ${this.given(f.type)};`);
    // A type that only C knows has an address and nothing else.
    if (decl.fields.length === 0)
      return [
        ...docLines(decl.doc),
        `export type ${name} = View;`,
        `export type ${name}$Fields = Readonly<Record<string, never>>;`,
        '',
      ];
    return [
      ...docLines(decl.doc),
      `export interface ${name} extends View {`,
      ...indented(decl.fields.flatMap((f) => this.field(f))),
      '}',
      `export interface ${name}$Fields {`,
      ...indented(given),
      '}',
      '',
    ];
  }

  /** What a field can be set from when a struct is made. */
  private given(type: Type): string {
    if ((type.kind === 'struct' || type.kind === 'union') && cScalar(type.decl) === null)
      return `${this.name(type.decl)} | ${this.name(type.decl)}$Fields`;
    if (type.kind === 'array') return `Iterable<${this.given(type.element)}>`;
    return this.type(type, true);
  }

  union(decl: UnionDecl): string[] {
    const name = this.name(decl);
    const members = decl.members
      .filter((m) => m.struct.fields.length > 1)
      .map((m) => ({
        name: m.struct.name,
        fields: m.struct.fields.slice(1).map((f) => `${f.name}: ${this.type(f.type)}`),
        given: m.struct.fields.slice(1).map((f) => `${f.name}?: ${this.given(f.type)}`),
      }));
    return [
      ...docLines(decl.doc),
      `export interface ${name} extends View {`,
      '  kind: number;',
      ...members.map((m) => `  readonly ${m.name}: View & { ${m.fields.join('; ')} };`),
      '}',
      `export interface ${name}$Fields {`,
      '  kind?: number;',
      ...members.map((m) => `  ${m.name}?: { ${m.given.join('; ')} };`),
      '}',
      '',
    ];
  }

  /** What a declaration is among the exports; none for types. */
  member(decl: Declaration): string[] {
    switch (decl.kind) {
      case 'functionDecl':
        return [...docLines(decl.doc), `${decl.name}${this.signature(decl)}: ${this.type(decl.result)};`];
      case 'staticVar':
        return [...docLines(decl.doc), `readonly ${decl.name}: ${this.view(decl.type)};`];
      case 'constant': {
        const type = decl.type ?? decl.value?.type;
        if (decl.header !== null || type === undefined) return [];
        return [...docLines(decl.doc), `readonly ${decl.name}: ${this.type(type)};`];
      }
      case 'enum': {
        const members = decl.members.map((m) => `readonly ${m.name}: ${m.value}`);
        return [...docLines(decl.doc), `readonly ${decl.name}: { ${members.join('; ')} };`];
      }
      default:
        return [];
    }
  }

  extern(decl: ExternDecl | ConstantDecl): string[] {
    if (decl.kind === 'extern')
      return [...docLines(decl.doc), `${decl.name}${this.signature(decl)}: ${this.type(decl.result)};`];
    return [...docLines(decl.doc), `readonly ${decl.name}: ${this.type(decl.type ?? { kind: 'int', name: 'u32' })};`];
  }

  file(unit: FileUnit): string[] {
    const members = unit.declarations.flatMap((decl) => this.member(decl));
    return [`readonly ${quoted(unit.cBase)}: {`, ...indented(members), '};'];
  }
}

const block = (head: string, lines: readonly string[]): string[] => [`${head} {`, ...indented(lines), '}', ''];

export function declarationsText(bundle: Bundle, support: string): string {
  const { program } = bundle;
  const writer = new Writer(bundle);
  const all = program.files.flatMap((file) => [...file.declarations]).filter((decl) => decl.exported);
  const classes = [...bundle.classes.keys()].sort((a, b) => (bundle.names.of(a) < bundle.names.of(b) ? -1 : 1));
  const body = [
    ...classes.flatMap((decl) => (decl.kind === 'struct' ? writer.struct(decl) : writer.union(decl))),
    ...block(
      'export interface Structs',
      classes.map((decl) => {
        const name = bundle.names.of(decl);
        return `readonly ${name}: StructClass<${name}, ${name}$Fields>;`;
      }),
    ),
    '/** What the build decides. */',
    ...block('export interface Build', [
      ...buildConstants(program).map(
        (decl) => `/** ${decl.build.min} to ${decl.build.max}. */ readonly ${decl.cName}: number;`,
      ),
      ...flagMacros(program).map((macro) => `readonly ${macro}?: boolean;`),
    ]),
    '/** What the program takes from C, and the host gives here. */',
    ...block(
      'export interface Externs',
      neededExterns(bundle).flatMap((decl) => writer.extern(decl)),
    ),
    '/** What the files export. */',
    ...block(
      'export interface Exports',
      all.flatMap((decl) => writer.member(decl)),
    ),
    '/** Everything, by file. */',
    ...block(
      'export interface Files',
      program.files.flatMap((file) => writer.file(file)),
    ),
    ...block('export interface Program extends ProgramBase', [
      'readonly structs: Structs;',
      'readonly exports: Exports;',
      'readonly files: Files;',
    ]),
    'export function instantiate(',
    '  makeExterns: (program: Program) => Externs,',
    '  build: Build,',
    '  options?: MemoryOptions,',
    '): Program;',
  ];
  const text = body.join('\n');
  const names = ['ArrayView', 'Checked', 'MemoryOptions', 'Place', 'ProgramBase', 'Slice', 'StructClass', 'View'];
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return [
    '// Made by fuse-codegen from the sources of the program. Do not edit.',
    `import type { ${used.join(', ')} } from '${support}';`,
    `export { Fault, InternalError, Panic } from '${support}';`,
    '',
    text,
    '',
  ].join('\n');
}

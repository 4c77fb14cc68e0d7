// SPDX-License-Identifier: Apache-2.0
/** What an emitted bundle builds a program from: memory, types, build values, externs, exports. */
import type { Site } from './errors';
import type { Language } from './language';
import { structLayout, unionLayout, type Field } from './layout';
import { Memory, type MemoryOptions, type Slice } from './memory';
import { native, type Native, type NativeParts, type NativeRuntime, symbolTable } from './natives';
import { describe, type Place, type Storage, Types, type View } from './storage';
import { structClass, type StructClass } from './structs';
import { type AnyFunction, FunctionTable } from './table';

export type BuildValues = Readonly<Record<string, number | boolean>>;
/** `[name, type]` or, for a field that some builds have not, `[name, type, present]`. */
export type FieldTuple = readonly [name: string, type: Storage, present?: boolean];
export type Signature = readonly [params: readonly Storage[], result: Storage];

export interface BuildNeeds {
  readonly constants: Readonly<Record<string, readonly [min: number, max: number]>>;
  readonly flags: readonly string[];
}

/** The objects of a function's own that lie on the stack. */
export interface Frame {
  readonly size: number;
  at(start: number, index: number): View;
}

/** What every program has. */
export interface ProgramBase {
  readonly memory: Memory;
  readonly table: FunctionTable;
  readonly build: BuildValues;
  readonly sites: readonly Site[];
  readonly natives: readonly Native[];
  /** Places in the host's area, for an `Out` of each type. */
  readonly out: Outs;
}
type NumberName = 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'usize' | 'f32' | 'f64';
export type Outs = Readonly<
  Record<NumberName, (value?: number) => Place<number>> &
    Record<'u64' | 'i64', (value?: bigint) => Place<bigint>> &
    Record<'bool', (value?: boolean) => Place<boolean>>
>;
/** A program as a host sees it that knows nothing of it; its declarations say more. */
export interface Program extends ProgramBase {
  readonly structs: Readonly<Record<string, StructClass>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
type Growing<T> = { -readonly [K in keyof T]: T[K] };

const fieldsOf = (tuples: readonly FieldTuple[]): Field[] =>
  tuples.map(([name, type, present = true]) => ({ name, type, present }));

/** A function whose arguments, or result, come from code that no compiler has checked. */
export function guarded(
  name: string,
  f: AnyFunction,
  [params, result]: Signature,
  foreign: 'caller' | 'callee',
): AnyFunction {
  const checkArguments = (args: readonly unknown[]): void => {
    if (args.length !== params.length)
      throw new TypeError(`${name}() takes ${params.length} arguments, not ${args.length}`);
    params.forEach((type, i) => {
      if (!type.holds(args[i]))
        throw new TypeError(`${name}(): argument ${i + 1}, ${describe(args[i])}, is no ${type.name}`);
    });
  };
  const checkResult = (value: unknown): unknown => {
    if (!result.holds(value)) throw new TypeError(`${name}() gave ${describe(value)}, which is no ${result.name}`);
    return value;
  };
  const checked: AnyFunction =
    foreign === 'caller'
      ? (...args: unknown[]) => {
          checkArguments(args);
          return f(...args) as unknown;
        }
      : (...args: unknown[]) => checkResult(f(...args));
  Object.defineProperty(checked, 'name', { value: name });
  return checked;
}

export class Instance {
  readonly memory: Memory;
  readonly table = new FunctionTable();
  readonly types: Types;
  readonly program: Growing<Program>;
  private readonly structs: Record<string, StructClass> = {};
  /** The members of unions: their fields without the tag. */
  private readonly members = new Map<StructClass, () => ReadonlyMap<string, StructClass>>();

  constructor(
    private readonly language: Language,
    needs: BuildNeeds,
    build: BuildValues,
    options?: MemoryOptions,
  ) {
    this.memory = new Memory(options);
    this.types = new Types(this.memory, this.table, language, language);
    this.program = {
      memory: this.memory,
      table: this.table,
      structs: this.structs,
      build: checkedBuild(needs, build),
      sites: language.sites,
      exports: {},
      files: {},
      natives: [],
      out: this.outs(),
    };
  }

  private outs(): Outs {
    const place = <T>(type: Storage<T, Place<T>>, value: T): Place<T> => {
      const made = type.at(this.memory.allocate(type.size, type.align)) as Place<T>;
      made.value = value;
      return made;
    };
    const t = this.types;
    const number =
      (type: Storage<number, Place<number>>) =>
      (value = 0) =>
        place(type, value);
    const big =
      (type: Storage<bigint, Place<bigint>>) =>
      (value = 0n) =>
        place(type, value);
    return {
      u8: number(t.u8),
      u16: number(t.u16),
      u32: number(t.u32),
      i8: number(t.i8),
      i16: number(t.i16),
      i32: number(t.i32),
      usize: number(t.usize),
      f32: number(t.f32),
      f64: number(t.f64),
      u64: big(t.u64),
      i64: big(t.i64),
      bool: (value = false) => place(t.bool, value),
    };
  }

  struct(name: string, key: string, fields: () => readonly FieldTuple[]): StructClass {
    const made = structClass(this.memory, name, () => structLayout(fieldsOf(fields())));
    this.structs[key] = made;
    return made;
  }

  /** `members`: their names and fields without the tag; those without any are left out. */
  union(name: string, key: string, members: () => readonly (readonly [string, readonly FieldTuple[]])[]): StructClass {
    let known: ReadonlyMap<string, StructClass> | null = null;
    const classes = (): ReadonlyMap<string, StructClass> =>
      (known ??= new Map(
        members().map(([member, fields]) => [
          member,
          structClass(this.memory, member, () => structLayout(fieldsOf(fields))),
        ]),
      ));
    const tag: Field = { name: 'kind', type: this.types.u32, present: true };
    const made = structClass(this.memory, name, () =>
      unionLayout(
        tag,
        [...classes()].map(([member, type]) => ({ name: member, type: type, present: true })),
      ),
    );
    this.members.set(made, classes);
    this.structs[key] = made;
    return made;
  }

  /** Where a member's field lies in a union. */
  memberOffset(union: StructClass, member: string, field: string): number {
    const offset = this.members.get(union)?.().get(member)?.offsets[field] ?? 0;
    return (union.offsets[member] ?? 0) + offset;
  }

  frame(...types: readonly Storage[]): Frame {
    const { size, offsets } = structLayout(types.map((type, i) => ({ name: String(i), type, present: true })));
    const places = types.map((_, i) => offsets[i] ?? 0);
    return { size, at: (start, i) => (types[i] as Storage).at(start + (places[i] as number)) as View };
  }

  static(type: Storage): View {
    return type.at(this.memory.allocate(type.size, type.align)) as View;
  }

  /** What the host provides for the externs, each checked to be there. */
  externs(
    make: (program: Program) => unknown,
    needs: Readonly<Record<string, Signature | Storage>>,
  ): Record<string, unknown> {
    const given: unknown = make(this.program);
    if (typeof given !== 'object' || given === null) throw new TypeError('makeExterns() must return an object');
    const result: Record<string, unknown> = {};
    for (const [name, type] of Object.entries(needs)) {
      const value = (given as Record<string, unknown>)[name];
      if (value === undefined) throw new TypeError(`makeExterns() gives no ${name}, which the program uses`);
      if ('read' in type) {
        if (!type.holds(value)) throw new TypeError(`extern ${name}: ${describe(value)} is no ${type.name}`);
        result[name] = value;
        continue;
      }
      if (typeof value !== 'function') throw new TypeError(`extern ${name} is a function, not ${describe(value)}`);
      // Called as a method of what it came with, so that a class can be the externs.
      result[name] = guarded(
        name,
        (...args: unknown[]) => (value as AnyFunction).apply(given, args) as unknown,
        type,
        'callee',
      );
    }
    return result;
  }

  /** A call through a function pointer, whose result is checked, since the function may be the host's. */
  call(result: Storage, index: number, ...args: readonly unknown[]): unknown {
    const value: unknown = this.table.get(index)(...args);
    if (!result.holds(value)) throw new TypeError(`a callback gave ${describe(value)}, which is no ${result.name}`);
    return value;
  }

  /** copy(): memmove of the elements. */
  copy(target: Slice, source: Slice, elementSize: number, site: number): void {
    if (source.length > target.length) this.language.panic(site);
    this.memory.copy(target.start, source.start, source.length * elementSize);
  }
  /** fill(). */
  fill<T>(target: Slice, type: Storage<T>, value: T): void {
    for (let i = 0; i < target.length; i++) type.write(target.start + i * type.size, value);
  }

  exported(name: string, f: AnyFunction, signature: Signature): AnyFunction {
    return guarded(name, f, signature, 'caller');
  }

  natives(runtime: NativeRuntime, all: readonly (NativeParts & { readonly present: boolean })[]): readonly Native[] {
    this.program.natives = all.filter((n) => n.present).map((n) => native(this.memory, runtime, n));
    return this.program.natives;
  }

  /** The address of WAMR's table of them. */
  symbols(natives: readonly Native[]): number {
    return symbolTable(this.memory, this.types.pointer, natives, (n) =>
      this.table.add((env: View, ...args: (number | bigint)[]) => n.call(env, ...args)),
    );
  }

  /** The address of bytes that are always the same. */
  constantBytes(hex: string): number {
    const bytes = Buffer.from(hex, 'hex');
    const address = this.memory.allocate(bytes.length, 1);
    this.memory.bytes(address, bytes.length).set(bytes);
    return address;
  }

  finish(exported: Program['exports'], files: Program['files']): Program {
    this.program.exports = exported;
    this.program.files = files;
    return this.program;
  }
}

function checkedBuild(needs: BuildNeeds, build: BuildValues): BuildValues {
  const values: Record<string, number | boolean> = {};
  for (const [name, [min, max]] of Object.entries(needs.constants)) {
    const value = build[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
      throw new TypeError(`build.${name} must be a number from ${min} to ${max}, not ${describe(value)}`);
    values[name] = value;
  }
  for (const name of needs.flags) values[name] = Boolean(build[name]);
  for (const name of Object.keys(build))
    if (!(name in values)) throw new TypeError(`build.${name}: the program has no such constant or flag`);
  return values;
}

export type { Place, StructClass };

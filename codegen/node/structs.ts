// SPDX-License-Identifier: Apache-2.0
/** Structs and unions of a program: a class of views for each. */
import type { Layout } from './layout';
import type { Memory } from './memory';
import { describe, type Storage, type View } from './storage';

/** The class of a struct's views, which is also how the struct lies in memory. */
export interface StructClass<V extends View = View, F = object> extends Storage<V, V> {
  new (address: number): V;
  /** Where the fields lie in it. */
  readonly offsets: Readonly<Record<string, number>>;
  /** A new one in the host's area: every field 0 but those given. */
  create(fields?: F): V;
  /** Copies the bytes of another one; or sets the fields given, and 0 elsewhere. */
  write(address: number, value: F | V): void;
}

/** Makes the class. The layout is asked for when it is first needed, since structs refer to each other. */
export function structClass(memory: Memory, name: string, layoutOf: () => Layout): StructClass {
  let known: Layout | null = null;
  const layout = (): Layout => {
    if (known !== null) return known;
    known = layoutOf();
    const { fields, offsets } = known;
    for (const field of fields) {
      const offset = offsets[field.name] ?? 0;
      Object.defineProperty(made.prototype, field.name, {
        enumerable: true,
        get(this: View): unknown {
          return field.type.read(this.address + offset);
        },
        set(this: View, value: unknown) {
          set(this.address, field.name, value);
        },
      });
    }
    return known;
  };
  const set = (address: number, key: string, value: unknown): void => {
    const field = layout().fields.find((f) => f.name === key);
    if (field === undefined) throw new TypeError(`${name} has no field ${key}`);
    if (!field.type.holds(value)) throw new TypeError(`${name}.${key}: ${describe(value)} is no ${field.type.name}`);
    field.type.write(address + (layout().offsets[key] ?? 0), value);
  };
  // In an object, so that the class has the struct's name, which is what debuggers show.
  const made = {
    [name]: class implements View {
      constructor(readonly address: number) {
        layout();
      }
      static get size(): number {
        return layout().size;
      }
      static get align(): number {
        return layout().align;
      }
      static get offsets(): Readonly<Record<string, number>> {
        return layout().offsets;
      }
      static at(address: number): View | null {
        return address === 0 ? null : new this(address);
      }
      static read(address: number): View {
        return new this(address);
      }
      static holds(value: unknown): boolean {
        return typeof value === 'object' && value !== null;
      }
      static write(address: number, value: object): void {
        if (value instanceof this) {
          memory.copy(address, value.address, this.size);
          return;
        }
        memory.zero(address, this.size);
        for (const [key, given] of Object.entries(value)) set(address, key, given);
      }
      static create(fields: object = {}): View {
        const address = memory.allocate(this.size, this.align);
        this.write(address, fields);
        return new this(address);
      }
    },
  }[name] as unknown as StructClass;
  return made;
}

// SPDX-License-Identifier: Apache-2.0
/** Where the fields of structs and unions lie: C's layout on a 32-bit machine with natural alignment. */
import { roundUp, type Storage } from './storage';

export interface Field {
  readonly name: string;
  readonly type: Storage;
  /** False for a field that this build has not. */
  readonly present: boolean;
}

export interface Layout {
  readonly size: number;
  readonly align: number;
  readonly offsets: Readonly<Record<string, number>>;
  readonly fields: readonly Field[];
}

/** Each field at the next multiple of its alignment. */
export function structLayout(fields: readonly Field[]): Layout {
  let size = 0;
  let align = 1;
  const offsets: Record<string, number> = {};
  const present = fields.filter((field) => field.present);
  for (const { name, type } of present) {
    size = roundUp(size, type.align);
    offsets[name] = size;
    size += type.size;
    align = Math.max(align, type.align);
  }
  return { size: roundUp(size, align), align, offsets, fields: present };
}

/** The tag, and after it all members at one place. */
export function unionLayout(tag: Field, members: readonly Field[]): Layout {
  const align = Math.max(tag.type.align, ...members.map((m) => m.type.align));
  const start = roundUp(tag.type.size, Math.max(1, ...members.map((m) => m.type.align)));
  const size = Math.max(0, ...members.map((m) => m.type.size));
  return {
    size: roundUp(members.length === 0 ? tag.type.size : start + size, align),
    align,
    offsets: { [tag.name]: 0, ...Object.fromEntries(members.map((m) => [m.name, start])) },
    fields: [tag, ...members],
  };
}

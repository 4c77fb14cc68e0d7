// SPDX-License-Identifier: Apache-2.0
/** What a piece of a program can name: values, arrays, structs and the like, by the text that reads them. */
import type { EnumDecl, Scalar, StructDecl, UnionDecl } from './types';

export interface Value {
  readonly text: string;
  readonly type: Scalar;
  readonly writable: boolean;
  /** The local that the text is, or is a part of. */
  readonly local: Local | null;
}
/** Elements of one scalar type. */
export interface Elements {
  readonly text: string;
  readonly element: Scalar;
  /** Null for a slice. */
  readonly length: number | null;
  readonly writable: boolean;
  readonly local: Local | null;
}
export interface Structs {
  readonly text: string;
  readonly decl: StructDecl;
  readonly length: number;
}
export interface Reference {
  readonly text: string;
  readonly decl: StructDecl;
  readonly writable: boolean;
  /** Lives as long as the program: may be stored and returned. */
  readonly isStatic: boolean;
  readonly local: Local | null;
}
export interface UnionValue {
  readonly text: string;
  readonly decl: UnionDecl;
  readonly writable: boolean;
  readonly local: Local | null;
}
export interface NullableReference {
  readonly text: string;
  readonly decl: StructDecl;
  readonly local: Local | null;
}
export interface Text {
  readonly text: string;
  /** At least so many bytes. */
  readonly length: number;
  readonly local: Local | null;
}
export interface Register {
  readonly text: string;
  readonly type: Scalar;
  /** Its place in the bank. */
  readonly cell: number;
}
export interface AtomicCell {
  readonly text: string;
  readonly type: Scalar;
}
export interface Local {
  readonly name: string;
  /** tsc remembers what an enum was compared with, and refuses to hear it twice. */
  isNarrowed: boolean;
}

export class Scope {
  readonly values: Value[];
  readonly elements: Elements[];
  readonly structs: Structs[];
  readonly references: Reference[];
  readonly unions: UnionValue[];
  readonly nullable: NullableReference[];
  readonly texts: Text[];

  constructor(outer?: Scope) {
    this.values = [...(outer?.values ?? [])];
    this.elements = [...(outer?.elements ?? [])];
    this.structs = [...(outer?.structs ?? [])];
    this.references = [...(outer?.references ?? [])];
    this.unions = [...(outer?.unions ?? [])];
    this.nullable = [...(outer?.nullable ?? [])];
    this.texts = [...(outer?.texts ?? [])];
  }

  /** A struct's fields by name; the struct itself as something to refer to. */
  addStruct(reference: Reference): void {
    const { text, decl, writable, isStatic, local } = reference;
    this.references.push(reference);
    for (const field of decl.fields) {
      const path = `${text}.${field.name}`;
      if (field.kind === 'scalar') this.values.push({ text: path, type: field.type, writable, local });
      else if (field.kind === 'array')
        this.elements.push({ text: path, element: field.element, length: field.length, writable, local });
      else if (field.kind === 'union') this.unions.push({ text: path, decl: field.decl, writable, local });
      else if (field.kind === 'struct') this.addStruct({ text: path, decl: field.decl, writable, isStatic, local });
    }
  }
}

export interface Signature {
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly result: Scalar | null;
  /** Changes nothing but its own variables. */
  readonly pure: boolean;
  /** Has no check that may fail. */
  readonly total: boolean;
  /** May run in an interrupt. */
  readonly isr: boolean;
  /** How many statements a call runs at most, about. */
  readonly cost: number;
}
export type Parameter =
  | { readonly kind: 'scalar'; readonly type: Scalar }
  | { readonly kind: 'slice'; readonly element: Scalar; readonly writable: boolean }
  | { readonly kind: 'struct'; readonly decl: StructDecl; readonly writable: boolean; readonly nullable: boolean }
  | { readonly kind: 'out'; readonly type: Scalar }
  | { readonly kind: 'union'; readonly decl: UnionDecl }
  | { readonly kind: 'text' };

export type { EnumDecl };

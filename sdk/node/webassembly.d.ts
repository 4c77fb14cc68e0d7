// SPDX-License-Identifier: Apache-2.0
// The part of Node's WebAssembly that is used here: it stands in TypeScript's library for browsers, which these sources do without.

declare namespace WebAssembly {
  type Exports = Readonly<Record<string, unknown>>;
  interface Module {
    readonly __module?: never;
  }
  const Module: {
    new (bytes: Uint8Array): Module;
    imports(module: Module): { readonly module: string; readonly name: string; readonly kind: string }[];
  };
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Exports;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Global {
    value: number;
  }
  function validate(bytes: Uint8Array): boolean;
}

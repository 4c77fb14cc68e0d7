// SPDX-License-Identifier: Apache-2.0
// The same modules in five languages do the same on Linux: as native code in the addon, and as .wasm in JavaScript.

import * as fs from 'node:fs';
import { readWasm } from '../../cli/inspect/wasm-file';
import { type Language } from '../../cli/project/languages';
import {
  Activation,
  type Fuse,
  LogOrigin,
  nativesHash,
  openJavaScript,
  openNative,
  type Result,
  sealWasm,
  Stat,
} from '../../sdk/node';
import { BEHAVIOURS, builtModule, FRAME_BYTES, LANGUAGES, type ModuleName, MODULES, policyOf } from '../support/kits';

const IMPLEMENTATIONS = [
  {
    name: 'native',
    open: () => openNative(),
    image: (module: ModuleName, language: Language) => fs.readFileSync(`${builtModule(module, language)}.aot`),
  },
  {
    name: 'JavaScript',
    open: () => openJavaScript(),
    image: (module: ModuleName, language: Language) => sealWasm(wasm(module, language), nativesHash()),
  },
];

const PAIRS = LANGUAGES.flatMap((language) => MODULES.map((module) => ({ language, module })));

function wasm(module: ModuleName, language: Language): Buffer {
  return fs.readFileSync(`${builtModule(module, language)}.wasm`);
}

function valueOf<T>(result: Result<T>): T {
  if (result.stat !== Stat.Success) throw new Error(`the runtime says ${Stat[result.stat]}`);
  return result.value;
}

describe.each(IMPLEMENTATIONS)('$name', ({ open, image }) => {
  let fuse: Fuse;
  let celsius = 0;
  let frame: Uint8Array | null = null;
  beforeEach(() => {
    fuse = open();
    const hal = { getReading: () => celsius, lastFrame: () => frame };
    expect(fuse.init({ poolBytes: 1 << 20, logBytes: 1 << 16, hal })).toBe(Stat.Success);
  });
  afterEach(() => fuse.close());

  test.each(PAIRS)('$module in $language', ({ module, language }) => {
    const { init, steps } = BEHAVIOURS[module];
    const id = valueOf(fuse.load(image(module, language), { ...policyOf(module), activationMask: Activation.Manual }));
    // Counts the events: one tick, one step.
    const wakened = { ...policyOf('hello_log'), activationMask: Activation.Event, eventSubscribe: 1 << 1 };
    const receiver = valueOf(fuse.load(image('hello_log', language), wakened));

    let seen = fuse.log().length;
    const logged = (): string[] => {
      const entries = fuse.log().slice(seen);
      seen += entries.length;
      return entries
        .filter(({ moduleId, origin }) => moduleId === id && origin === LogOrigin.Guest)
        .map(({ text }) => text);
    };
    expect(fuse.start(id)).toBe(Stat.Success);
    expect(logged()).toEqual(init);
    fuse.start(receiver);

    steps.forEach((step, index) => {
      celsius = step.celsius ?? 0;
      frame = step.frame ?? null;
      expect({ index, stat: fuse.runStep(id) }).toEqual({ index, stat: Stat.Success });
      expect({ index, log: logged() }).toEqual({ index, log: step.log });
      expect({ index, posted: fuse.tick() !== 0 }).toEqual({
        index,
        posted: step.events !== undefined && step.events.length > 0,
      });
    });
  });

  test.each(PAIRS)('$module in $language has the memory that it uses, not a page', ({ module, language }) => {
    const id = valueOf(fuse.load(image(module, language), policyOf(module)));
    // A stack of a kilobyte, and what the module declares.
    const most = 2048 + (module === 'camera_compress' ? 3 * FRAME_BYTES : 0);
    expect(valueOf(fuse.info(id)).memoryBytes).toBeLessThan(most);
  });
});

test.each(PAIRS)('$module in $language imports what its policy grants, and no more', ({ module, language }) => {
  const imports = (from: Language): string[] =>
    WebAssembly.Module.imports(new WebAssembly.Module(wasm(module, from))).map(({ name }) => name);
  expect(imports(language).sort()).toEqual(imports('c').sort());
});

test.each(PAIRS)(
  '$module in $language has a stack of its own of a kilobyte, in TypeScript none',
  ({ module, language }) => {
    const { auxiliaryStackBytes } = readWasm(module, wasm(module, language));
    expect(auxiliaryStackBytes).toBe(language === 'ts' ? null : 1024);
  },
);

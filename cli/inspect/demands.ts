// SPDX-License-Identifier: Apache-2.0
// What a module demands of the runtime: the capabilities of its imports, its memory, and what no policy can give it.

import type { Natives } from '../config/natives';
import { suggestion } from '../support/nearest';
import { type ImportedItem, type ModuleFacts, pagesFor, readableSignature } from './module-facts';

/** The module that imports come from. */
const IMPORT_MODULE = 'env';
const ENTRIES = ['module_step', 'module_init', 'module_deinit'] as const;

export interface Need {
  readonly capability: string;
  /** The imported functions that need it. */
  readonly functions: readonly string[];
}

export interface Demands {
  /** In the order of the capabilities' bits. */
  readonly needs: readonly Need[];
  /** The least memory_pages_max that lets it load. */
  readonly memoryPages: number;
  /** The memory_pages_max up to which its instructions could grow it; equal to memoryPages when it never grows. */
  readonly growthPages: number;
  /** Why the runtime would refuse it, whatever its policy. */
  readonly faults: readonly string[];
}

export function demandsOf(facts: ModuleFacts, natives: Natives): Demands {
  const functionsOf = new Map<string, string[]>();
  const faults: string[] = [];
  for (const item of facts.imports) {
    const fault = importFault(item, natives);
    if (fault !== undefined) {
      faults.push(fault);
      continue;
    }
    const capability = natives.natives.find(({ name }) => name === item.name)?.capability ?? undefined;
    if (capability === undefined) continue;
    const functions = functionsOf.get(capability) ?? [];
    // A linker may list the same import twice.
    if (!functions.includes(item.name)) functions.push(item.name);
    functionsOf.set(capability, functions);
  }
  const byBit = [...natives.capabilities].sort((a, b) => a.bit - b.bit);
  return {
    needs: byBit.flatMap(({ name: capability }) => {
      const functions = functionsOf.get(capability);
      return functions === undefined ? [] : [{ capability, functions }];
    }),
    memoryPages: pagesFor(facts.memory?.bytes ?? 0),
    growthPages: pagesFor(facts.memory?.maxBytes ?? 0),
    faults: [...faults, ...entryFaults(facts)],
  };
}

function importFault({ module, name, kind, signature }: ImportedItem, natives: Natives): string | undefined {
  if (kind !== 'function') {
    return `imports the ${kind} ${module}.${name}; modules import functions only: define it in the module`;
  }
  if (module !== IMPORT_MODULE) {
    return `imports ${module}.${name}, but modules import from "${IMPORT_MODULE}" only`;
  }
  const native = natives.natives.find((candidate) => candidate.name === name);
  if (native === undefined) {
    const names = natives.natives.map((candidate) => candidate.name);
    return `imports the unknown function env.${name}${suggestion(name, names)}`;
  }
  if (signature === native.signature) return undefined;
  const [actual, expected] = [readableSignature(signature ?? '()'), readableSignature(native.signature)];
  return `imports env.${name} as ${actual}, but it is ${expected}`;
}

function entryFaults(facts: ModuleFacts): string[] {
  const faults: string[] = [];
  for (const name of ENTRIES) {
    const entry = facts.exports.find((item) => item.name === name);
    if (entry === undefined) {
      if (name === 'module_step') faults.push('does not export module_step, the function that the runtime calls');
    } else if (entry.kind !== 'function') faults.push(`exports ${name}, but not as a function`);
    else if (entry.isImported) faults.push(`exports an imported function as ${name}; an entry must be its own`);
    else if (entry.signature !== '()') {
      faults.push(`exports ${name} as ${readableSignature(entry.signature ?? '')}, but it must be () -> ()`);
    }
  }
  if (facts.start === 'imported') faults.push('names an imported function as its start function; it must be its own');
  return faults;
}

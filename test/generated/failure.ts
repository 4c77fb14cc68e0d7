// SPDX-License-Identifier: Apache-2.0
/** One program under examination again: whether it still fails in the same way. */
import { CONFIGURATIONS } from './targets/native';
import { examine, HOST, type Targets } from './examine';
import type { GeneratedProgram } from './generator/program';

/** Failures of one class have one cause, as far as can be told from outside. */
export function classOf(what: string): string {
  const [, said] = /^((?:refused|compiler): .*?)(?: in: .*)?$/s.exec(what) ?? [];
  // Names change as the program shrinks, what is said of them does not.
  if (said !== undefined) return said.replace(/[\w.]*\d\w*/g, (name) => (/^(?:FUSE|TS)\d+$/.test(name) ? name : '_'));
  return what
    .split('\n')
    .map((line) => {
      const [target = '', state = '', ...why] = line.trim().split(': ');
      // Where it broke changes as the program shrinks; what broke does not.
      return state === 'broke' ? `${target} ${why.join(' ').replace(/\S*\d\S*/g, '')}` : target;
    })
    .join(' and ');
}

/** Whether a text that fails in the same way, but was not written by the generator, shows the same cause. */
export const outlivesEdits = (what: string): boolean => !what.startsWith('refused');

/** Only the targets that a failure is about. */
export function targetsOf(what: string): Targets {
  if (what.startsWith('refused')) return { ...HOST, node: false, native: [] };
  return {
    node: what.includes('Node:'),
    native: CONFIGURATIONS.map((c) => c.name).filter((name) => what.includes(`${name}:`)),
    cortexM4: what.includes('Cortex-M4:'),
  };
}

/** How the program fails on these targets; null if it does not. A failure of the compiler itself counts. */
export function failureOf(program: GeneratedProgram, targets: Targets, folder: string): string | null {
  try {
    const { failures } = examine([program], targets, folder);
    return failures[0]?.what ?? null;
  } catch (error) {
    return `compiler: ${error instanceof Error ? error.message : String(error)}`;
  }
}

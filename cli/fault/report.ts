// SPDX-License-Identifier: Apache-2.0
/**
 * The report that a board prints when it cannot go on (platform/freertos/cortex_m/fault.c, platform/freertos/panic.c), found in whatever
 * else its console has.
 */

import { ExitCode, UserError } from '../support/main';

export interface Fault {
  readonly kind: 'fault';
  /** The first line: what kind of fault, and its causes. */
  readonly what: string;
  readonly registers: ReadonlyMap<string, number>;
  readonly task: string;
  readonly build: string;
  readonly stack: readonly { readonly address: number; readonly word: number }[];
}

export interface Panic {
  readonly kind: 'panic';
  /** `site=12`, `kernel tasks.c:3000`, `stack overflow task=fuse`. */
  readonly what: string;
  readonly build: string;
}

/** The registers without which a report says nothing. */
const REGISTERS = ['sp', 'lr', 'pc'] as const;
const REGISTER_LINE = /^([a-z]\w*=[0-9a-f]{8})( [a-z]\w*=[0-9a-f]{8})*$/;

function truncated(missing: string): never {
  throw new UserError(
    `the fault report is not complete: ${missing}. Copy it from its line FAULT to its last line stack.`,
    ExitCode.InputErrors,
  );
}

/** Reads the lines after `FAULT kind: causes`. */
function parseFault(first: string, lines: readonly string[]): Fault {
  const registers = new Map<string, number>();
  const stack: { address: number; word: number }[] = [];
  let [task, build]: (string | undefined)[] = [];
  for (const line of lines) {
    if (REGISTER_LINE.test(line)) {
      for (const [, name = '', value = ''] of line.matchAll(/(\w+)=([0-9a-f]{8})/g))
        registers.set(name, parseInt(value, 16));
    } else if (line.startsWith('task=')) {
      task = line.slice('task='.length);
    } else if (/^build=[0-9a-f]*$/.test(line)) {
      build = line.slice('build='.length);
    } else if (/^stack [0-9a-f]{8}:( [0-9a-f]{8})+$/.test(line)) {
      const [start = '', ...words] = line.slice('stack '.length).split(/:? /);
      words.forEach((word, index) =>
        stack.push({ address: parseInt(start, 16) + 4 * index, word: parseInt(word, 16) }),
      );
    } else {
      break;
    }
  }
  const lost = REGISTERS.find((name) => !registers.has(name));
  if (lost !== undefined) truncated(`its line with ${lost}= is missing`);
  if (task === undefined) truncated('its line task= is missing');
  if (build === undefined) truncated('its line build= is missing');
  return { kind: 'fault', what: first, registers, task, build, stack };
}

/** The reports in a console's output, in their order. Throws UserError when there is none, or one is not complete. */
export function findReports(text: string): (Fault | Panic)[] {
  // A terminal's log may have carriage returns, and escape sequences for colours.
  const lines = text.split('\n').map((line) => line.replace(/\u001b\[[0-9;]*m/g, '').trim());
  const reports: (Fault | Panic)[] = [];
  lines.forEach((line, index) => {
    if (/^FAULT \w+:/.test(line)) reports.push(parseFault(line, lines.slice(index + 1)));
    if (!line.startsWith('PANIC ')) return;
    const [, what, build] = /^PANIC (.+) build=([0-9a-f]*)$/.exec(line) ?? [];
    if (what === undefined || build === undefined) {
      throw new UserError(`the line '${line}' is not complete: it ends with build= and digits`, ExitCode.InputErrors);
    }
    reports.push({ kind: 'panic', what, build });
  });
  if (reports.length > 0) return reports;
  throw new UserError(
    'there is no fault report in the input: no line begins with FAULT or PANIC. Give what the board printed, as a file or on standard input.',
    ExitCode.InputErrors,
  );
}

// SPDX-License-Identifier: Apache-2.0
// What `fuse doctor` prints for people: one line for each thing, then what to do.

import type { Colors } from '../support/terminal';
import type { Finding } from './examine';

export function formatFindings(findings: readonly Finding[], install: string | undefined, colors: Colors): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, state, version, purpose }) => {
    const paint = state === 'ok' ? colors.green : state === 'unknown' ? colors.yellow : colors.red;
    return `${paint(state.padEnd(8))} ${name.padEnd(width)}  ${(version ?? '').padEnd(24)}  ${purpose}`.trimEnd();
  });
  // Debian packages are installed by one command; the rest have one each.
  const remedies = new Set(
    findings.flatMap(({ state, remedy }) => (state === 'ok' || remedy === null ? [] : [remedy])),
  );
  const own = [...remedies].filter((remedy) => !remedy.startsWith('sudo apt-get'));
  const todo = [...(install === undefined ? [] : [install]), ...own];
  if (todo.length > 0) lines.push('', colors.bold('To do:'), ...todo.map((line) => `  ${line}`));
  return `${lines.join('\n')}\n`;
}

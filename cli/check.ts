// SPDX-License-Identifier: Apache-2.0
// `npm run check`: what holds before each commit. (The script has compiled the TypeScript already: types are the first check.)

import { docsCheck } from './checks/docs-check';
import { toolCheck } from './checks/tool-check';
import { createCommand, ExitCode, runMain } from './support/main';
import { colorsFor } from './support/terminal';
import { gateSuite } from './testing/gate-suite';
import { runSuite, type Suite } from './testing/suite';

/** A new check is a Suite added here. */
const CHECKS: readonly Suite[] = [
  toolCheck(
    'formatting',
    'prettier/bin/prettier.cjs',
    ['--check', '--log-level', 'warn', 'cli', 'codegen/src', 'test', 'bench', 'sdk', 'demos', '*.{mjs,cjs}'],
    'repair with `npx prettier --write FILES`',
  ),
  toolCheck(
    'lint',
    'eslint/bin/eslint.js',
    ['--max-warnings', '0', '.'],
    'some are repaired by `npx eslint --fix FILES`',
  ),
  docsCheck,
  gateSuite('build'),
];

runMain(async (args) => {
  const command = createCommand('check')
    .description('Formatting, lint, documents and the C gate.')
    .option('--only <name>', `one of: ${CHECKS.map(({ name }) => name).join(', ')}`)
    .parse([...args], { from: 'user' });
  const { only } = command.opts<{ only?: string }>();
  const chosen = CHECKS.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) command.error(`error: --only ${only}: no such check; see --help`);

  const { green, red } = colorsFor(process.stdout);
  let failures = 0;
  for (const check of chosen) {
    const { name, passed, failed, seconds } = await runSuite(check);
    const verdict = failed === 0 ? green('ok') : red(`${failed} of ${passed + failed} failed`);
    process.stdout.write(`${name}: ${verdict} (${seconds.toFixed(1)} s)\n`);
    if (failed > 0) failures++;
  }
  return failures === 0 ? ExitCode.Success : ExitCode.InputErrors;
});

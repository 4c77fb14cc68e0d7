// SPDX-License-Identifier: Apache-2.0
/** The C gate on its own: `node dist/cli/gate.js` after `npm run build`. */

import { createCommand, ExitCode, runMain } from './support/main';
import { gateSuite } from './testing/gate-suite';
import { misraSuite } from './testing/misra-suite';
import { runSuite, sum } from './testing/suite';

runMain(async (args) => {
  const command = createCommand('gate')
    .description(
      'Compiles emitted and platform C with every compiler and the warnings of the gate; cppcheck with MISRA.',
    )
    .option('--build <dir>', 'build directory, for its emitted C and macros', 'build')
    .parse([...args], { from: 'user' });
  const { build } = command.opts<{ build: string }>();
  const { passed, failed } = sum([await runSuite(gateSuite(build)), await runSuite(misraSuite(build))]);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? ExitCode.Success : ExitCode.InputErrors;
});

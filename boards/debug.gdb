# SPDX-License-Identifier: Apache-2.0
# gdb's settings for images of boards; `npm run board -- debug` and .vscode/launch.json read it.
set confirm off
set pagination off
set print pretty on
# Peripherals lie outside what the image's sections say.
set mem inaccessible-by-default off
# The simulator's kernel switches tasks with these.
handle SIGALRM SIGUSR1 nostop noprint pass

# Last: a gdb without Python stops here.
python
import re


class TypeScript(gdb.Command):
    """ts EXPRESSION: prints it as it stands in runtime-ts/, such as `ts module.sandbox.policy.stepIntervalUs`.

    Names are looked up as the emitted C has them: in snake case, module-level ones with fuse_ before them."""

    def __init__(self):
        super().__init__('ts', gdb.COMMAND_DATA, gdb.COMPLETE_EXPRESSION)

    def invoke(self, argument, from_tty):
        argument = argument.replace('===', '==').replace('!==', '!=')
        try:
            gdb.execute('print ' + re.sub(r'(\.?)\b([A-Za-z_]\w*)', self.name, argument), from_tty)
        except gdb.error as error:
            raise gdb.GdbError(str(error))

    def name(self, match):
        word = re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', match[2]).lower()
        of_module = 'fuse_' + word
        if not match[1] and not gdb.lookup_symbol(word)[0] and gdb.lookup_symbol(of_module)[0]:
            return of_module
        return match[1] + word


TypeScript()
end

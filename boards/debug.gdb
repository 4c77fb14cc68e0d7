# SPDX-License-Identifier: Apache-2.0
# gdb's settings for images of boards; `npm run board -- debug` and .vscode/launch.json read it.
set confirm off
set pagination off
set print pretty on
# Peripherals lie outside what the image's sections say.
set mem inaccessible-by-default off
# The simulator's kernel switches tasks with these.
handle SIGALRM SIGUSR1 nostop noprint pass

#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The command `fuse`. Each subcommand is a file of cli/fuse/; what it does is in the folders of cli/ by subject.

import type { Command } from 'commander';
import { addBoard } from './fuse/board';
import { addBuild } from './fuse/build';
import { addCheck } from './fuse/check';
import { addCompletion } from './fuse/completion';
import { addConfig } from './fuse/config';
import { addDebug } from './fuse/debug';
import { addDemo } from './fuse/demo';
import { addDoctor } from './fuse/doctor';
import { addFlash } from './fuse/flash';
import { addInspect } from './fuse/inspect';
import { addNew } from './fuse/new';
import { addPackage } from './fuse/package';
import { addRun } from './fuse/run';
import { addReport } from './fuse/report';
import { addSize } from './fuse/size';
import { addTwin } from './fuse/twin';
import { createCommand, runCommand, runMain } from './support/main';
import { isWorkingTree, packageVersion } from './support/paths';

const HELP = `
Example:
  fuse new app blinker && cd blinker && fuse run

Exit codes: 0 done; 1 the input has faults, each was printed; 2 wrong command line, a file that cannot be read or written, or
a tool that is missing; 70 a fault of fuse itself. 'fuse help COMMAND' says more of each.`;

/** In the order of the help. */
const SUBCOMMANDS: readonly ((program: Command) => void)[] = [
  addNew,
  addBuild,
  addRun,
  addFlash,
  addDebug,
  addSize,
  addCheck,
  addInspect,
  addReport,
  addConfig,
  addBoard,
  addTwin,
  addDoctor,
  addCompletion,
];

/** What needs the demos and the tests, which the npm package has not. */
const OF_WORKING_TREE = [addDemo, addPackage];

function createProgram(): Command {
  const program = createCommand('fuse')
    .description(
      'WebAssembly modules on microcontrollers and on-board computers: make, check, build and look into them.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .addHelpText('after', HELP);
  for (const add of [...SUBCOMMANDS, ...(isWorkingTree() ? OF_WORKING_TREE : [])]) add(program);
  return program;
}

runMain((args) => runCommand(createProgram(), args));

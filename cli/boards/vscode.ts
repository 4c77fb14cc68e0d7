// SPDX-License-Identifier: Apache-2.0
// What VS Code needs to debug the boards: .vscode/launch.json for the extensions cortex-debug and C/C++, .vscode/tasks.json that builds.

import { type Board, boardNames, loadBoard } from './board';
import { defaultBuildDirectory } from './run-image';

const ROOT = '${workspaceFolder}';
const GDB = 'gdb-multiarch';
const SETTINGS = `${ROOT}/boards/debug.gdb`;

/** The files, by their path in the repository. */
export function vscodeFiles(): Readonly<Record<string, string>> {
  const boards = boardNames().map(loadBoard);
  return {
    '.vscode/launch.json': json({
      version: '0.2.0',
      inputs: [{ id: 'image', type: 'promptString', description: 'Image to debug', default: 'selftest' }],
      configurations: boards.flatMap(configurations),
    }),
    '.vscode/tasks.json': json({
      version: '2.0.0',
      tasks: boards.map((board) => ({
        label: buildTask(board),
        type: 'shell',
        command: `npm run board -- build ${board.name} --debug`,
        problemMatcher: ['$gcc'],
      })),
    }),
  };
}

function configurations(board: Board): object[] {
  if (board.processor === 'host') return [simulator(board)];
  const common = {
    type: 'cortex-debug',
    request: 'launch',
    cwd: ROOT,
    executable: executable(board, '.elf'),
    gdbPath: GDB,
    runToEntryPoint: 'main',
    preLaunchTask: buildTask(board),
    preLaunchCommands: [`source ${SETTINGS}`],
  };
  const found: object[] = [];
  if (board.qemu !== undefined) {
    const { machine, arguments: serverArgs } = board.qemu;
    found.push({
      name: `${board.name} in QEMU`,
      ...common,
      servertype: 'qemu',
      serverpath: 'qemu-system-arm',
      cpu: board.processor,
      machine,
      serverArgs,
    });
  }
  if (board.openocd !== undefined) {
    const configFiles = [`${ROOT}/boards/${board.name}/${board.openocd.config}`];
    found.push({ name: `${board.name} through OpenOCD`, ...common, servertype: 'openocd', configFiles });
  }
  return found;
}

function simulator(board: Board): object {
  return {
    name: `${board.name}: the FreeRTOS simulator`,
    type: 'cppdbg',
    request: 'launch',
    cwd: ROOT,
    program: executable(board, ''),
    MIMode: 'gdb',
    miDebuggerPath: GDB,
    stopAtEntry: true,
    preLaunchTask: buildTask(board),
    setupCommands: [{ text: `source ${SETTINGS}` }],
  };
}

function executable(board: Board, suffix: string): string {
  return `${ROOT}/${defaultBuildDirectory(board, true)}/images/\${input:image}${suffix}`;
}

function buildTask(board: Board): string {
  return `build ${board.name} for debugging`;
}

function json(value: object): string {
  return `// Made by \`npm run board -- vscode\` from boards/*/board.json.\n${JSON.stringify(value, null, 2)}\n`;
}

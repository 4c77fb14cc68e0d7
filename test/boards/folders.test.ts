// SPDX-License-Identifier: Apache-2.0
/** Every folder of boards/ is a whole board: what docs/porting.md asks of a new one. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Board, boardNames, loadBoard } from '../../cli/boards/board';
import { checkOpenocdConfig } from '../../cli/boards/probe';
import { vscodeFiles } from '../../cli/boards/vscode';
import { repositoryRoot } from '../../cli/support/paths';

const root = repositoryRoot();
const read = (...file: string[]): string => fs.readFileSync(path.join(root, ...file), 'utf8');

interface Preset {
  readonly name: string;
  readonly inherits?: string | readonly string[];
  readonly binaryDir?: string;
  readonly toolchainFile?: string;
  readonly configurePreset?: string;
  readonly cacheVariables?: Readonly<Record<string, string>>;
}

const presets = JSON.parse(read('CMakePresets.json')) as { configurePresets: Preset[]; buildPresets: Preset[] };

/** A preset with what it inherits. */
function resolved(name: string): Preset | undefined {
  const preset = presets.configurePresets.find((candidate) => candidate.name === name);
  if (preset === undefined) return undefined;
  // Of two that it inherits, the first counts.
  const parents = [preset.inherits ?? []].flat().reverse();
  return merge([...parents.map((parent) => resolved(parent)).filter((parent) => parent !== undefined), preset]);
}

function merge(layers: readonly Preset[]): Preset {
  return layers.reduce((under, over) => ({
    ...under,
    ...over,
    cacheVariables: { ...under.cacheVariables, ...over.cacheVariables },
  }));
}

/** Folders of boards/ that hold what boards share. */
const SHARED = ['cortex_m', 'drivers', 'host', 'mps2'];
const folders = fs
  .readdirSync(path.join(root, 'boards'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('a folder of boards/ is a board, or what boards share', () => {
  expect(folders.filter((name) => !SHARED.includes(name)).sort()).toEqual(boardNames());
});

test('there are the simulator, a Cortex-M4 and a Cortex-M7', () => {
  const processors = new Set(boardNames().map((name) => loadBoard(name).processor));
  expect([...processors].sort()).toEqual(['cortex-m4', 'cortex-m7', 'host']);
});

describe.each(boardNames())('%s', (name) => {
  const board: Board = loadBoard(name);
  const onHost = board.processor === 'host';

  test.each(['', '-debug'])('has the presets %s', (suffix) => {
    const preset = resolved(name + suffix);
    expect(preset?.cacheVariables).toMatchObject({ FUSE_BOARD: name, FUSE_PLATFORM: 'freertos' });
    expect(preset?.toolchainFile).toBe(onHost ? undefined : '${sourceDir}/boards/arm-none-eabi.cmake');
    expect(preset?.binaryDir).toBe('${sourceDir}/build-${presetName}');
    expect(preset?.cacheVariables?.['CMAKE_C_FLAGS_RELWITHDEBINFO']).toBe(
      suffix === '' ? undefined : '-Og -g3 -DNDEBUG',
    );
    expect(presets.buildPresets).toContainEqual({ name: name + suffix, configurePreset: name + suffix });
  });

  test('has the kernel settings', () => {
    expect(fs.existsSync(path.join(board.folder, 'FreeRTOSConfig.h'))).toBe(true);
    expect(
      fs.existsSync(
        path.join(root, 'third_party/crates/freertos-next-0.12.0/FreeRTOS-Kernel/portable', board.kernel_port),
      ),
    ).toBe(true);
  });

  test('is described', () => {
    expect(read('docs/boards.md')).toContain(`| \`${name}\` |`);
  });

  if (onHost) return;

  test('can be run: QEMU has its machine', () => {
    const { stdout } = spawnSync('qemu-system-arm', ['-machine', 'help'], { encoding: 'utf8' });
    expect(stdout.split('\n').map((line) => line.split(' ', 1)[0])).toContain(board.qemu?.machine);
  });

  test('has a vector table and memory that its linker script names', () => {
    const script = fs.readFileSync(path.join(board.folder, board.linker_script!), 'utf8');
    expect(script).toMatch(/flash \(rx\) : ORIGIN = 0x[0-9a-fA-F]{8}, LENGTH = \d+[KM]/);
    expect(script).toMatch(/ram \(rwx\) : ORIGIN = 0x[0-9a-fA-F]{8}, LENGTH = \d+[KM]/);
    if (board.st_flash !== undefined) expect(script).toContain(`flash (rx) : ORIGIN = ${board.st_flash.address}`);
  });

  test('can be flashed as it says', () => {
    if (board.openocd !== undefined) expect(() => checkOpenocdConfig(board)).not.toThrow();
  });
});

test.each(Object.entries(vscodeFiles()))(
  '%s is what the boards say; npm run board -- vscode writes it',
  (file, content) => {
    expect(read(file)).toBe(content);
  },
);

test('the images that VS Code debugs are where the presets build them', () => {
  const launch = JSON.parse(read('.vscode/launch.json').replace(/^\/\/.*\n/, '')) as {
    configurations: {
      name: string;
      executable?: string;
      program?: string;
      preLaunchTask: string;
      configFiles?: string[];
    }[];
  };
  const tasks = JSON.parse(read('.vscode/tasks.json').replace(/^\/\/.*\n/, '')) as { tasks: { label: string }[] };
  expect(launch.configurations.length).toBeGreaterThanOrEqual(boardNames().length);
  for (const { name, executable, program, preLaunchTask, configFiles } of launch.configurations) {
    const preset = `${name.split(/[ :]/, 1)[0]}-debug`;
    const directory = resolved(preset)
      ?.binaryDir?.replace('${sourceDir}', '${workspaceFolder}')
      .replace('${presetName}', preset);
    expect(path.dirname(executable ?? program ?? '')).toBe(`${directory}/images`);
    expect(tasks.tasks.map(({ label }) => label)).toContain(preLaunchTask);
    for (const file of configFiles ?? []) expect(fs.existsSync(file.replace('${workspaceFolder}', root))).toBe(true);
  }
});

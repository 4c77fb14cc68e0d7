// SPDX-License-Identifier: Apache-2.0
/** A board in a temporary folder, with images and a QEMU that are shell scripts. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

const TOOL = path.join(repositoryRoot(), 'dist/cli/board.js');

export const VALID = {
  name: 'toy',
  description: 'A board for tests',
  processor: 'cortex-m4',
  kernel_port: 'GCC/ARM_CM4F',
  module_target: 'cortex-m4-xip',
  sources: ['board.c'],
  linker_script: 'memory.ld',
  qemu: { machine: 'toy-machine', arguments: ['-icount', 'shift=5'] },
  openocd: { config: 'openocd.cfg' },
  st_flash: { address: '0x08000000' },
};

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export class ToyBoard {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-board-'));
  readonly folder = path.join(this.root, 'toy');
  readonly bin = path.join(this.root, 'bin');
  private readonly images = path.join(this.root, 'build', 'images');

  constructor() {
    for (const folder of [this.folder, this.bin, this.images]) fs.mkdirSync(folder, { recursive: true });
    for (const name of ['board.c', 'memory.ld', 'openocd.cfg']) fs.writeFileSync(path.join(this.folder, name), '');
    this.describe(VALID);
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  describe(board: unknown): void {
    const text = typeof board === 'string' ? board : JSON.stringify(board, null, 2);
    fs.writeFileSync(path.join(this.folder, 'board.json'), text);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** A program of the PATH. */
  program(name: string, script: string): void {
    fs.writeFileSync(path.join(this.bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** A file of the build's images. */
  image(name: string, script = ''): void {
    fs.writeFileSync(path.join(this.images, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** `run toy --image demo` with a QEMU that does this. */
  runWith(qemu: string, ...args: string[]): Ran {
    this.image('demo.elf');
    this.program('qemu-system-arm', qemu);
    return this.run('demo', ...args);
  }

  run(image: string, ...args: string[]): Ran {
    const where = ['--build-dir', path.join(this.root, 'build'), '--no-build', '--image', image];
    return this.board(['run', this.folder, ...where, ...args]);
  }

  /** Our programs before those of the machine; `onlyOurs`: nothing else is installed. */
  board(args: readonly string[], onlyOurs = false): Ran {
    const env = { PATH: onlyOurs ? this.bin : `${this.bin}:${process.env['PATH']}` };
    const started = Date.now();
    const ran = spawnSync(process.execPath, [TOOL, ...args], { cwd: this.root, encoding: 'utf8', env });
    return { ...ran, seconds: (Date.now() - started) / 1000 };
  }
}

// SPDX-License-Identifier: Apache-2.0
/**
 * third_party/setup.sh on machines of many kinds. Each test has a copy of the script in a folder of its own and a PATH of fakes:
 * programs that write down how they were called and play the machine.
 */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '..', '..', '..');

/** What the script may use of the real machine. */
const REAL = 'bash cat cmp cp cut dirname env flock grep head mkdir mktemp mv rm sed tail touch'.split(' ');

const LOCK = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } };

class Machine {
  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-setup-test-'));
  private readonly tree = path.join(this.directory, 'tree');
  private readonly bin = path.join(this.directory, 'bin');
  private readonly log = path.join(this.directory, 'calls');

  /** A bare Debian 12 with root, Node 20 and cargo 1.95. */
  constructor() {
    for (const folder of ['tree/third_party', 'bin', 'home'])
      fs.mkdirSync(path.join(this.directory, folder), { recursive: true });
    for (const file of [
      'setup.sh',
      'debian-packages',
      'npm-tree-is-current.cjs',
      'crates-manifest',
      'python-packages',
    ]) {
      fs.cpSync(path.join(root, 'third_party', file), path.join(this.tree, 'third_party', file), { recursive: true });
    }
    this.write('tree/package-lock.json', JSON.stringify(LOCK));
    this.write('os-release', 'ID=debian\nVERSION_ID="12"\n');
    for (const program of REAL) {
      const real = spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();
      fs.symlinkSync(real, path.join(this.bin, program));
    }
    this.program('node', `[ "$1" = -p ] && echo 20.1.0 || exec ${process.execPath} "$@"`);
    this.program('cargo', this.cargo('1.95.0'));
    this.program('npm', this.npm());
    this.program('python3', this.pip());
    this.program('id', 'echo 0');
    this.program('dpkg-query', `cat "${this.directory}/installed" 2>/dev/null; exit 1`);
    this.program('apt-cache', 'exit 0');
    // Everything after "install" that is no option is installed from now on.
    this.program(
      'apt-get',
      `for word; do case $word in -*|install|update) ;; *) echo "ii  $word" >>"${this.directory}/installed";; esac; done`,
    );
  }

  cargo(version: string): string {
    return `if [ "$1" = --version ]; then echo "cargo ${version} (0 2026-01-01)"; else for word; do last=$word; done; mkdir -p "$last/wamrx-sys-0.3.0"; fi`;
  }

  npm(): string {
    return `mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json`;
  }

  pip(): string {
    return `for word; do folder=$last last=$word; done; [ "$folder" != --target ] || mkdir -p "$last/ziglang"`;
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true });
  }

  write(name: string, text: string): void {
    const file = path.join(this.directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  exists(name: string): boolean {
    return fs.existsSync(path.join(this.directory, name));
  }

  /** Makes a fake program; `script` is the body of a shell script. */
  program(name: string, script: string): void {
    fs.writeFileSync(
      path.join(this.bin, name),
      `#!${path.join(this.bin, 'bash')}\necho "${name} $*" >>"${this.log}"\n${script}\n`,
      { mode: 0o755 },
    );
  }

  without(...programs: string[]): void {
    for (const program of programs) fs.rmSync(path.join(this.bin, program));
  }

  setUp(...args: string[]): { status: number | null; stdout: string; stderr: string; calls: string[] } {
    fs.rmSync(this.log, { force: true });
    const { status, stdout, stderr } = spawnSync(
      path.join(this.bin, 'bash'),
      [path.join(this.tree, 'third_party/setup.sh'), ...args],
      {
        encoding: 'utf8',
        cwd: this.directory,
        env: {
          PATH: this.bin,
          HOME: path.join(this.directory, 'home'),
          FUSE_OS_RELEASE: path.join(this.directory, 'os-release'),
        },
      },
    );
    const calls = this.exists('calls') ? fs.readFileSync(this.log, 'utf8').trim().split('\n') : [];
    return { status, stdout, stderr, calls };
  }

  /** Expects a failure whose last line is this one sentence. */
  refuses(sentence: RegExp): void {
    const { status, stderr } = this.setUp();
    const last = stderr.trim().split('\n').at(-1) ?? '';
    expect(last).toMatch(sentence);
    expect(last).toMatch(/^set-up: .*\.$/);
    expect(status).toBe(1);
  }
}

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

const CHANGES = /^(sudo|apt-get|npm|cargo vendor|python3 -m pip install)/;

test('a bare machine gets everything, the second run changes nothing', () => {
  const first = machine.setUp();
  expect(first.stderr).toBe('');
  expect(first.status).toBe(0);
  const install = first.calls.find((call) => call.startsWith('apt-get -q install'));
  for (const name of [
    'clang-19',
    'lld-19',
    'llvm-19-dev',
    'libclang-rt-19-dev',
    'wabt',
    'cmake',
    'ninja-build',
    'gcc-arm-none-eabi',
    'qemu-system-arm',
    'gdb-multiarch',
    'openocd',
    'stlink-tools',
    'chromium',
    'cppcheck',
    'rustc',
    'libstd-rust-dev-wasm32',
    'python3-pip',
  ]) {
    expect(install).toMatch(new RegExp(` ${name}( |$)`));
  }
  expect(first.calls.filter((call) => call.startsWith('cargo vendor'))).toHaveLength(1);
  expect(first.calls.find((call) => call.startsWith('cargo vendor'))).toContain('--locked');
  expect(first.calls.filter((call) => call.startsWith('npm'))).toEqual([
    'npm ci --no-audit --no-fund --loglevel=error',
  ]);
  expect(
    first.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0]),
  ).toEqual(['set-up', 'set-up', 'set-up', 'set-up']);
  expect(machine.exists('tree/third_party/crates/wamrx-sys-0.3.0')).toBe(true);
  const pip = first.calls.filter((call) => call.startsWith('python3 -m pip install'));
  expect(pip).toEqual([expect.stringContaining('--require-hashes')]);
  expect(machine.exists('tree/third_party/python/ziglang')).toBe(true);

  const second = machine.setUp();
  expect(second).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(second.calls.filter((call) => CHANGES.test(call))).toEqual([]);
});

test.each([
  ['sources', /^cargo (--version|vendor)/, 'wamrx-sys-0.3.0', 'Cargo.lock'],
  ['python', /^python3 -m pip (--version|install)/, 'ziglang', 'python-packages'],
])('%s alone, in a folder of its own, for the npm package', (part, calls, content, mark) => {
  machine.without('apt-get', 'npm', 'node');
  const folder = path.join(machine.directory, 'cache/1');
  fs.mkdirSync(path.dirname(folder));
  const first = machine.setUp(part, folder);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.calls.filter((call) => !calls.test(call))).toEqual([]);
  expect(fs.readdirSync(folder).sort()).toEqual([content, mark].sort());
  expect(machine.setUp(part, folder)).toMatchObject({ status: 0, stdout: '', stderr: '', calls: [] });
});

test('only what is missing is installed', () => {
  machine.setUp();
  const installed = fs.readFileSync(path.join(machine.directory, 'installed'), 'utf8');
  machine.write('installed', installed.replace('ii  wabt\n', '').replace('ii  clang-19\n', 'rc  clang-19\n'));
  const { status, calls } = machine.setUp();
  expect(status).toBe(0);
  expect(calls.filter((call) => CHANGES.test(call))).toEqual([
    'apt-get -q install -y --no-install-recommends clang-19 wabt',
  ]);
});

test('package lists are fetched only when a package is unknown or cannot be had', () => {
  machine.program('apt-cache', 'exit 100');
  expect(machine.setUp().calls.filter((call) => /^apt-get/.test(call))[0]).toBe('apt-get -q update');

  fs.rmSync(path.join(machine.directory, 'installed'));
  machine.program('apt-cache', 'exit 0');
  machine.program(
    'apt-get',
    `case "$*" in *update*) touch "${machine.directory}/fresh";; *) [ -e "${machine.directory}/fresh" ];; esac`,
  );
  const { status, calls } = machine.setUp();
  expect(status).toBe(0);
  expect(calls.filter((call) => /^apt-get/.test(call)).map((call) => call.split(' ')[2])).toEqual([
    'install',
    'update',
    'install',
  ]);
});

test('a user other than root goes through sudo', () => {
  machine.program('id', 'echo 1000');
  machine.program('sudo', 'exec "$@"');
  const { status, calls } = machine.setUp();
  expect(status).toBe(0);
  expect(calls.some((call) => call.startsWith('sudo env DEBIAN_FRONTEND=noninteractive apt-get'))).toBe(true);
});

test('neither root nor sudo', () => {
  machine.program('id', 'echo 1000');
  machine.refuses(/no root and no sudo: have an administrator run 'apt-get install gcc .*' and run again/);
});

test('apt-get fails', () => {
  machine.program('apt-get', 'echo "E: no network" >&2; exit 100');
  machine.refuses(/apt-get update failed: mend .* and run again/);
});

test('Node is too old or absent', () => {
  machine.program('node', 'echo 18.19.0');
  machine.refuses(/Node 18\.19\.0 is too old: install Node 20 or newer/);
  machine.without('node');
  machine.refuses(/Node\.js is missing: install Node 20 or newer/);
});

describe('cargo', () => {
  test('too old', () => {
    machine.program('cargo', machine.cargo('1.84.1'));
    machine.refuses(/cargo 1\.84\.1 is too old: install Rust 1\.85 or newer .*git submodule update --init'/);
  });

  test.each(['1.85.0', '1.100.0', '2.0.0', '1.86.0-nightly'])('%s will do', (version) => {
    machine.program('cargo', machine.cargo(version));
    expect(machine.setUp().status).toBe(0);
  });

  test('absent', () => {
    machine.without('cargo');
    machine.refuses(/cargo is missing: install Rust 1\.85 or newer/);
  });

  test('not on the PATH, but where rustup puts it', () => {
    machine.without('cargo');
    machine.write('home/.cargo/bin/cargo', `#!/bin/sh\n${machine.cargo('1.90.0')}\n`);
    fs.chmodSync(path.join(machine.directory, 'home/.cargo/bin/cargo'), 0o755);
    expect(machine.setUp().status).toBe(0);
  });

  test('absent, with the submodules checked out', () => {
    machine.without('cargo');
    machine.write('tree/third_party/wasm-micro-runtime/core/version.h', '');
    machine.refuses(/cargo is missing/);
    machine.write('tree/third_party/FreeRTOS-Kernel/tasks.c', '');
    expect(machine.setUp().status).toBe(0);
  });

  test('cannot fetch', () => {
    machine.program(
      'cargo',
      'if [ "$1" = --version ]; then echo "cargo 1.95.0"; else echo "no network" >&2; exit 101; fi',
    );
    machine.refuses(
      /cargo could not fetch the crates of third_party\/crates-manifest: mend the network or the cargo configuration/,
    );
    expect(machine.exists('tree/third_party/crates/Cargo.lock')).toBe(false);
  });

  test('fetches again when the lock file changes', () => {
    machine.setUp();
    fs.appendFileSync(path.join(machine.directory, 'tree/third_party/crates-manifest/Cargo.lock'), '\n');
    expect(machine.setUp().calls.some((call) => call.startsWith('cargo vendor'))).toBe(true);
  });
});

describe('npm', () => {
  test('runs again when package-lock.json asks for something else, whatever the file times', () => {
    machine.setUp();
    const changed = structuredClone(LOCK);
    changed.packages['node_modules/a'].version = '1.0.1';
    machine.write('tree/package-lock.json', JSON.stringify(changed));
    fs.utimesSync(path.join(machine.directory, 'tree/package-lock.json'), 0, 0);
    expect(machine.setUp().calls).toContain('npm ci --no-audit --no-fund --loglevel=error');
  });

  test('does not run for packages that this machine does not need', () => {
    machine.setUp();
    const packages = { ...LOCK.packages, 'node_modules/b': { version: '1.0.0', optional: true } };
    machine.write('tree/package-lock.json', JSON.stringify({ packages }));
    expect(machine.setUp().calls.filter((call) => CHANGES.test(call))).toEqual([]);
  });

  test('fails', () => {
    machine.program('npm', 'exit 1');
    machine.refuses(/npm ci failed: mend the network or the npm configuration and run again/);
  });
});

describe('pip', () => {
  test('runs again when the list changes', () => {
    machine.setUp();
    fs.appendFileSync(path.join(machine.directory, 'tree/third_party/python-packages'), '# changed\n');
    expect(machine.setUp().calls.filter((call) => CHANGES.test(call))).toHaveLength(1);
    expect(machine.setUp().calls.filter((call) => CHANGES.test(call))).toEqual([]);
  });

  test('fails, and leaves nothing that could be taken for the packages', () => {
    machine.program('python3', '[ "$3" = --version ]');
    machine.refuses(
      /pip could not fetch the packages of third_party\/python-packages: mend the network or the pip configuration/,
    );
    expect(machine.exists('tree/third_party/python')).toBe(false);
  });

  test('absent', () => {
    machine.program('python3', 'echo "No module named pip" >&2; exit 1');
    machine.refuses(/python3 or its pip is missing: install what Debian calls python3-pip and run again/);
    machine.without('python3');
    machine.refuses(/python3 or its pip is missing/);
  });
});

describe('another distribution', () => {
  const tools =
    'gcc g++ cmake ninja clang-19 wasm-ld-19 llvm-config-19 wat2wasm arm-none-eabi-gcc cppcheck qemu-system-arm gdb-multiarch openocd st-flash chromium pip3'.split(
      ' ',
    );

  beforeEach(() => machine.write('os-release', 'ID=fedora\nVERSION_ID=40\n'));

  test('with the programs goes on, without touching packages', () => {
    for (const tool of tools) machine.program(tool, '');
    const { status, calls } = machine.setUp();
    expect(status).toBe(0);
    expect(calls.filter((call) => /^apt/.test(call))).toEqual([]);
  });

  test('without them says what to install', () => {
    for (const tool of tools.slice(1)) machine.program(tool, '');
    machine.refuses(
      /this is not Debian 12 and gcc cannot be found: install what Debian calls gcc .*wabt.* by hand and run again/,
    );
  });

  test('Debian 11 is another one', () => {
    machine.write('os-release', 'ID=debian\nVERSION_ID="11"\n');
    machine.refuses(/this is not Debian 12/);
  });
});

// SPDX-License-Identifier: Apache-2.0
// fuse_add_module() in each language, in a project outside the tree: bindings, templates, rebuilds, and what it says of wrong input.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { LANGUAGES, type Language } from '../../cli/project/languages';
import { fillTemplate } from '../../cli/project/templates';
import { repositoryRoot } from '../../cli/support/paths';
import { compiler, run, type Run, Workspace } from '../support/aotc';

const root = repositoryRoot();
const NAMES = Object.keys(LANGUAGES) as Language[];

let workspace: Workspace;
let bindings: string;
beforeAll(() => {
  workspace = new Workspace();
  bindings = workspace.path('bindings');
  const emitter = path.join(root, 'dist/codegen/src/main.js');
  const project = ['--project', 'runtime-ts', '--header', 'fuse.h=runtime-ts/fuse.ts', '--hal', 'demos/hal'];
  const { status, stderr } = run(process.execPath, [emitter, 'emit', ...project, '--out', bindings], { cwd: root });
  expect({ status, stderr }).toMatchObject({ status: 0 });
});
afterAll(() => workspace.remove());

/** A project in a folder of its own, with the compilers of the tree. */
class Project {
  private readonly folder: string;

  constructor(name: string) {
    this.folder = workspace.path(name);
    fs.mkdirSync(this.folder);
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    // Build tools compare times: what was there before a build is older than what it makes.
    const before = Date.now() / 1000 - 10;
    if (!this.has('')) fs.utimesSync(file, before, before);
  }

  configure(body: string, settings: readonly string[] = [], aotc = compiler): Run {
    const include = path.join(root, 'sdk/modules.cmake');
    this.write(
      'CMakeLists.txt',
      `cmake_minimum_required(VERSION 3.16)\nproject(outside NONE)\nset(FUSE_AOTC ${aotc})\n` +
        `set(FUSE_MODULE_INCLUDE_DIR ${bindings})\ninclude(${include})\n${body}\n`,
    );
    return run('cmake', ['-S', '.', '-B', 'out', '-G', 'Ninja', ...settings], { cwd: this.folder });
  }

  build(...targets: string[]): Run {
    return run('ninja', ['-C', 'out', '-k', '0', ...targets], { cwd: this.folder });
  }

  wasm(name: string): WebAssembly.Module {
    return new WebAssembly.Module(fs.readFileSync(path.join(this.folder, 'out', `${name}.wasm`)));
  }

  has(name: string): boolean {
    return fs.existsSync(path.join(this.folder, 'out', name));
  }
}

function expectSuccess({ status, stdout, stderr }: Run): string {
  expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  return stdout;
}

test('the versions that modules are compiled with are those that set-up installs', () => {
  const cmake = fs.readFileSync(path.join(root, 'sdk/languages.cmake'), 'utf8');
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/assemblyscript/package.json'), 'utf8'));
  expect(cmake).toContain(`set(FUSE_ASC_VERSION ${manifest.version})`);
  const [, zig] =
    /^ziglang==(\d+\.\d+)\./m.exec(fs.readFileSync(path.join(root, 'third_party/python-packages'), 'utf8')) ?? [];
  expect(cmake).toContain(`set(FUSE_ZIG_VERSION ${zig})`);
});

/** What CMake said, on one line. */
const said = ({ stderr }: Run): string => stderr.replace(/\s+/g, ' ');

/** A module of two files that logs a text from the second. */
const IN_TWO_FILES: Readonly<
  Record<Language, { readonly main: string; readonly other: string; readonly file: string }>
> = {
  c: {
    main: '#include <fuse_module.h>\nextern const char text[6];\nvoid module_step(void) { module_log_event(text, 6, 1); }\n',
    other: 'extern const char text[6];\nconst char text[6] = "first!";\n',
    file: 'other.c',
  },
  cpp: {
    main: '#include <fuse_module.hpp>\nextern const char text[6];\nFUSE_MODULE_STEP() { module_log_event(text, 6, 1); }\n',
    other: "extern const char text[6];\nconst char text[6] = {'f', 'i', 'r', 's', 't', '!'};\n",
    file: 'other.cpp',
  },
  rust: {
    main: '#![no_std]\nmod other;\nfn step() { fuse::log(fuse::Level::Info, other::TEXT); }\nfuse::export!(step = step);\n',
    other: 'pub const TEXT: &str = "first!";\n',
    file: 'other.rs',
  },
  zig: {
    main:
      'const fuse = @import("fuse");\npub const panic = fuse.panic;\nconst other = @import("other.zig");\n' +
      'export fn module_step() void { fuse.log(.info, other.text); }\n',
    other: 'pub const text = "first!";\n',
    file: 'other.zig',
  },
  ts: {
    main:
      "import { Level, log } from 'fuse_module';\nimport { TEXT } from './other';\n" +
      'export function module_step(): void { log(Level.Info, TEXT); }\n',
    other: "export const TEXT = 'first!';\n",
    file: 'other.ts',
  },
};

/** What the module logs in one step. */
function logOf(module: WebAssembly.Module): string[] {
  const lines: string[] = [];
  const env = {
    module_log_event: (address: number, length: number) =>
      lines.push(Buffer.from((exports['memory'] as WebAssembly.Memory).buffer, address, length).toString('latin1')),
  };
  const { exports } = new WebAssembly.Instance(module, { env });
  (exports['module_step'] as () => void)();
  return lines;
}

test('a module of two files, in each language: an edit of the second is built, and nothing else', () => {
  const project = new Project('edits (in a folder with spaces)');
  for (const language of NAMES) {
    const { main, other, file } = IN_TWO_FILES[language];
    project.write(`${language}/main${LANGUAGES[language].extension}`, main);
    project.write(`${language}/${file}`, other);
  }
  const sources = (language: Language): string => {
    const more = language === 'c' || language === 'cpp' ? ` ${language}/${IN_TWO_FILES[language].file}` : '';
    return `${language}/main${LANGUAGES[language].extension}${more}`;
  };
  const modules = NAMES.map((language) => `fuse_add_module(two_${language} ${sources(language)})`);
  expectSuccess(project.configure(modules.join('\n')));
  expectSuccess(project.build());
  expect(expectSuccess(project.build())).toContain('no work to do');
  for (const language of NAMES) expect(logOf(project.wasm(`two_${language}`))).toEqual(['first!']);

  for (const language of NAMES) {
    const { file, other } = IN_TWO_FILES[language];
    project.write(
      `${language}/${file}`,
      other.replace('first!', 'second').replace("'f', 'i', 'r', 's', 't', '!'", "'s', 'e', 'c', 'o', 'n', 'd'"),
    );
    const output = expectSuccess(project.build());
    expect(output).toContain(`two_${language}`);
    expect(NAMES.filter((name) => output.includes(`two_${name}.aot`))).toEqual([language]);
    expect(logOf(project.wasm(`two_${language}`))).toEqual(['second']);
  }
}, 120_000);

/** Modules that go one step too far, and what checks it. */
const MISTAKES: Readonly<Partial<Record<Language, string>>> = {
  cpp: `#include <fuse_module.hpp>
uint8_t bytes[4];
FUSE_MODULE_STEP() { fuse::span<uint8_t>(bytes).first(static_cast<uint32_t>(fuse::timer_get_timestamp())); }
`,
  rust: `#![no_std]
static BYTES: fuse::Global<[u8; 4]> = fuse::Global::new([0; 4]);
fn step() { BYTES.with(|bytes| bytes[fuse::timer_get_timestamp() as usize] = 1); }
fuse::export!(step = step);
`,
  zig: `const fuse = @import("fuse");
pub const panic = fuse.panic;
var bytes: [4]u8 = @splat(0);
export fn module_step() void { bytes[@intCast(fuse.timerGetTimestamp())] = 1; }
`,
  ts: `import { timerGetTimestamp } from 'fuse_module';
export function module_step(): void { assert(timerGetTimestamp() <= 4); }
`,
};

describe('templates and traps', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project('templates');
    const modules = NAMES.flatMap((language) => {
      const file = `module${LANGUAGES[language].extension}`;
      project.write(`new_${language}/${file}`, fillTemplate(path.join(language, file), `new_${language}`));
      const mistake = MISTAKES[language];
      if (mistake !== undefined) project.write(`mistake/${file}`, mistake);
      const more = mistake === undefined ? [] : [`fuse_add_module(mistake_${language} mistake/${file})`];
      return [`fuse_add_module(new_${language} new_${language}/${file})`, ...more];
    });
    expectSuccess(project.configure(modules.join('\n')));
    expectSuccess(project.build());
  }, 120_000);

  test.each(NAMES)("the template of a new module logs the module's name, in %s", (language) => {
    expect(project.has(`new_${language}.aot`)).toBe(true);
    expect(logOf(project.wasm(`new_${language}`))).toEqual([`new_${language} steps`]);
  });

  test.each(Object.keys(MISTAKES))('what the language checks is a trap without a message, in %s', (language) => {
    const step = (count: bigint): void => {
      const env = { timer_get_timestamp: () => count };
      const { exports } = new WebAssembly.Instance(project.wasm(`mistake_${language}`), { env });
      (exports['module_step'] as () => void)();
    };
    step(3n);
    expect(() => step(5n)).toThrow('unreachable');
  });
});

test('a HAL group from outside the tree is in the bindings of each language', () => {
  const calls: Readonly<Record<Language, string>> = {
    c: 'uint32_t downlink_write(const void *bytes, uint32_t bytes_length);',
    cpp: 'inline uint32_t downlink_write(span<const uint8_t> bytes)',
    rust: 'pub fn downlink_write(bytes: &[u8]) -> u32 {',
    zig: 'pub inline fn downlinkWrite(bytes: []const u8) u32 {',
    ts: 'export declare function downlinkWrite(bytes: usize, bytesLength: u32): u32;',
  };
  for (const language of NAMES) {
    const ending = language === 'c' ? '.h' : language === 'cpp' ? '.hpp' : LANGUAGES[language].extension;
    const text = fs.readFileSync(path.join(bindings, `fuse_module${ending}`), 'utf8');
    expect(text).toContain(calls[language]);
    expect(text).toContain('Needs the capability DOWNLINK; without it the call traps.');
  }
});

describe('wrong input', () => {
  const REFUSED: readonly (readonly [string, string, readonly string[], string])[] = [
    [
      'two languages',
      'fuse_add_module(m a.c b.rs)',
      [],
      'fuse_add_module(m): c and rust in one module; only C and C++ may be mixed.',
    ],
    [
      'a language that there is not',
      'fuse_add_module(m a.go)',
      [],
      'a.go is neither .c, .cpp, .rs, .zig, .ts, .wat nor .wasm.',
    ],
    ...(
      [
        ['clang-19', 'a.cpp', 'FUSE_WASM_CC', 'sudo apt-get install --no-install-recommends clang-19'],
        ['wasm-ld-19', 'a.c', 'FUSE_WASM_LD', 'sudo apt-get install --no-install-recommends lld-19'],
        ['wat2wasm', 'a.wat', 'FUSE_WAT2WASM', 'sudo apt-get install --no-install-recommends wabt'],
        ['node', 'a.ts', 'FUSE_NODE', 'sudo apt-get install --no-install-recommends nodejs'],
      ] as const
    ).map(([program, source, variable, remedy]) => {
      const message = `fuse_add_module(m): ${program} is missing. Install it with '${remedy}', or name it with -D${variable}=FILE.`;
      return [
        `no ${program}`,
        `set(${variable} ${variable}-NOTFOUND)\nfuse_add_module(m ${source})`,
        [],
        message,
      ] as const;
    }),
    [
      'no rustc',
      'set(FUSE_RUSTC FUSE_RUSTC-NOTFOUND)\nfuse_add_module(m a.rs)',
      [],
      "fuse_add_module(m): rustc is missing. Install it with 'sudo apt-get install --no-install-recommends rustc libstd-rust-dev-wasm32', or name it with -DFUSE_RUSTC=FILE.",
    ],
    [
      'a rustc without the library for wasm32',
      'fuse_add_module(m a.rs)',
      ['-DFUSE_RUSTC=/bin/true'],
      "fuse_add_module(m): /bin/true has no standard library for wasm32. Install it with 'sudo apt-get install --no-install-recommends rustc libstd-rust-dev-wasm32', or name a compiler that has it with -DFUSE_RUSTC=FILE.",
    ],
    [
      'no asc',
      'fuse_add_module(m a.ts)',
      ['-DFUSE_ASC=/nowhere/asc.js'],
      "fuse_add_module(m): AssemblyScript's compiler bin/asc.js is missing. Install it with 'npm install --save-exact assemblyscript@0.28.20', or name it with -DFUSE_ASC=FILE.",
    ],
    [
      'no bindings',
      'set(FUSE_MODULE_INCLUDE_DIR /nowhere)\nfuse_add_module(m a.rs)',
      [],
      'fuse_add_module(m): there is no fuse_module.rs in FUSE_MODULE_INCLUDE_DIR (/nowhere). Use find_package(Fuse), or set it to the folder of the bindings.',
    ],
  ];
  test.each(REFUSED)('%s', (name, body, settings, message) => {
    const refused = new Project(`refused-${name.replace(/\W/g, '-')}`).configure(body, settings);
    expect(refused.status).not.toBe(0);
    expect(said(refused)).toContain(message);
  });

  test('a crate that depends on others', () => {
    const project = new Project('refused-crate');
    project.write('radio/src/lib.rs', '');
    project.write('radio/Cargo.toml', '[package]\nname = "radio"\n\n[dependencies]\nheapless = "0.8"\n');
    expect(said(project.configure('fuse_add_module(radio radio/src/lib.rs)'))).toContain(
      `${workspace.path('refused-crate')}/radio/Cargo.toml depends on heapless. A module is one crate, which has \`fuse\` without asking; ` +
        'bring what it needs of heapless into it.',
    );
    project.write(
      'radio/Cargo.toml',
      '[package]\nname = "radio"\n\n[dependencies]\n\n[lib]\ncrate-type = ["staticlib"]\n',
    );
    expectSuccess(project.configure('fuse_add_module(radio radio/src/lib.rs)'));
  });

  test('AssemblyScript of another version', () => {
    const project = new Project('refused-asc');
    project.write('old/bin/asc.js', '');
    project.write('old/package.json', '{ "version": "0.27.0" }');
    const asc = path.join(workspace.path('refused-asc'), 'old/bin/asc.js');
    expect(said(project.configure('fuse_add_module(m a.ts)', [`-DFUSE_ASC=${asc}`]))).toContain(
      `fuse_add_module(m): ${asc} is AssemblyScript 0.27.0, and modules are compiled with 0.28.20. ` +
        "Install that with 'npm install --save-exact assemblyscript@0.28.20', or name it with -DFUSE_ASC=FILE.",
    );
  });

  test('no Zig, and Zig of another version', () => {
    const project = new Project('refused-zig');
    const zig = workspace.path('old-zig');
    fs.writeFileSync(zig, '#!/bin/sh\necho 0.11.0\n', { mode: 0o755 });
    const old = project.configure('fuse_add_module(m a.zig)', [`-DFUSE_ZIG=${zig}`]);
    const install = "python3 -m pip install --user --break-system-packages 'ziglang==0.15.*'";
    expect(said(old)).toContain(
      `fuse_add_module(m): ${zig} is Zig 0.11.0, and modules are compiled with 0.15. Install that with "${install}", and name it with -DFUSE_ZIG=FILE.`,
    );
    // Neither on the PATH nor in Python: as on a machine without both.
    const hidden = 'set(FUSE_ZIG FUSE_ZIG-NOTFOUND)\nset(FUSE_PYTHON /bin/false)\nfuse_add_module(m a.zig)';
    const none = project.configure(hidden, ['-DFUSE_ZIG=FUSE_ZIG-NOTFOUND']);
    expect(said(none)).toContain(
      `fuse_add_module(m): zig is missing. Install it with '${install}', or name it with -DFUSE_ZIG=FILE.`,
    );
  });

  /** Sources that the compilers accept or refuse, and what is said of them. */
  const FAULTS: readonly (readonly [string, string, string])[] = [
    [
      'global.cpp',
      '#include <fuse_module.hpp>\nint seven();\nint value = seven();\nFUSE_MODULE_STEP() {}\n',
      'global.cpp:3:5: error: declaration requires a global constructor',
    ],
    [
      'heap.cpp',
      '#include <fuse_module.hpp>\nint *value;\nFUSE_MODULE_STEP() { value = new int(1); }\n',
      'imports unknown function env._Znwm',
    ],
    [
      'throws.cpp',
      '#include <fuse_module.hpp>\nFUSE_MODULE_STEP() { throw 1; }\n',
      "throws.cpp:2:22: error: cannot use 'throw' with exceptions disabled",
    ],
    [
      'heap.rs',
      '#![no_std]\nextern crate alloc;\nfn step() { alloc::vec::Vec::<u8>::with_capacity(9).push(1); }\nfuse::export!(step = step);\n',
      'error: no global memory allocator found but one is required',
    ],
    [
      'std.rs',
      'fn step() { println!("x"); }\nfuse::export!(step = step);\n',
      'error: duplicate lang item in crate `fuse` (which `std_rs` depends on): `panic_impl`.',
    ],
    [
      'nothing.rs',
      '#![no_std]\nextern crate fuse;\n',
      'nothing_rs.wasm: does not export module_step, the function that the runtime calls',
    ],
    [
      'unknown.rs',
      '#![no_std]\nfn step() { fuse::warp(); }\nfuse::export!(step = step);\n',
      'error[E0425]: cannot find function `warp` in crate `fuse`',
    ],
    [
      'unknown.zig',
      'const fuse = @import("fuse");\npub const panic = fuse.panic;\nexport fn module_step() void { fuse.warp(); }\n',
      "has no member named 'warp'",
    ],
    [
      'print.zig',
      'const std = @import("std");\nexport fn module_step() void { std.debug.print("x", .{}); }\n',
      'error:',
    ],
    [
      'heap.ts',
      'export function module_step(): void { new Array<i32>(3); }\n',
      'heap.ts allocates memory, and modules have no heap: use memory.data(SIZE) for buffers, numbers for state, and `line` in place of composed strings.',
    ],
    [
      'unknown.ts',
      "import { warp } from 'fuse_module';\nexport function module_step(): void { warp(); }\n",
      "ERROR TS2305: Module '~lib/fuse_module' has no exported member 'warp'.",
    ],
    [
      'absent.ts',
      "import { log } from 'fuse_modul';\nexport function module_step(): void { log(1, ''); }\n",
      "ERROR TS6054: File '~lib/fuse_modul.ts' not found.",
    ],
  ];
  const nameOf = (file: string): string => file.replace('.', '_');
  let output: string;
  beforeAll(() => {
    const project = new Project('faults');
    for (const [file, text] of FAULTS) project.write(file, text);
    const modules = FAULTS.map(([file]) => `fuse_add_module(${nameOf(file)} ${file})`);
    expectSuccess(project.configure(modules.join('\n')));
    output = project.build().stdout;
  }, 120_000);
  test.each(FAULTS)('%s', (file, _, message) => {
    const failures = output.split(/^FAILED: /m).slice(1);
    const own = failures.filter((text) => text.split('\n', 1)[0]?.includes(nameOf(file)));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain(message);
    // No stack trace of a compiler.
    expect(own[0]).not.toMatch(/^ {4}at /m);
  });
});

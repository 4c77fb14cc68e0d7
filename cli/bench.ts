// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run bench`: runs the benchmark program, the compiler, and the benchmark images and the modules of each language on a Cortex-M4 in
 * QEMU, prints every figure beside its target, writes bench/results.json.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import Table from 'cli-table3';
import { BENCHMARK_BOARD, benchmarkBoard, type Instructions, type SmallestPool } from './boards/benchmark';
import { benchmarkLanguages, type LanguageFigure } from './boards/benchmark-languages';
import { createCommand, ExitCode, runMain, UserError } from './support/main';
import { HUB, LEAF, timeEdits } from './support/compile-times';
import { repositoryRoot } from './support/paths';
import { colorsFor } from './support/terminal';

interface Dispatch {
  kind: 'dispatch';
  name: string;
  ns: number;
  p10: number;
  p90: number;
  baseline?: string;
  ratio?: number;
  target?: number;
}

interface Overshoot {
  kind: 'overshoot';
  name: string;
  quota_us: number;
  samples: number;
  min_us: number;
  p50_us: number;
  p90_us: number;
  max_us: number;
}

interface Compile {
  kind: 'compiler';
  name: string;
  ms: number;
  lines: number;
}

type Figure = Dispatch | Overshoot | Compile;

const root = repositoryRoot();
const colors = colorsFor(process.stdout);

/** Rows without rules between them, and colours only where a person looks. */
function tableOf(head: string[]): Table.Table {
  const colAligns = head.map((_, column) => (column === 0 ? 'left' : 'right') as Table.HorizontalAlignment);
  return new Table({ head: head.map(colors.bold), colAligns, style: { head: [], border: [], compact: true } });
}

function runProgram(program: string): Figure[] {
  if (!fs.existsSync(program)) {
    throw new UserError(`${path.relative(root, program)} is not built. Run 'npm run build' first.`);
  }
  const run = spawnSync(program, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.status !== 0) {
    throw new UserError(
      `${path.basename(program)} ended with ${run.signal ?? `exit code ${run.status}`}`,
      ExitCode.InputErrors,
    );
  }
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Figure);
}

/** Times the compiler as a user runs it: a whole process, from the sources of the runtime to C; and as watch mode and editors do. */
function timeCompiler(): Compile[] {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-bench-'));
  try {
    const sources = fs
      .readdirSync(path.join(root, 'runtime-ts'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'));
    const lines = sources
      .map((name) => fs.readFileSync(path.join(root, 'runtime-ts', name), 'utf8').split('\n').length)
      .reduce((sum, count) => sum + count, 0);
    const emit = (): number => {
      const start = process.hrtime.bigint();
      const args = ['emit', '--project', 'runtime-ts', '--header', 'fuse.h=runtime-ts/fuse.ts', '--out', out];
      execFileSync(process.execPath, [path.join(root, 'dist/codegen/src/main.js'), ...args], {
        cwd: root,
        stdio: 'pipe',
      });
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    const emptied = (): number => {
      fs.rmSync(out, { recursive: true, force: true });
      return emit();
    };
    const figure = (name: string, times: number[]): Compile => ({
      kind: 'compiler',
      name,
      ms: Math.min(...times),
      lines,
    });
    return [
      figure('whole runtime, into an empty folder', [emptied(), emptied(), emptied()]),
      figure('whole runtime, nothing to write', [emit(), emit(), emit()]),
      ...[LEAF, HUB].flatMap((file) => {
        const times = timeEdits(file, 5);
        return [
          figure(`after an edit of ${path.basename(file)}: diagnostics`, [times.check]),
          figure(`after an edit of ${path.basename(file)}: C as well`, [times.emit]),
        ];
      }),
    ];
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

function dispatchTable(figures: Dispatch[]): string {
  const table = tableOf(['dispatch', 'ns', 'p10–p90', 'ratio', 'target', '']);
  for (const f of figures) {
    const met =
      f.target === undefined || f.ratio === undefined
        ? ''
        : f.ratio <= f.target
          ? colors.green('met')
          : colors.red('missed');
    const ratio = f.ratio === undefined ? '' : `${f.ratio.toFixed(3)} × ${f.baseline}`;
    table.push([
      f.name,
      f.ns.toFixed(1),
      `${f.p10.toFixed(1)}–${f.p90.toFixed(1)}`,
      ratio,
      f.target === undefined ? '' : `≤ ${f.target}`,
      met,
    ]);
  }
  return table.toString();
}

function overshootTable(figures: Overshoot[]): string {
  const table = tableOf(['quota overshoot, µs', 'quota', 'samples', 'min', 'median', 'p90', 'max']);
  for (const f of figures) {
    table.push([f.name, f.quota_us, f.samples, ...[f.min_us, f.p50_us, f.p90_us, f.max_us].map((us) => us.toFixed(0))]);
  }
  return table.toString();
}

function compilerTable(figures: Compile[]): string {
  const table = tableOf(['compiler (best of several)', 'ms', 'lines', 'lines/s']);
  for (const f of figures) {
    table.push([f.name, f.ms.toFixed(0), f.lines, Math.round((f.lines / f.ms) * 1000)]);
  }
  return table.toString();
}

function instructionsTable(figures: Instructions[]): string {
  const table = tableOf([`Cortex-M4: npm run board -- run ${BENCHMARK_BOARD} --image instructions`, 'instructions']);
  for (const f of figures) table.push([f.name, f.instructions.toFixed(0)]);
  return table.toString();
}

function poolTable(figures: SmallestPool[]): string {
  const table = tableOf([`smallest pool: npm run board -- run ${BENCHMARK_BOARD} --image pool`, 'bytes']);
  for (const f of figures)
    table.push([`${f.modules} module${f.modules === 1 ? '' : 's'}, 64 bytes of memory each`, f.bytes]);
  return table.toString();
}

function languageTable(figures: readonly LanguageFigure[]): string {
  const table = tableOf([`modules on a Cortex-M4 (${BENCHMARK_BOARD})`, '', '.wasm', '.aot', 'memory', 'instructions']);
  for (const f of figures) {
    table.push([f.module, f.language, f.wasmBytes, f.aotBytes, f.memoryBytes, f.instructions.toFixed(0)]);
  }
  return table.toString();
}

async function main(args: readonly string[]): Promise<number> {
  const command = createCommand('bench')
    .description(
      'Measures dispatch, quota overshoot, the compiler, and a Cortex-M4 in QEMU, there each language of modules too; writes bench/results.json.',
    )
    .option('--build <dir>', 'CMake build directory', 'build')
    .option('--repeat <n>', 'runs of the benchmark program; the table shows the last, results.json has all', '1')
    .parse([...args], { from: 'user' });
  const options = command.opts<{ build: string; repeat: string }>();
  const repeat = Number(options.repeat);
  if (!Number.isInteger(repeat) || repeat < 1) {
    throw new UserError(`--repeat takes a whole number from 1, not '${options.repeat}'`);
  }
  const program = path.resolve(root, options.build, 'bench/fuse_bench');
  const runs = Array.from({ length: repeat }, () => runProgram(program));
  const last = runs.at(-1) ?? [];
  const compiler = timeCompiler();
  const board = await benchmarkBoard();
  const languages = await benchmarkLanguages();
  const results = path.join(root, 'bench/results.json');
  const machine = { cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.cpus().length };
  fs.writeFileSync(results, `${JSON.stringify({ machine, runs, compiler, board, languages }, null, 2)}\n`);
  console.log(dispatchTable(last.filter((f) => f.kind === 'dispatch')));
  console.log(overshootTable(last.filter((f) => f.kind === 'overshoot')));
  console.log(compilerTable(compiler));
  console.log(instructionsTable(board.filter((f) => f.kind === 'instructions')));
  console.log(poolTable(board.filter((f) => f.kind === 'pool')));
  console.log(languageTable(languages));
  const missed = last.filter(
    (f) => f.kind === 'dispatch' && f.target !== undefined && f.ratio !== undefined && f.ratio > f.target,
  );
  console.log(missed.length === 0 ? 'all dispatch targets met' : `${missed.length} dispatch target(s) missed`);
  console.log(`written: ${path.relative(process.cwd(), results)}`);
  return ExitCode.Success;
}

runMain(main);

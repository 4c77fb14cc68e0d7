// SPDX-License-Identifier: Apache-2.0
/**
 * Worst-case stack of an image: of each task, of the interrupts, and of what compiled modules call. A module's own depth is checked
 * while it runs: it may go down to its policy's stack_size, and never into the reserve at the stack's end.
 */

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Budgets } from '../../bounds/budgets';
import { UserError } from '../../support/main';
import { repositoryRoot } from '../../support/paths';
import type { PlacedPiece } from '../components';
import { cmakeSetting, type Image } from '../image';
import { INTERRUPT_FRAME, KERNEL_CONTEXT, type Task, TASKS } from './assumptions';
import { Functions, type ImageFunction } from './functions';
import { CallGraph, type Step, type WorstCase } from './worst-case';

export interface StackFigure {
  readonly name: string;
  /** Worst case in bytes, with everything that comes on top of the functions' own. */
  readonly bytes: number;
  /** What there is. */
  readonly available: number;
  readonly path: readonly Step[];
  /** How `bytes` comes about. */
  readonly sum: string;
}

const MACHINE = 'platform/freertos/cortex_m/machine.c';

/** What modules have to leave of the stack. */
function stackReserve(): number {
  const found = /^#define STACK_RESERVE (\d+)U$/m.exec(
    fs.readFileSync(path.join(repositoryRoot(), MACHINE), 'utf8'),
  )?.[1];
  if (found === undefined) throw new UserError(`${MACHINE}: no line '#define STACK_RESERVE <bytes>U'`);
  return Number(found);
}

/** The largest stack_size of the application's policies; 0 where there is no configuration. */
function policyStack(image: Image): number {
  const header = path.join(`${image.name}.config`, 'fuse_app_config.h');
  const files = fs.readdirSync(image.buildDirectory, { recursive: true, encoding: 'utf8' });
  const found = files.find((file) => file.endsWith(`${path.sep}${header}`) || file === header);
  if (found === undefined) return 0;
  const text = fs.readFileSync(path.join(image.buildDirectory, found), 'utf8');
  const sizes = [...text.matchAll(/^#define FUSE_POLICY_\w+_STACK_SIZE +(\d+)U$/gm)].map(([, size]) => Number(size));
  return Math.max(0, ...sizes);
}

export class StackReport {
  readonly graph: CallGraph;
  private readonly functions: Functions;
  private readonly reserve = stackReserve();

  constructor(
    private readonly image: Image,
    private readonly pieces: readonly PlacedPiece[],
  ) {
    this.functions = new Functions(image, pieces);
    this.graph = new CallGraph(this.functions);
  }

  figures(): StackFigure[] {
    this.checkTasks();
    const tasks = TASKS.filter(({ creator }) => creator.some((name) => this.functions.named(name).length > 0));
    return [...tasks.map((task) => this.task(task)), this.moduleCalls(), this.mainStack()];
  }

  /** Functions of C that take more than the depth that `npm run bounds` takes for them. */
  beyondDeclared(externs: Budgets['externs']): string[] {
    return Object.entries(externs).flatMap(([name, { 'cortex-m4': declared }]) =>
      this.functions
        .named(name)
        .map((found) => this.graph.deepest(found).bytes)
        .filter((bytes) => bytes > declared)
        .map((bytes) => `stack of ${name}(): up to ${bytes} bytes, test/size/stack-budgets.json says ${declared}`),
    );
  }

  /** A task that is created by anyone else would have no figure. */
  private checkTasks(): void {
    const create = this.functions.named('xTaskCreateStatic').map(({ address }) => address);
    const known = TASKS.flatMap(({ creator }) => creator);
    const stranger = this.functions.all.find(
      ({ name, calls }) =>
        !known.includes(name) && calls.some(({ target }) => target !== undefined && create.includes(target)),
    );
    if (stranger !== undefined) {
      throw new UserError(
        `${this.image.elf}: ${stranger.name} creates a task that is not in TASKS in cli/size/stack/assumptions.ts`,
      );
    }
  }

  private stackOf({ name, stack }: Task): number {
    const found = this.pieces.filter(
      (piece) => stack.section.test(piece.name ?? '') && stack.object.test(piece.file ?? ''),
    );
    if (found.length !== 1) {
      throw new UserError(
        `${this.image.elf}: the stack of the task ${name} is not to be found; see TASKS in cli/size/stack/assumptions.ts`,
      );
    }
    return stack.setting === undefined ? (found[0]?.size ?? 0) : this.setting(stack.setting);
  }

  private setting(name: string): number {
    const { runtimeDirectory } = this.image;
    const value = cmakeSetting(runtimeDirectory, name);
    if (value === undefined || !/^\d+$/.test(value)) {
      const cache = path.join(runtimeDirectory, 'CMakeCache.txt');
      throw new UserError(`${cache}: ${name} is not set to a number. Configure the board again.`);
    }
    return Number(value);
  }

  private task(task: Task): StackFigure {
    const interrupt = INTERRUPT_FRAME + KERNEL_CONTEXT;
    const entry = this.graph.entry(task.entry);
    const available = this.stackOf(task);
    const host = this.graph.deepest(entry);
    const plain = {
      name: `task ${task.name}`,
      bytes: host.bytes + interrupt,
      available,
      path: host.path,
      sum: `${host.bytes} in functions + ${interrupt} for an interrupt`,
    };
    const entered = this.graph.deepestToModule(entry);
    if (!task.modules || entered === undefined) return plain;
    const module = policyStack(this.image);
    const bytes = entered.bytes + module + this.reserve;
    if (bytes <= plain.bytes) return plain;
    const sum = `${entered.bytes} to the entry + ${module} of stack_size + ${this.reserve} of reserve`;
    return { ...plain, bytes, path: entered.path, sum };
  }

  /** What a module at its limit calls has to fit into the reserve. */
  private moduleCalls(): StackFigure {
    const interrupt = INTERRUPT_FRAME + KERNEL_CONTEXT;
    const worst = this.deepestOf(this.graph.moduleCallees);
    return {
      name: 'calls of modules',
      bytes: worst.bytes + interrupt,
      available: this.reserve,
      path: worst.path,
      sum: `${worst.bytes} in functions + ${interrupt} for an interrupt`,
    };
  }

  private deepestOf(functions: readonly ImageFunction[]): WorstCase {
    return functions
      .map((found) => this.graph.deepest(found))
      .reduce((deepest, next) => (next.bytes > deepest.bytes ? next : deepest), { bytes: 0, path: [] });
  }

  /** Start-up, then interrupts; each handler can interrupt all others at most once, whatever their priorities are. */
  private mainStack(): StackFigure {
    const vectors = this.image.symbols.find(({ name }) => name === 'board_vectors');
    if (vectors === undefined) throw new UserError(`${this.image.elf}: there is no vector table board_vectors`);
    const handlers = this.functions.addressesIn(vectors.address, vectors.size);
    const reset = this.graph.entry('board_reset');
    const start = this.graph.deepest(reset);
    const interrupts = handlers.filter((handler) => handler !== reset).map((handler) => this.graph.deepest(handler));
    const nested = interrupts.reduce((sum, { bytes }) => sum + bytes + INTERRUPT_FRAME, 0);
    const deepest = this.deepestOf(handlers.filter((handler) => handler !== reset));
    return {
      name: 'main stack',
      bytes: Math.max(start.bytes, nested),
      available: this.pieces
        .filter(({ component }) => component === 'main stack')
        .reduce((sum, { size }) => sum + size, 0),
      path: nested > start.bytes ? deepest.path : start.path,
      sum: `${interrupts.length} handlers, all nested; the deepest takes ${deepest.bytes}; start-up takes ${start.bytes}`,
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
// What the demo prints: the table of frames, how the modules fared, the log, the verdict.

import Table from 'cli-table3';
import { type Colors, printable } from '../support/terminal';
import type { LogLine } from './lines';
import type { FrameResult, Session } from './session';

const LEVELS = ['debug', 'info', 'fatal'];

/** One line of the log; times count from `startUs`. */
export function formatLog(line: LogLine, startUs: number, colors: Colors): string {
  const time = `${((line.time_us - startUs) / 1000).toFixed(3)} ms`.padStart(13);
  const who = line.origin === 'guest' ? (line.module ?? 'guest') : 'runtime';
  const text = `${time}  ${who.padEnd(15)} ${(LEVELS[line.level] ?? String(line.level)).padEnd(5)}  ${printable(line.text)}`;
  return line.level >= 2 ? colors.red(text) : line.origin === 'runtime' ? colors.dim(text) : text;
}

/** One row a frame; a column of step times for each module that frames pass through. */
export function formatFrames(session: Session, colors: Colors): string {
  const quotas = session.start?.modules ?? [];
  const stages = quotas.filter(({ module }) => session.frames.some((frame) => module in frame.steps));
  const filtered = session.frames.some((frame) => frame.deviation !== undefined);
  const table = new Table({
    head: [
      'frame',
      'picture',
      ...(filtered ? ['deviation', ''] : []),
      'bytes',
      'compressed',
      'ratio',
      ...stages.map(({ module, quota_us }) => `${module}\nof ${duration(quota_us)} quota`),
    ],
    colAligns: [
      'right',
      'left',
      ...(filtered ? (['right', 'left'] as const) : []),
      ...Array<'right'>(3 + stages.length).fill('right'),
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const frame of session.frames) {
    table.push([
      frame.frame,
      printable(frame.picture),
      ...(filtered
        ? [frame.deviation?.toFixed(2) ?? '', frame.kept ? colors.green('kept') : colors.yellow('dropped')]
        : []),
      frame.original,
      frame.kept ? frame.compressed : '',
      frame.kept ? ratio(frame, colors) : '',
      ...stages.map(({ module, quota_us }) => stepTime(frame.steps[module], quota_us)),
    ]);
  }
  return table.toString();
}

function ratio({ original, compressed }: FrameResult, colors: Colors): string {
  const text = `${((100 * compressed) / original).toFixed(1)} %`;
  return compressed > original ? colors.yellow(text) : text;
}

function stepTime(us: number | undefined, quotaUs: number): string {
  if (us === undefined) return '';
  return quotaUs === 0 ? duration(us) : `${duration(us)} (${((100 * us) / quotaUs).toFixed(2)} %)`;
}

function duration(us: number): string {
  if (us < 1000) return `${us} µs`;
  return us % 1000000 === 0 ? `${us / 1000000} s` : `${Number((us / 1000).toFixed(1))} ms`;
}

/** Everything below the table: what grew, what was lost, who was stopped. */
export function formatNotes(session: Session, colors: Colors): string[] {
  const notes: string[] = [];
  const grown = session.frames.filter(({ kept, compressed, original }) => kept && compressed > original).length;
  if (grown > 0) {
    notes.push(`Run lengths need runs: ${grown} of the frames grew, as pictures with noise in every pixel do.`);
  }
  const missed = session.end?.missed ?? 0;
  if (missed > 0)
    notes.push(
      `${plural(missed, 'frame')} came while the camera's slot was taken and ${missed === 1 ? 'was' : 'were'} lost.`,
    );
  for (const { module, state, framesBefore } of session.stopped) {
    const quota = session.start?.modules.find((entry) => entry.module === module)?.quota_us ?? 0;
    const steps = session.end?.modules.find((entry) => entry.module === module)?.steps ?? 0;
    const why = state === 'QUOTA_EXCEEDED' ? `ran past its quota of ${duration(quota)}` : 'failed';
    const after = session.frames.length - framesBefore;
    notes.push(
      `${colors.red(`${module} was stopped (${state})`)}: after ${plural(steps, 'good step')} it ${why}. ` +
        `The pipeline did ${plural(framesBefore, 'frame')} before and ${after} after that.`,
    );
  }
  return notes;
}

export function formatVerdict(session: Session, out: string, colors: Colors): string {
  if (session.faults.length > 0) {
    const faults = session.faults.map((fault) => `  ${printable(fault)}`);
    return `${colors.red('FAILED')}: ${plural(session.faults.length, 'fault')}\n${faults.join('\n')}`;
  }
  const kept = session.frames.filter((frame) => frame.kept).length;
  const dropped = session.frames.length - kept;
  return (
    `${colors.green('OK')}: ${plural(session.frames.length, 'frame')}, ${dropped} dropped, ${kept} compressed; ` +
    `every compressed file decodes to its picture, byte for byte (${out}/)`
  );
}

export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

// SPDX-License-Identifier: Apache-2.0
// What a run of the host program showed, frame by frame, and whether it was right: the checker decodes and compares.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf } from '../support/main';
import { meanAbsoluteDeviation } from './frame';
import type { ApplicationLine, EndLine, FrameLine, LogLine, StartLine, StoppedLine } from './lines';
import type { Picture } from './pictures';
import { decodeRunLengths } from './rle';

/** Below this, frame_filter drops a frame. */
const DEVIATION_MIN = 8;

export interface FrameResult {
  readonly frame: number;
  readonly picture: string;
  /** What frame_filter measured; undefined without it. */
  readonly deviation?: number | undefined;
  readonly kept: boolean;
  readonly original: number;
  readonly compressed: number;
  readonly file: string;
  /** Frames that came while this one was being worked on, and were lost. */
  readonly missed: number;
  readonly steps: Readonly<Record<string, number>>;
}

export interface Stopped {
  readonly module: string;
  readonly state: string;
  /** Frames that were complete before it. */
  readonly framesBefore: number;
}

/** Collects the lines of one run. */
export class Session {
  start: StartLine | undefined;
  end: EndLine | undefined;
  readonly frames: FrameResult[] = [];
  readonly stopped: Stopped[] = [];
  /** What was wrong; empty when the run was right. */
  readonly faults: string[] = [];
  private filterWords: string | undefined;

  constructor(
    private readonly pictures: readonly Picture[],
    private readonly out: string,
  ) {}

  take(line: ApplicationLine): void {
    if (line.type === 'banner') return;
    if (line.type === 'start') this.start = line;
    else if (line.type === 'log') this.takeLog(line);
    else if (line.type === 'stopped') this.takeStopped(line);
    else if (line.type === 'frame') this.takeFrame(line);
    else this.end = line;
  }

  private takeLog(line: LogLine): void {
    if (line.module === 'frame_filter' && line.origin === 'guest') this.filterWords = line.text;
  }

  private takeStopped(line: StoppedLine): void {
    this.stopped.push({ module: line.module, state: line.state, framesBefore: this.frames.length });
  }

  private takeFrame(line: FrameLine): void {
    const picture = this.pictures[line.frame % this.pictures.length];
    if (picture === undefined) {
      this.faults.push(`frame ${line.frame}: there is no such picture`);
      return;
    }
    const result: FrameResult = {
      frame: line.frame,
      picture: picture.name,
      deviation: this.judge(line, picture),
      kept: line.bytes > 0,
      original: picture.pixels.length,
      compressed: line.bytes,
      file: line.file,
      missed: line.missed,
      steps: Object.fromEntries(line.steps.map(({ module, step_us }) => [module, step_us])),
    };
    this.frames.push(result);
    if (result.kept) this.checkFile(result, picture);
    else if (!this.hasFilter()) this.faults.push(`${nameOf(result)}: nothing was sent down`);
    this.filterWords = undefined;
  }

  private hasFilter(): boolean {
    return this.start?.modules.some(({ module }) => module === 'frame_filter') ?? false;
  }

  /** The deviation that frame_filter logged; notes a fault where that or its decision differs from the checker's own. */
  private judge(line: FrameLine, picture: Picture): number | undefined {
    if (!this.hasFilter()) return undefined;
    const name = `frame ${line.frame} (${picture.name})`;
    const words = /^deviation (\d+\.\d\d): (kept|dropped)$/.exec(this.filterWords ?? '');
    if (words === null) {
      this.faults.push(`${name}: frame_filter gave no judgement`);
      return undefined;
    }
    const expected = meanAbsoluteDeviation(picture.pixels);
    // frame_filter cuts after two digits.
    if (Math.abs(Number(words[1]) + 0.005 - expected) > 0.006) {
      this.faults.push(`${name}: frame_filter measured ${words[1]}, the checker ${expected.toFixed(2)}`);
    }
    const keep = expected >= DEVIATION_MIN;
    if ((words[2] === 'kept') !== keep || line.bytes > 0 !== keep) {
      this.faults.push(`${name}: should have been ${keep ? 'kept' : 'dropped'}`);
    }
    return Number(words[1]);
  }

  /** The file that came down must decode to the picture, byte for byte. */
  private checkFile(result: FrameResult, picture: Picture): void {
    try {
      const encoded = fs.readFileSync(path.join(this.out, result.file));
      if (encoded.length !== result.compressed) {
        throw new RangeError(`has ${encoded.length} bytes, ${result.compressed} were sent down`);
      }
      const decoded = decodeRunLengths(encoded, picture.pixels.length);
      const different = decoded.findIndex((byte, i) => byte !== picture.pixels[i]);
      if (different >= 0) throw new RangeError(`differs from the picture at byte ${different}`);
    } catch (error) {
      this.faults.push(`${nameOf(result)}: ${result.file}: ${messageOf(error)}`);
    }
  }

  /** What can be said only at the end. */
  finish(hostile: boolean): void {
    const end = this.end;
    if (end === undefined) {
      this.faults.push('the application ended without its last line');
      return;
    }
    if (end.log_lost > 0) this.faults.push(`${end.log_lost} entries of the log were lost`);
    if (end.frames !== this.frames.length)
      this.faults.push(`${end.frames} frames were done, ${this.frames.length} reported`);
    for (const { module, state } of end.modules) {
      const expected = hostile && module === 'hostile' ? 'QUOTA_EXCEEDED' : 'RUNNING';
      if (state !== expected) this.faults.push(`module ${module} ended as ${state}, not ${expected}`);
    }
    if (hostile && !this.stopped.some(({ framesBefore }) => framesBefore < this.frames.length)) {
      this.faults.push('no frame was done after the hostile module was stopped');
    }
  }
}

function nameOf({ frame, picture }: FrameResult): string {
  return `frame ${frame} (${picture})`;
}

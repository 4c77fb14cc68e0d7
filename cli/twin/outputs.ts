// SPDX-License-Identifier: Apache-2.0
// What a run leaves behind, written while it goes on: log, trace, recording. A day of it does not fit into memory.

import { OutputStream } from '../support/output-stream';
import type { Happened } from './lines';
import { LogWriter } from './log';
import { recordingHead, recordingLine } from './recording';
import type { Scenario } from './scenario';
import { TraceWriter } from './trace';

export interface OutputFiles {
  readonly log?: string;
  readonly trace?: string;
  readonly record?: string;
}

export class RunOutputs {
  private readonly streams: OutputStream[] = [];
  private readonly sinks: ((happened: Happened) => void)[] = [];
  private readonly ends: (() => void)[] = [];

  /** `print`: takes the log's lines; undefined: nobody reads them. Throws UserError when a file cannot be written. */
  constructor(scenario: Scenario, target: string, files: OutputFiles, print: ((line: string) => void) | undefined) {
    this.addLog(scenario, this.open(files.log), print);
    const trace = this.open(files.trace);
    if (trace !== undefined) {
      const writer = new TraceWriter(scenario, target, (text) => trace.write(text));
      this.sinks.push((happened) => writer.take(happened));
      this.ends.push(() => writer.end());
    }
    const recording = this.open(files.record);
    if (recording === undefined) return;
    recording.write(recordingHead(scenario, target));
    this.sinks.push((happened) => recording.write(recordingLine(happened)));
  }

  private addLog(
    scenario: Scenario,
    file: OutputStream | undefined,
    print: ((line: string) => void) | undefined,
  ): void {
    if (file === undefined && print === undefined) return;
    const writer = new LogWriter(scenario);
    this.sinks.push((happened) => {
      const line = writer.line(happened);
      if (line === undefined) return;
      file?.write(`${line}\n`);
      print?.(`${line}\n`);
    });
  }

  private open(file: string | undefined): OutputStream | undefined {
    if (file === undefined) return undefined;
    const stream = new OutputStream(file);
    this.streams.push(stream);
    return stream;
  }

  take(happened: Happened): void {
    for (const sink of this.sinks) sink(happened);
  }

  /** Also of a run that broke off: they show why. */
  end(): void {
    for (const end of this.ends) end();
    for (const stream of this.streams) stream.end();
  }
}

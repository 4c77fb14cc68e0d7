// SPDX-License-Identifier: Apache-2.0
/** Breakpoints: one on a line of a .ts file stops there, and the locals have their names and values from the source. */
import * as fs from 'node:fs';
import * as inspector from 'node:inspector';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generatedPositionFor, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { repositoryRoot } from '../../cli/support/paths';
import { Fixture } from '../support/node/fixture';
import { runtimeFile } from '../support/node/runtime';

type Paused = inspector.Debugger.PausedEventDataType;

const file = runtimeFile();
const map = new TraceMap(fs.readFileSync(`${file}.map`, 'utf8'));
const sourceFile = (name: string): string => path.join(repositoryRoot(), 'runtime-ts', name);

/** The line of a source that has this text, counted from 1. */
function lineOf(source: string, text: string): number {
  const lines = fs.readFileSync(sourceFile(source), 'utf8').split('\n');
  const found = lines.findIndex((line) => line.includes(text));
  expect(found).toBeGreaterThanOrEqual(0);
  return found + 1;
}

function sourcePlace(frame: Paused['callFrames'][number]): { file: string; line: number | null } {
  const { lineNumber, columnNumber = 0 } = frame.location;
  const { source, line } = originalPositionFor(map, { line: lineNumber + 1, column: columnNumber });
  return { file: path.basename(source ?? ''), line };
}

/** A debugger in this process: what it finds where the program pauses is looked at before the program goes on. */
class Debugger {
  private readonly session = new inspector.Session();
  readonly pauses: Paused[] = [];

  constructor(private readonly look: (event: Paused, self: Debugger) => void) {
    this.session.connect();
    this.session.on('Debugger.paused', ({ params }) => {
      this.pauses.push(params);
      this.look(params, this);
    });
    this.post('Debugger.enable');
  }

  /** In this process an answer comes before the call returns. */
  post(method: string, params: object = {}): unknown {
    let answer: unknown;
    this.session.post(method, params, (error: Error | null, result?: object) => {
      if (error !== null) throw new Error(`${method}: ${error.message}`);
      answer = result;
    });
    return answer;
  }

  /** As an editor does it: from the line of the source, through the map, to the place in the file that runs. */
  breakAt(source: string, line: number): string {
    const place = generatedPositionFor(map, { source: sourceFile(source), line, column: 0, bias: LEAST_UPPER_BOUND });
    expect(place.line).not.toBeNull();
    const { breakpointId, locations } = this.post('Debugger.setBreakpointByUrl', {
      url: pathToFileURL(file).href,
      lineNumber: (place.line ?? 0) - 1,
      columnNumber: place.column ?? 0,
    }) as inspector.Debugger.SetBreakpointByUrlReturnType;
    expect(locations.length).toBeGreaterThan(0);
    return breakpointId;
  }

  value(frame: Paused['callFrames'][number], expression: string): unknown {
    const { result, exceptionDetails } = this.post('Debugger.evaluateOnCallFrame', {
      callFrameId: frame.callFrameId,
      expression,
    }) as inspector.Debugger.EvaluateOnCallFrameReturnType;
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.type === 'bigint' ? BigInt((result.unserializableValue ?? '').slice(0, -1)) : result.value;
  }

  close(): void {
    this.session.disconnect();
  }
}

test('a breakpoint on a line of scheduler.ts stops there, with the locals of the source', () => {
  const fuse = new Fixture();
  fuse.start({ step: () => undefined }, { stepIntervalUs: 1000 });
  fuse.tick();
  fuse.clock.advance(300n);
  const line = lineOf('scheduler.ts', 'return elapsed < interval');
  const seen: unknown[] = [];
  const debug = new Debugger((event, self) => {
    const [frame, caller] = event.callFrames;
    if (frame === undefined || caller === undefined) return;
    seen.push(frame.functionName, sourcePlace(frame), caller.functionName, sourcePlace(caller).file);
    seen.push(self.value(frame, 'interval'), self.value(frame, 'elapsed'), self.value(frame, 'last'));
    // Structs are views: their fields can be looked at, and their class has the struct's name.
    seen.push(self.value(frame, 'module.sandbox.policy.stepIntervalUs'), self.value(frame, 'module.constructor.name'));
  });
  try {
    debug.breakAt('scheduler.ts', line);
    expect(fuse.tick()).toEqual([]);
  } finally {
    debug.close();
  }
  expect(debug.pauses).toHaveLength(1);
  expect(seen).toEqual([
    'untilDue',
    { file: 'scheduler.ts', line },
    'runDueModules',
    'scheduler.ts',
    1000n,
    300n,
    0n,
    1000,
    'Module',
  ]);
});

test('steps go from statement to statement of the source', () => {
  const fuse = new Fixture();
  const first = lineOf('events.ts', 'const bit = bitOf(id);');
  const lines: (number | null)[] = [];
  const debug = new Debugger((event, self) => {
    const [frame] = event.callFrames;
    if (frame === undefined) return;
    // Then its caller, which is not of the runtime.
    if (frame.location.scriptId !== self.pauses[0]?.callFrames[0]?.location.scriptId) return;
    lines.push(sourcePlace(frame).line);
    self.post('Debugger.stepOver');
  });
  try {
    debug.breakAt('events.ts', first);
    expect(fuse.runtime.clearEvent(3)).toBe(fuse.stat.Success);
  } finally {
    debug.close();
  }
  expect([...new Set(lines)]).toEqual([first, first + 1, first + 2, first + 3]);
});

test('every function and statement of the runtime has its place in the map', () => {
  const bundle = fs.readFileSync(file, 'utf8').split('\n');
  const unmapped = bundle.flatMap((text, i) => {
    // Of the bundle's own: constants that begin with $, frames, braces.
    if (!/^ {4,}(return|if|for|while|switch|const [a-z]|let [a-z]|[a-z]\w* = )/.test(text)) return [];
    const { source } = originalPositionFor(map, { line: i + 1, column: text.search(/\S/) });
    return source === null ? [`${i + 1}: ${text}`] : [];
  });
  expect(unmapped).toEqual([]);
});

// SPDX-License-Identifier: Apache-2.0
// Reads the console of a board's firmware: docs/firmware.md has the form of each line.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { type ApplicationLine, frameFile, type ModuleResult, type StartLine } from './lines';

/** A line that the firmware never prints; the message says what is wrong with it. */
export class ConsoleError extends Error {}

const LEVELS = ['debug', 'info', 'fatal'];

type Fields = Record<string, string>;

interface Form {
  readonly pattern: RegExp;
  readonly read: (console: ConsoleReader, fields: Fields) => ApplicationLine | undefined;
}

/** Lines by their first word. Text that comes from a module is always the last field of a line that says so. */
const FORMS: Readonly<Record<string, Form>> = {
  FUSE: {
    pattern:
      /^FUSE (?<version>\d+\.\d+\.\d+) board (?<board>\S+) build (?<build>[0-9a-f]*) reset (?<reset>power-on|watchdog|software) watchdog_ms (?<watchdog>\d+) application (?<application>.*)$/,
    read: (console, fields) => console.banner(fields),
  },
  module: {
    pattern: /^module (?<id>\d+) (?<module>\w+) quota_us (?<quota>\d+)$/,
    read: (console, fields) => console.module(fields),
  },
  start: {
    pattern: /^start width (?<width>\d+) height (?<height>\d+) application (?<application>.*)$/,
    read: (console, fields) => console.start(fields),
  },
  log: {
    pattern:
      /^log (?<seconds>\d+)\.(?<decimals>\d{6}) (?<origin>runtime|guest) (?<module>-|\w+) (?<level>debug|info|fatal) (?<text>.*)$/,
    read: (_console, { seconds, decimals, origin, module, level, text }) => ({
      type: 'log',
      frame: null,
      time_us: Number(`${seconds ?? ''}${decimals ?? ''}`),
      origin: origin === 'guest' ? 'guest' : 'runtime',
      level: LEVELS.indexOf(level ?? ''),
      module: module === '-' ? null : (module ?? null),
      text: unescape(text ?? ''),
    }),
  },
  stopped: {
    pattern: /^stopped (?<module>\w+) (?<state>[A-Z_]+)$/,
    read: (_console, { module = '', state = '' }) => ({ type: 'stopped', module, state }),
  },
  down: {
    pattern: /^down (?<frame>\d+) (?<offset>\d+) (?<bytes>(?:[0-9a-f]{2})+)$/,
    read: (console, fields) => console.down(fields),
  },
  frame: {
    pattern:
      /^frame (?<frame>\d+) missed (?<missed>\d+) bytes (?<bytes>\d+) crc32 (?<crc>[0-9a-f]{8}) steps(?<steps>(?: \w+ \d+)*)$/,
    read: (console, fields) => console.frame(fields),
  },
  result: {
    pattern:
      /^result (?<module>\w+) (?<state>[A-Z_]+) steps (?<steps>\d+) quota_kills (?<kills>\d+) traps (?<traps>\d+) step_us_max (?<max>\d+) pool_bytes (?<pool>\d+) memory_bytes (?<memory>\d+)$/,
    read: (console, fields) => console.result(fields),
  },
  end: {
    pattern: /^end frames (?<frames>\d+) missed (?<missed>\d+) log_lost (?<lost>\d+) stack_unused (?<stack>\d+)$/,
    read: (console, fields) => console.end(fields),
  },
  error: {
    pattern: /^error (?<message>.*)$/,
    read: (console, { message = '' }) => {
      console.errors.push(message);
      return undefined;
    },
  },
};

/** Follows one run; writes what was sent down for each frame to a file in `out`. */
export class ConsoleReader {
  /** What the firmware complained of. */
  readonly errors: string[] = [];
  private started = false;
  private readonly modules: StartLine['modules'][number][] = [];
  private readonly results: ModuleResult[] = [];
  private sent: Buffer[] = [];

  constructor(private readonly out: string) {}

  /** The meaning of a line, if it has one by itself. Throws ConsoleError for a line that is broken. */
  take(line: string): ApplicationLine | undefined {
    const form = FORMS[line.split(' ', 1)[0] ?? ''];
    if (form === undefined) return undefined;
    const match = form.pattern.exec(line);
    if (match === null) throw new ConsoleError(`the console has a broken line: ${line}`);
    return form.read(this, match.groups ?? {});
  }

  banner({ version = '', board = '', build = '', reset = '', watchdog }: Fields): ApplicationLine {
    if (this.started) throw new ConsoleError(`the board started again in the middle of the run (reset by ${reset})`);
    this.started = true;
    return { type: 'banner', version, board, build, reset, watchdog_ms: Number(watchdog) };
  }

  module({ id, module = '', quota }: Fields): undefined {
    this.modules.push({ module, id: Number(id), quota_us: Number(quota) });
  }

  start({ width, height, application = '' }: Fields): ApplicationLine {
    const size = { width: Number(width), height: Number(height) };
    return { type: 'start', application: unescape(application), ...size, modules: this.modules };
  }

  down({ frame, offset, bytes = '' }: Fields): undefined {
    const before = Buffer.concat(this.sent).length;
    if (Number(offset) !== before)
      throw new ConsoleError(`frame ${frame}: byte ${before} of the downlink is missing; the line begins at ${offset}`);
    this.sent.push(Buffer.from(bytes, 'hex'));
  }

  frame({ frame, missed, bytes, crc, steps = '' }: Fields): ApplicationLine {
    const sent = Buffer.concat(this.sent);
    this.sent = [];
    if (sent.length !== Number(bytes))
      throw new ConsoleError(`frame ${frame}: ${sent.length} of ${bytes} bytes came down`);
    if (crc32(sent) !== parseInt(crc ?? '', 16))
      throw new ConsoleError(`frame ${frame}: the bytes that came down do not have the checksum ${crc}`);
    const file = sent.length === 0 ? '' : frameFile(Number(frame));
    if (file !== '') fs.writeFileSync(path.join(this.out, file), sent);
    return {
      type: 'frame',
      frame: Number(frame),
      missed: Number(missed),
      bytes: sent.length,
      file,
      steps: [...steps.matchAll(/ (\w+) (\d+)/g)].map(([, module = '', us]) => ({ module, step_us: Number(us) })),
    };
  }

  result({ module = '', state = '', steps, kills, traps, max, pool, memory }: Fields): undefined {
    this.results.push({
      module,
      state,
      steps: Number(steps),
      quota_kills: Number(kills),
      traps: Number(traps),
      step_us_max: Number(max),
      pool_bytes: Number(pool),
      memory_bytes: Number(memory),
    });
  }

  end({ frames, missed, lost }: Fields): ApplicationLine {
    const counts = { frames: Number(frames), missed: Number(missed), log_lost: Number(lost) };
    return { type: 'end', ...counts, modules: this.results };
  }
}

/** The text before the firmware escaped it. */
function unescape(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|\\)/g, (_all, hex: string | undefined) =>
    hex === undefined ? '\\' : String.fromCharCode(parseInt(hex, 16)),
  );
}

/** CRC-32 as zlib has it. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

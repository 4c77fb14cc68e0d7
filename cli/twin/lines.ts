// SPDX-License-Identifier: Apache-2.0
// Reads the player's lines: docs/twin.md lists them.

export type Outcome = 'ok' | 'over' | 'hung' | 'dark';
export type EntryKind = 'load' | 'init' | 'step' | 'deinit';

/** Times are microseconds of the scenario. */
export type Happened =
  | { readonly type: 'boot'; readonly atUs: number }
  | { readonly type: 'module'; readonly atUs: number; readonly module: string; readonly id: number }
  | {
      readonly type: 'refused';
      readonly atUs: number;
      readonly module: string;
      readonly what: string;
      readonly stat: string;
    }
  | {
      readonly type: 'entry';
      readonly atUs: number;
      readonly module: string;
      readonly kind: EntryKind;
      readonly us: number;
      readonly outcome: Outcome;
    }
  | { readonly type: 'post'; readonly atUs: number; readonly event: number; readonly module: string | null }
  | { readonly type: 'act'; readonly atUs: number; readonly action: number }
  | {
      readonly type: 'down';
      readonly atUs: number;
      readonly module: string;
      readonly bytes: number;
      readonly crc32: number;
    }
  | { readonly type: 'stopped'; readonly atUs: number; readonly module: string; readonly state: string }
  | {
      readonly type: 'log';
      /** By the device's own clock. */
      readonly deviceUs: number;
      readonly origin: 'guest' | 'runtime';
      readonly module: string | null;
      readonly level: string;
      readonly text: string;
    }
  | {
      readonly type: 'result';
      readonly atUs: number;
      readonly module: string;
      readonly state: string;
      readonly poolBytes: number;
      readonly memoryBytes: number;
    }
  | { readonly type: 'end'; readonly atUs: number; readonly logLost: number }
  | { readonly type: 'error'; readonly atUs: number; readonly message: string };

type Fields = Readonly<Record<string, string>>;

const orNull = (name: string | undefined): string | null => (name === undefined || name === '-' ? null : name);

const FORMS: Readonly<Record<string, [pattern: RegExp, read: (fields: Fields, atUs: number) => Happened]>> = {
  boot: [/^$/, (_, atUs) => ({ type: 'boot', atUs })],
  module: [
    /^(?<module>\w+) (?<id>\d+)$/,
    ({ module = '', id }, atUs) => ({ type: 'module', atUs, module, id: Number(id) }),
  ],
  refused: [
    /^(?<module>\w+) (?<what>load|init|pause|resume) (?<stat>\w+)$/,
    ({ module = '', what = '', stat = '' }, atUs) => ({ type: 'refused', atUs, module, what, stat }),
  ],
  entry: [
    /^(?<module>\w+) (?<kind>load|init|step|deinit) (?<us>\d+) (?<outcome>ok|over|hung|dark)$/,
    ({ module = '', kind, us, outcome }, atUs) => ({
      type: 'entry',
      atUs,
      module,
      kind: kind as EntryKind,
      us: Number(us),
      outcome: outcome as Outcome,
    }),
  ],
  post: [
    /^(?<event>\d+) (?<module>-|\w+)$/,
    ({ event, module }, atUs) => ({ type: 'post', atUs, event: Number(event), module: orNull(module) }),
  ],
  act: [/^(?<action>\d+)$/, ({ action }, atUs) => ({ type: 'act', atUs, action: Number(action) })],
  down: [
    /^(?<module>\w+) (?<bytes>\d+) (?<crc>\d+)$/,
    ({ module = '', bytes, crc }, atUs) => ({ type: 'down', atUs, module, bytes: Number(bytes), crc32: Number(crc) }),
  ],
  stopped: [
    /^(?<module>\w+) (?<state>[A-Z_]+)$/,
    ({ module = '', state = '' }, atUs) => ({ type: 'stopped', atUs, module, state }),
  ],
  result: [
    /^(?<module>\w+) (?<state>[A-Z_]+) (?<pool>\d+) (?<memory>\d+)$/,
    ({ module = '', state = '', pool, memory }, atUs) => ({
      type: 'result',
      atUs,
      module,
      state,
      poolBytes: Number(pool),
      memoryBytes: Number(memory),
    }),
  ],
  end: [/^(?<lost>\d+)$/, ({ lost }, atUs) => ({ type: 'end', atUs, logLost: Number(lost) })],
  error: [/^(?<message>.*)$/, ({ message = '' }, atUs) => ({ type: 'error', atUs, message })],
};

const LOG =
  /^log (?<seconds>\d+)\.(?<decimals>\d{6}) (?<origin>guest|runtime) (?<module>-|\w+) (?<level>debug|info|fatal) (?<text>.*)$/;

/** The meaning of a line; undefined for one that is not the player's. Throws RangeError for one that is broken. */
export function readLine(line: string): Happened | undefined {
  const [word = '', time = ''] = line.split(' ', 2);
  if (word === 'log') return readLog(line);
  const form = Object.hasOwn(FORMS, word) ? FORMS[word] : undefined;
  if (form === undefined || !/^\d+$/.test(time)) return undefined;
  const match = form[0].exec(line.slice(word.length + time.length + 2));
  if (match === null) throw new RangeError(`the player has printed a broken line: ${line}`);
  return form[1](match.groups ?? {}, Number(time));
}

function readLog(line: string): Happened {
  const { seconds = '', decimals = '', origin, module, level = '', text = '' } = LOG.exec(line)?.groups ?? {};
  if (origin === undefined) throw new RangeError(`the player has printed a broken line: ${line}`);
  return {
    type: 'log',
    deviceUs: Number(seconds + decimals),
    origin: origin === 'guest' ? 'guest' : 'runtime',
    module: orNull(module),
    level,
    text,
  };
}

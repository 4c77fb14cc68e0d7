// SPDX-License-Identifier: Apache-2.0
/** Everything that can be seen of a sequence of calls: results, log entries, calls of the host's functions, errors. */

import { type Fuse, type Hal, type Policy, type Result, Stat } from '../../../sdk/node/fuse';
import { POOL_BYTES } from './bench';
import type { Call, Damage, Deed } from './calls';
import type { Implementation } from './implementations';

function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    // Implementations may make the same object in another order.
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${key}: ${shown(member)}`).join(', ')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : `${String(value)}${typeof value === 'bigint' ? 'n' : ''}`;
}

/** The one figure in which implementations differ. */
function withoutPool(result: Result<{ poolBytes: number }>): unknown {
  return result.stat === Stat.Success ? { ...result.value, poolBytes: 0 } : result;
}

function damaged(image: Uint8Array, damage: Damage): Uint8Array {
  if (damage === null) return image;
  if ('cut' in damage) return image.subarray(0, damage.cut);
  const copy = Uint8Array.from(image);
  const at = copy.length - damage.flip;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** One run of a sequence. */
class Run {
  readonly lines: string[] = [];
  private now = 1000n;
  private reading = 0;
  private frame: Uint8Array | null = null;
  private cursor = 0;
  private readonly plans = new Map<keyof Hal, Deed>();

  constructor(
    private readonly fuse: Fuse,
    private readonly image: (module: string) => Uint8Array,
  ) {}

  private readonly hal: Hal = {
    getReading: () => this.asked('getReading', [], this.reading),
    getTimestamp: () => this.asked('getTimestamp', [], this.now),
    lastFrame: (capacity) => this.asked('lastFrame', [capacity], this.frame),
    quotaArm: (id, us) => this.asked('quotaArm', [id, us], undefined),
    quotaCancel: (id) => this.asked('quotaCancel', [id], undefined),
    moduleStopped: (id, state) => this.asked('moduleStopped', [id, state], undefined),
  };

  private asked<T>(name: keyof Hal, args: readonly unknown[], answer: T): T {
    this.lines.push(`  ${name}(${args.map(shown).join(', ')})`);
    const deed = this.plans.get(name);
    this.plans.delete(name);
    if (deed !== undefined) this.lines.push(`    ${shown(deed)} => ${shown(this.act(deed))}`);
    return answer;
  }

  private act(deed: Deed): unknown {
    const { fuse } = this;
    switch (deed.do) {
      case 'expire':
        fuse.quotaExpired(deed.id);
        return undefined;
      case 'stat':
        return fuse.stat(deed.id);
      case 'info':
        return withoutPool(fuse.info(deed.id));
      case 'step':
        return fuse.runStep(deed.id);
      case 'unload':
        return fuse.unload(deed.id);
      case 'post':
        return fuse.postEvent(deed.event);
      case 'clear':
        return fuse.clearEvent(deed.event);
      case 'tick':
        return fuse.tick();
      case 'stop':
        return fuse.stop();
      case 'due':
        return fuse.nextDueUs();
      case 'expireEntry':
        fuse.quotaExpiredEntry(fuse.entryWord());
        return undefined;
      case 'throw':
        throw new Error('thrown by the host');
    }
  }

  private init(without: readonly (keyof Hal)[], logBytes: number): unknown {
    const hal = Object.fromEntries(Object.entries(this.hal).filter(([name]) => !without.includes(name as keyof Hal)));
    const stat = this.fuse.init({ poolBytes: POOL_BYTES, logBytes, hal });
    if (stat === Stat.Success) this.cursor = 0;
    return stat;
  }

  private loaded(module: string, policy: Policy, damage: Damage): [Uint8Array, Policy] {
    return [damaged(this.image(module), damage), policy];
  }

  private policy(words: readonly number[]): unknown {
    const bytes = Buffer.alloc(words.length * 4);
    words.forEach((word, i) => bytes.writeUInt32LE(word, i * 4));
    return this.fuse.policyFromBin(bytes);
  }

  private perform(call: Call): unknown {
    const { fuse } = this;
    switch (call.call) {
      case 'init':
        return this.init(call.without, call.logBytes);
      case 'deinit':
        return fuse.deinit();
      case 'stop':
        return fuse.stop();
      case 'restart':
        return fuse.restart();
      case 'tick':
        return fuse.tick();
      case 'due':
        return fuse.nextDueUs();
      case 'lost':
        return fuse.logLost();
      case 'word':
        return fuse.entryExpired();
      case 'load':
        return fuse.load(...this.loaded(call.module, call.policy, call.damage));
      case 'replace':
        return fuse.replace(call.id, ...this.loaded(call.module, call.policy, call.damage));
      case 'start':
        return fuse.start(call.id);
      case 'pause':
        return fuse.pause(call.id);
      case 'unload':
        return fuse.unload(call.id);
      case 'step':
        return fuse.runStep(call.id);
      case 'stat':
        return fuse.stat(call.id);
      case 'info':
        return withoutPool(fuse.info(call.id));
      case 'expire':
        fuse.quotaExpired(call.id);
        return undefined;
      case 'post':
        return fuse.postEvent(call.event);
      case 'clear':
        return fuse.clearEvent(call.event);
      case 'log':
        return fuse.log(call.cursor);
      case 'policy':
        return this.policy(call.words);
      default:
        this.prepare(call);
        return undefined;
    }
  }

  private prepare(call: Extract<Call, { call: 'nothing' | 'clock' | 'reading' | 'frame' | 'plan' }>): void {
    switch (call.call) {
      case 'nothing':
        break;
      case 'clock':
        this.now = BigInt.asUintN(64, this.now + call.by);
        break;
      case 'reading':
        this.reading = call.value;
        break;
      case 'frame':
        this.frame = call.size === null ? null : new Uint8Array(call.size).map((_, i) => (i % 7) * call.fill);
        break;
      case 'plan':
        this.plans.set(call.name, call.deed);
        break;
    }
  }

  private readNewEntries(): void {
    for (let next = this.fuse.logRead(this.cursor); next.stat === Stat.Success; next = this.fuse.logRead(this.cursor)) {
      this.cursor = next.value.cursor;
      this.lines.push(`  log ${shown(next.value.entry)}`);
    }
  }

  step(call: Call): void {
    if (call.call === 'nothing') return;
    this.lines.push(shown(call));
    try {
      this.lines.push(`  => ${shown(this.perform(call))}`);
    } catch (error) {
      this.lines.push(`  => throws ${String(error)}`);
    }
    this.readNewEntries();
  }

  end(): void {
    this.plans.clear();
    this.reading = 0;
    this.step({ call: 'deinit' });
  }
}

/** A runtime that is used for many sequences: each begins and ends without init. */
export class Recorder {
  private readonly fuse: Fuse;

  constructor(private readonly implementation: Implementation) {
    this.fuse = implementation.open();
  }

  transcript(calls: readonly Call[]): string[] {
    const run = new Run(this.fuse, (module) => this.implementation.image(module));
    for (const call of calls) run.step(call);
    run.end();
    return run.lines;
  }

  close(): void {
    this.fuse.close();
  }
}

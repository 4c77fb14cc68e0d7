// SPDX-License-Identifier: Apache-2.0
// What happens in a scenario, as actions in the order of their lists: sensor, camera, events, faults.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AppConfig } from '../config/app-config';
import type { Path } from '../config/document';
import { suggestion } from '../support/nearest';
import { shortPath } from '../support/paths';
import { DEVICE_GROUPS, DEVICES, type DeviceName, FAULTS, type FaultName, type PatternName } from './scenario-schema';
import { type Action, ActionKind, DeviceState, NONE, type PictureSource } from './scenario';
import { type Complain, readTime } from './time';

/** Actions that the player has room for: TWIN_MAX_ACTIONS. */
const MAX_ACTIONS = 4096;
/** CORRUPTIONS_MAX. */
const MAX_CORRUPTIONS = 64;
const MAX_UINT32 = 0xffff_ffff;
const MAX_EVENT = 31;

interface Happening {
  at: unknown;
  every?: unknown;
  times?: number;
}

type Fault = Happening &
  Partial<Record<FaultName, unknown>> & { for?: unknown; takes?: unknown; byte?: number; xor?: number };

interface RawWorld {
  temperature?: (Happening & { celsius: number })[];
  camera?: { size: string; frames: (Happening & { picture?: string; pattern?: PatternName; event?: string })[] };
  events?: (Happening & { post: string | number })[];
  faults?: Fault[];
}

export interface World {
  readonly actions: readonly Action[];
  readonly pictures: readonly PictureSource[];
  readonly frameSize: { readonly width: number; readonly height: number };
}

export class ScenarioActions {
  private readonly actions: Action[] = [];
  private readonly pictures: PictureSource[] = [];

  constructor(
    world: unknown,
    private readonly application: AppConfig,
    private readonly folder: string,
    private readonly durationUs: number,
    private readonly complain: Complain,
    private readonly raw = world as RawWorld,
  ) {}

  read(): World {
    const { temperature = [], camera, events = [], faults = [] } = this.raw;
    if (temperature.length > 0) this.needDevice(['temperature'], 'temperature');
    temperature.forEach((point, i) => this.temperature(['temperature', i], point));
    const frameSize = this.camera(camera);
    events.forEach((event, i) => {
      const bit = this.event(['events', i, 'post'], event.post);
      this.add(['events', i], event, ActionKind.Post, { subject: bit, text: `event ${event.post}` });
    });
    faults.forEach((fault, i) => this.fault(['faults', i], fault));
    const corrupted = this.actions.filter(({ kind }) => kind === ActionKind.Corrupt).length;
    if (corrupted > MAX_CORRUPTIONS) {
      this.complain(['faults'], `has ${corrupted} corrupted bytes, more than the ${MAX_CORRUPTIONS} that are played`);
    }
    if (this.actions.length > MAX_ACTIONS) {
      this.complain(
        [],
        `has ${this.actions.length} happenings, more than the ${MAX_ACTIONS} that are played: use \`every\` and \`times\``,
      );
    }
    return { actions: this.actions, pictures: this.pictures, frameSize };
  }

  private needDevice(where: Path, device: DeviceName): void {
    const group = DEVICE_GROUPS[device];
    if (this.application.groups.some(({ group: { name }, used }) => name === group && used)) return;
    this.complain(where, `the application does not use the HAL group '${group}': add it to application.hal_groups`);
  }

  private temperature(where: Path, point: Happening & { celsius: number }): void {
    const bits = Buffer.alloc(4);
    bits.writeFloatLE(point.celsius);
    const text = `temperature ${point.celsius} degrees Celsius`;
    this.add(where, point, ActionKind.Temperature, { value: bits.readUInt32LE(), text });
  }

  private camera(camera: RawWorld['camera']): World['frameSize'] {
    if (camera === undefined) return { width: 0, height: 0 };
    this.needDevice(['camera'], 'camera');
    const [width = 0, height = 0] = camera.size.split('x').map(Number);
    camera.frames.forEach((frame, i) => {
      const where = ['camera', 'frames', i];
      const { picture, pattern, event } = frame;
      if ((picture === undefined) === (pattern === undefined)) {
        this.complain(where, "a frame has either 'picture' or 'pattern'");
        return;
      }
      const subject = event === undefined ? NONE : this.event([...where, 'event'], event);
      const value = this.picture(where, picture, pattern);
      this.add(where, frame, ActionKind.Frame, { subject, value, text: `frame ${picture ?? pattern}` });
    });
    return { width, height };
  }

  /** The number of a picture; one that is shown again is kept once. */
  private picture(where: Path, file: string | undefined, pattern: PatternName | undefined): number {
    const source: PictureSource =
      file === undefined ? { pattern: pattern ?? 'flat' } : { file: path.resolve(this.folder, file) };
    if ('file' in source && !fs.existsSync(source.file)) {
      this.complain([...where, 'picture'], `there is no ${shortPath(source.file)}`);
    }
    const key = JSON.stringify(source);
    const known = this.pictures.findIndex((picture) => JSON.stringify(picture) === key);
    return known === -1 ? this.pictures.push(source) - 1 : known;
  }

  private event(where: Path, event: string | number): number {
    if (typeof event === 'number') {
      if (!Number.isInteger(event) || event < 0 || event > MAX_EVENT)
        this.complain(where, `events are 0 to ${MAX_EVENT}, or names`);
      return event;
    }
    const { events } = this.application;
    const found = events.find(({ name }) => name === event);
    if (found !== undefined) return found.bit;
    this.complain(
      where,
      `the application has no event '${event}'${suggestion(
        event,
        events.map(({ name }) => name),
      )}`,
    );
    return 0;
  }

  private module(where: Path, name: unknown): number {
    const names = this.application.modules.map((module) => module.name);
    const index = names.indexOf(String(name));
    if (index !== -1) return index;
    this.complain(where, `the application has no module '${String(name)}'${suggestion(String(name), names)}`);
    return 0;
  }

  private fault(where: Path, fault: Fault): void {
    const kinds = FAULTS.filter((word) => fault[word] !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      const found = kinds.length > 1 ? `, found ${kinds.join(' and ')}` : '';
      this.complain(where, `a fault is exactly one of ${FAULTS.join(', ')}${found}`);
      return;
    }
    const place = [...where, kind];
    const isDevice = kind === 'fail' || kind === 'stuck';
    this.only(where, fault, 'for', isDevice, "'fail' or 'stuck'");
    this.only(where, fault, 'takes', kind === 'overrun', "'overrun'");
    this.only(where, fault, 'byte', kind === 'corrupt_image', "'corrupt_image'");
    this.only(where, fault, 'xor', kind === 'corrupt_image', "'corrupt_image'");
    if (isDevice) this.deviceFault(where, fault, kind);
    else if (kind === 'power_loss' || kind === 'restart') this.outage(where, fault, kind);
    else this.moduleFault(where, fault, kind, this.module(place, fault[kind]));
  }

  private only(where: Path, fault: Fault, word: 'for' | 'takes' | 'byte' | 'xor', fits: boolean, of: string): void {
    if (fault[word] !== undefined && !fits) this.complain([...where, word], `'${word}' goes with ${of}`);
  }

  private deviceFault(where: Path, fault: Fault, kind: 'fail' | 'stuck'): void {
    const device = fault[kind] as DeviceName;
    const subject = DEVICES.indexOf(device);
    this.needDevice([...where, kind], device);
    const [value, word] = kind === 'fail' ? [DeviceState.Fails, 'fails'] : [DeviceState.Stuck, 'is stuck'];
    this.add(where, fault, ActionKind.DeviceState, { subject, value, text: `${device} ${word}` });
    if (fault.for === undefined) return;
    const lasts = readTime(this.complain, [...where, 'for'], fault.for);
    const ended = kind === 'fail' ? 'no longer fails' : 'is no longer stuck';
    const works = { subject, value: DeviceState.Works, mask: value, text: `${device} ${ended}` };
    this.add(where, fault, ActionKind.DeviceState, works, lasts);
  }

  private outage(where: Path, fault: Fault, kind: 'power_loss' | 'restart'): void {
    const value = readTime(this.complain, [...where, kind], fault[kind], MAX_UINT32);
    const [number, text] =
      kind === 'restart'
        ? [ActionKind.Restart, `restart, which takes ${value} us`]
        : [ActionKind.PowerLoss, `power lost for ${value} us`];
    this.add(where, fault, number, { value, text });
  }

  private moduleFault(where: Path, fault: Fault, kind: FaultName, subject: number): void {
    const name = this.application.modules[subject]?.name ?? '';
    if (kind === 'overrun') {
      if (fault.takes === undefined) {
        this.complain(where, "'overrun' needs 'takes': how long the next step of the module takes");
        return;
      }
      const value = readTime(this.complain, [...where, 'takes'], fault.takes, MAX_UINT32 - 1);
      this.add(where, fault, ActionKind.Overrun, { subject, value, text: `next step of ${name} takes ${value} us` });
    } else if (kind === 'corrupt_image') {
      if (fault.every !== undefined) this.complain([...where, 'every'], 'an image stays corrupted: leave it out');
      const { byte = 0, xor = 255 } = fault;
      const text = `image of ${name} corrupted at byte ${byte}`;
      this.add(where, fault, ActionKind.Corrupt, { subject, value: byte, mask: xor, text });
    } else {
      const number = { reload: ActionKind.Reload, pause: ActionKind.Pause }[kind as string] ?? ActionKind.Resume;
      this.add(where, fault, number, { subject, text: `${kind} ${name}` });
    }
  }

  private add(
    where: Path,
    { at, every, times }: Happening,
    kind: ActionKind,
    what: Partial<Pick<Action, 'subject' | 'value' | 'mask'>> & { text: string },
    later = 0,
  ): void {
    const atUs = readTime(this.complain, [...where, 'at'], at) + later;
    const periodUs = every === undefined ? 0 : readTime(this.complain, [...where, 'every'], every);
    if (later === 0 && atUs >= this.durationUs) {
      this.complain([...where, 'at'], `never happens: the scenario ends after ${this.durationUs} us`);
    }
    if (every !== undefined && periodUs === 0) this.complain([...where, 'every'], 'must be at least a microsecond');
    if (every === undefined && times !== undefined) this.complain([...where, 'times'], "'times' goes with 'every'");
    this.actions.push({ kind, atUs, periodUs, times: times ?? 0, subject: 0, value: 0, mask: 0, ...what });
  }
}

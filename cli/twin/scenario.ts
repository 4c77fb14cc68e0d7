// SPDX-License-Identifier: Apache-2.0
// A scenario as it is played: what its file means for the application that it names.

import type { AppConfig, AppModule } from '../config/app-config';
import type { DeviceName, PatternName } from './scenario-schema';

/** Numbers of firmware/twin/scenario.h. */
export const ActionKind = {
  Post: 1,
  Temperature: 2,
  Frame: 3,
  DeviceState: 4,
  Overrun: 5,
  Corrupt: 6,
  PowerLoss: 7,
  Restart: 8,
  Reload: 9,
  Pause: 10,
  Resume: 11,
} as const;
export type ActionKind = (typeof ActionKind)[keyof typeof ActionKind];

export const DeviceState = { Works: 0, Fails: 1, Stuck: 2 } as const;

/** No event, no limit. */
export const NONE = 0xffff_ffff;

export interface Action {
  readonly kind: ActionKind;
  readonly atUs: number;
  /** 0: it happens once. */
  readonly periodUs: number;
  /** 0: to the end. */
  readonly times: number;
  readonly subject: number;
  readonly value: number;
  readonly mask: number;
  /** What the log says of it. */
  readonly text: string;
}

/** How long steps take. */
export interface StepTimes {
  /** One after the other; after the last comes the first. */
  readonly listUs: readonly number[];
  /** What each call of a device adds. */
  readonly callUs: Readonly<Partial<Record<DeviceName, number>>>;
  readonly measured: boolean;
  /** The list is that of a recording: it ends. */
  readonly recorded: boolean;
}

export interface TwinModule {
  readonly module: AppModule;
  readonly initUs: number;
  readonly step: StepTimes;
}

export type PictureSource = { readonly file: string } | { readonly pattern: PatternName };

export interface TargetPlaces {
  readonly build: string | undefined;
  readonly images: string | undefined;
  readonly make: readonly string[];
}

export interface Scenario {
  readonly name: string;
  /** As the user named it. */
  readonly file: string;
  readonly config: string;
  readonly folder: string;
  readonly application: AppConfig;
  readonly durationUs: number;
  /** 0: the host sleeps until there is work. */
  readonly tickUs: number;
  readonly targets: ReadonlyMap<string, TargetPlaces>;
  readonly modules: readonly TwinModule[];
  readonly frameSize: { readonly width: number; readonly height: number };
  readonly pictures: readonly PictureSource[];
  readonly actions: readonly Action[];
}

/** The name of an event, or its bit. */
export function eventName(application: AppConfig, bit: number): string {
  return application.events.find((event) => event.bit === bit)?.name ?? String(bit);
}

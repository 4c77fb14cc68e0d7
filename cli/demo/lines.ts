// SPDX-License-Identifier: Apache-2.0
// What an application says while it runs, whatever form its platform gives it: docs/firmware.md and demos/README.md list both forms.

/** A board has started. */
export interface BannerLine {
  readonly type: 'banner';
  readonly version: string;
  readonly board: string;
  readonly build: string;
  readonly reset: string;
  /** 0: the board has none. */
  readonly watchdog_ms: number;
}

export interface StartLine {
  readonly type: 'start';
  readonly application: string;
  readonly width: number;
  readonly height: number;
  readonly modules: readonly { readonly module: string; readonly id: number; readonly quota_us: number }[];
}

export interface LogLine {
  readonly type: 'log';
  /** The one in the camera's slot; a board does not say. */
  readonly frame: number | null;
  readonly time_us: number;
  readonly origin: 'runtime' | 'guest';
  readonly level: number;
  readonly module: string | null;
  readonly text: string;
}

export interface StoppedLine {
  readonly type: 'stopped';
  readonly module: string;
  readonly state: string;
}

export interface FrameLine {
  readonly type: 'frame';
  readonly frame: number;
  /** Frames that came while this one was in the slot. */
  readonly missed: number;
  readonly bytes: number;
  /** Empty when nothing was sent down. */
  readonly file: string;
  readonly steps: readonly { readonly module: string; readonly step_us: number }[];
}

export interface EndLine {
  readonly type: 'end';
  readonly frames: number;
  readonly missed: number;
  readonly log_lost: number;
  readonly modules: readonly ModuleResult[];
}

export interface ModuleResult {
  readonly module: string;
  readonly state: string;
  readonly steps: number;
  readonly quota_kills: number;
  readonly traps: number;
  readonly step_us_max: number;
  readonly pool_bytes: number;
  readonly memory_bytes: number;
}

export type ApplicationLine = BannerLine | StartLine | LogLine | StoppedLine | FrameLine | EndLine;

/** The name of the file that holds what was sent down for a frame. */
export function frameFile(frame: number): string {
  return `frame-${String(frame).padStart(4, '0')}.rle`;
}

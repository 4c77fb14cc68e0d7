// SPDX-License-Identifier: Apache-2.0
// The demo applications, and where their build for Linux puts them.

import * as path from 'node:path';
import { aotCompilerSettings } from '../support/aot-compiler';
import { build } from '../support/build';
import { repositoryRoot } from '../support/paths';
import type { FrameSize } from './frame';

export const APPLICATIONS = ['camera_filter_compress', 'camera_compress'] as const;
export type Application = (typeof APPLICATIONS)[number];

/** Of the build for Linux; demos/CMakeLists.txt has the same. */
export const FRAME_SIZE: FrameSize = { width: 320, height: 240 };
/** Of boards; firmware/frames.cmake has the same. */
export const BOARD_FRAME_SIZE: FrameSize = { width: 64, height: 48 };

const PLAIN = 'build';
const DEMO = 'build-demo';

/** The image and, for Linux, the ending of the host program's name. */
export function imageName(application: Application, hostile: boolean): string {
  return `${application}${hostile ? '_hostile' : ''}`;
}

export function sizeName({ width, height }: FrameSize): string {
  return `${width}x${height}`;
}

function buildDirectory(frame: FrameSize): string {
  return sizeName(frame) === sizeName(FRAME_SIZE) ? DEMO : `${DEMO}-${sizeName(frame)}`;
}

/** The demos have a build of their own: with one HAL group more, the downlink, and with step times. */
export function demoSettings(frame: FrameSize): string[] {
  const root = repositoryRoot();
  const downlink = `-DFUSE_HAL_DIRS=${path.join(root, 'demos/hal')}`;
  return [downlink, '-DFUSE_STEP_TIMES=ON', `-DDEMO_FRAME=${sizeName(frame)}`, ...aotCompilerSettings()];
}

export function buildDemos(frame: FrameSize = FRAME_SIZE): void {
  build(PLAIN, [], ['fuse_aot_compiler']);
  build(buildDirectory(frame), demoSettings(frame), ['demos']);
}

export function demoFolder(frame: FrameSize = FRAME_SIZE): string {
  return path.join(repositoryRoot(), buildDirectory(frame), 'demos');
}

export function hostProgram(application: Application, hostile: boolean, frame: FrameSize = FRAME_SIZE): string {
  return path.join(demoFolder(frame), `demo_${imageName(application, hostile)}`);
}

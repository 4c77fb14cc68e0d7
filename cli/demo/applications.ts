// SPDX-License-Identifier: Apache-2.0
// The demo applications and where their build puts them.

import * as path from 'node:path';
import { aotCompilerSettings } from '../support/aot-compiler';
import { build } from '../support/build';
import { repositoryRoot } from '../support/paths';
import type { FrameSize } from './frame';

export const APPLICATIONS = ['camera_filter_compress', 'camera_compress'] as const;
export type Application = (typeof APPLICATIONS)[number];

/** Of the build for Linux; demos/CMakeLists.txt has the same. */
export const FRAME_SIZE: FrameSize = { width: 320, height: 240 };

const PLAIN = 'build';
const DEMO = 'build-demo';

/** The demos have a build of their own: with one HAL group more, the downlink, and with step times. */
export function demoSettings(): string[] {
  const root = repositoryRoot();
  return [`-DFUSE_HAL_DIRS=${path.join(root, 'demos/hal')}`, '-DFUSE_STEP_TIMES=ON', ...aotCompilerSettings()];
}

export function buildDemos(): void {
  build(PLAIN, [], ['fuse_aot_compiler']);
  build(DEMO, demoSettings(), ['demos']);
}

export function demoFolder(): string {
  return path.join(repositoryRoot(), DEMO, 'demos');
}

export function hostProgram(application: Application, hostile: boolean): string {
  return path.join(demoFolder(), `demo_${application}${hostile ? '_hostile' : ''}`);
}

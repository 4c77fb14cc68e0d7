// SPDX-License-Identifier: Apache-2.0
// A valid app_config.json to change in tests, and the app-config tool as a function from text to messages.

import * as path from 'node:path';
import { checkBytes, outputFiles } from '../../cli/config/command';
import { loadNatives } from '../../cli/config/natives';
import { POLICY_FIELDS, type Policy } from '../../cli/config/policy';
import { repositoryRoot } from '../../cli/support/paths';

export const NATIVES_FILE = path.join(repositoryRoot(), 'test/cli/fixtures/fuse_natives.json');
export const natives = loadNatives(NATIVES_FILE);

export type Loose = any;

/** Two modules chained by events; no errors, no warnings. */
export function validConfig(): Loose {
  return {
    application: {
      name: 'pipeline',
      description: 'Two modules chained by events.',
      max_modules: 2,
      wamr_pool_bytes: 16777216,
      log_pool_bytes: 65536,
      hal_groups: ['timer', 'camera'],
      events: { FRAME_READY: 0, DATA_CAPTURED: 5 },
    },
    modules: [
      {
        name: 'filter',
        binary: 'out/filter.aot',
        policy: {
          capabilities: ['CAMERA', 'LOG', 'EVENT_POST'],
          memory_pages_max: 6,
          stack_size: 8192,
          heap_size: 4096,
          cpu_quota_us: 5000,
          step_interval_us: 0,
          activation: ['EVENT'],
          event_subscribe: ['FRAME_READY'],
        },
      },
      {
        name: 'compress',
        binary: 'out/compress.aot',
        policy: {
          capabilities: ['TIMER', 'LOG'],
          memory_pages_max: 20,
          stack_size: 8192,
          heap_size: 0,
          cpu_quota_us: 1000,
          step_interval_us: 10000000,
        },
      },
    ],
  };
}

/** A valid flat policy file. */
export function validFlat(): Loose {
  return {
    capabilities: 14,
    memory_pages_max: 62,
    stack_size: 8192,
    heap_size: 262144,
    cpu_quota_us: 1000,
    step_interval_us: 10000000,
    activation_mask: 1,
    event_subscribe: 0,
  };
}

export interface Checked {
  /** `field: message`, in the order of the text. */
  readonly errors: string[];
  readonly warnings: string[];
  /** `line:column` of each, in the same order. */
  readonly places: string[];
  /** By name; empty when there are errors. */
  readonly files: Map<string, Buffer>;
}

/** Runs the tool's checks and generators on a value or a text. */
export function check(input: unknown, name = 'app_config.json'): Checked {
  const text = typeof input === 'string' ? input : JSON.stringify(input, null, 2);
  const { source, diagnostics, document } = checkBytes(name, Buffer.from(text), natives);
  const ordered = [...diagnostics].sort((a, b) => a.offset - b.offset);
  const messages = (severity: string): string[] =>
    ordered
      .filter((d) => d.severity === severity)
      .map((d) => (d.field === '' ? d.message : `${d.field}: ${d.message}`));
  const errors = messages('error');
  const files = errors.length > 0 || document === undefined ? [] : outputFiles(document, name, natives);
  return {
    errors,
    warnings: messages('warning'),
    places: ordered.map((d) => source.position(d.offset)).map(({ line, column }) => `${line}:${column}`),
    files: new Map(files.map((file) => [file.path, Buffer.from(file.content as Uint8Array)])),
  };
}

/** The valid configuration, changed. */
export function changed(change: (config: Loose) => void): Loose {
  const config = validConfig();
  change(config);
  return config;
}

/** A policy binary's numbers, read independently of the tool's writer. */
export function decodePolicy(bytes: Buffer | undefined): Policy {
  if (bytes?.length !== 32) throw new Error(`a policy has 32 bytes, not ${bytes?.length}`);
  return Object.fromEntries(POLICY_FIELDS.map((field, i) => [field, bytes.readUInt32LE(4 * i)])) as unknown as Policy;
}

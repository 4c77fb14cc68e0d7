// SPDX-License-Identifier: Apache-2.0
// JSON Schema of a scenario, and how its faults are said.

import type { JsonSchema } from '../config/schema';
import type { SchemaTerms } from '../config/schema-check';
import { TIME_FORM, TIME_PATTERN } from './time';

export const DEVICES = ['temperature', 'camera', 'timer', 'downlink'] as const;
export type DeviceName = (typeof DEVICES)[number];

/** The HAL group of each. */
export const DEVICE_GROUPS: Readonly<Record<DeviceName, string>> = {
  temperature: 'temp_sensor',
  camera: 'camera',
  timer: 'timer',
  downlink: 'downlink',
};

export const PATTERNS = ['flat', 'noise', 'gradient', 'stripes'] as const;
export type PatternName = (typeof PATTERNS)[number];

/** What a fault does; each takes exactly one of these words. */
export const FAULTS = [
  'fail',
  'stuck',
  'overrun',
  'corrupt_image',
  'power_loss',
  'restart',
  'reload',
  'pause',
  'resume',
] as const;
export type FaultName = (typeof FAULTS)[number];

const TIME_COMMENT = 'time';

function time(description: string): JsonSchema {
  return { $comment: TIME_COMMENT, description, type: ['integer', 'string'], minimum: 0, pattern: TIME_PATTERN };
}

function text(description: string): JsonSchema {
  return { description, type: 'string', minLength: 1 };
}

/** When something happens, and what. */
function happening(properties: Record<string, JsonSchema>, required: readonly string[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['at', ...required],
    properties: {
      at: time('When, from the beginning of the scenario.'),
      every: time('Again after each such time.'),
      times: {
        description: 'How often in all; without it, to the end.',
        type: 'integer',
        minimum: 1,
        maximum: 4294967295,
      },
      ...properties,
    },
  };
}

function list(description: string, items: JsonSchema): JsonSchema {
  return { description, type: 'array', items };
}

const device = { enum: DEVICES };
const moduleName = text('Name of a module.');

export const SCENARIO_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'FUSE scenario',
  description: 'What happens to an application in virtual time.',
  type: 'object',
  additionalProperties: false,
  required: ['application', 'duration'],
  properties: {
    name: text('Name of the scenario.'),
    application: text('The app_config.json, or the folder with it; from the folder of this file.'),
    duration: time('How long it is.'),
    tick: time(
      'Period with which the host calls fuse_tick(); without it application.tick_us, and without that it sleeps until there is work.',
    ),
    targets: {
      description: 'Builds other than the application folder has; from the folder of this file.',
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          build: text('A CMake build directory of FUSE.'),
          images: text("The folder of the modules' images."),
          make: list('CMake targets to bring up to date first.', text('A target.')),
        },
      },
    },
    modules: {
      description: 'How long the entries of modules take, by their names.',
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          init: time('Time that module_init takes.'),
          step: { description: 'A time, a list of them, a rule, or `measured`.' },
        },
      },
    },
    temperature: list(
      'What the sensor measures.',
      happening({ celsius: { description: 'In degrees Celsius.', type: 'number' } }, ['celsius']),
    ),
    camera: {
      type: 'object',
      additionalProperties: false,
      required: ['size', 'frames'],
      properties: {
        size: { description: 'Width and height of a frame.', type: 'string', pattern: '^[1-9]\\d{0,3}x[1-9]\\d{0,3}$' },
        frames: list(
          'The frames, each the latest until the next.',
          happening(
            {
              picture: text('A picture file, scaled to the size; PGM of that size to the bit.'),
              pattern: { description: 'A picture that is computed.', enum: PATTERNS },
              event: text('Event that is posted with it.'),
            },
            [],
          ),
        ),
      },
    },
    events: list('Events that interrupts post.', happening({ post: { type: ['string', 'integer'] } }, ['post'])),
    faults: list(
      'What goes wrong.',
      happening(
        {
          fail: device,
          stuck: device,
          for: time('How long a device fails or is stuck; without it, to the end.'),
          overrun: moduleName,
          takes: time('How long the next step of that module takes.'),
          corrupt_image: moduleName,
          byte: { description: 'Which byte of the image.', type: 'integer', minimum: 0, maximum: 4294967295 },
          xor: { description: 'By what it is changed.', type: 'integer', minimum: 1, maximum: 255 },
          power_loss: time('How long the power is off.'),
          restart: time('How long the restart takes.'),
          reload: moduleName,
          pause: moduleName,
          resume: moduleName,
        },
        [],
      ),
    ),
  },
};

export const SCENARIO_TERMS: SchemaTerms = {
  words: { fail: 'device', stuck: 'device', pattern: 'pattern' },
  explain(error, _path, found) {
    const schema = (error.parentSchema ?? {}) as Record<string, unknown>;
    const isTime = schema['$comment'] === TIME_COMMENT;
    if (isTime && ['type', 'pattern', 'minimum'].includes(error.keyword))
      return `expected ${TIME_FORM}; found ${found()}`;
    if (error.keyword === 'pattern') return `expected a size such as 64x48, found ${found()}`;
    if (error.keyword === 'minimum' && schema['maximum'] === 4294967295)
      return `must be at least ${String(schema['minimum'])}, found ${found()}`;
    return undefined;
  },
};

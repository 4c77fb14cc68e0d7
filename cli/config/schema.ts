// SPDX-License-Identifier: Apache-2.0
// JSON Schema of app_config.json and of a flat policy file; HAL groups and capabilities come from the compiler's table.

import { hardwareGroups, type Natives } from './natives';
import { ACTIVATION_ALL, ACTIVATION_WORDS, MAX_EVENT_BIT, POLICY_FIELDS, type PolicyField, UINT32_MAX } from './policy';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** FUSE_MAX_MODULES may be 1 to 32: a module id is a bit of the mask that fuse_tick() returns. */
const MAX_MODULES = 32;
/** What a C compiler must tell apart in an identifier (C11 5.2.4.1). */
const MAX_IDENTIFIER = 63;

const CAPABILITIES = 'What the module may call. A hardware capability needs its HAL group in application.hal_groups.';

const NUMBERS: Readonly<Record<Exclude<PolicyField, 'capabilities' | 'activation_mask' | 'event_subscribe'>, string>> =
  {
    memory_pages_max: 'Limit of the linear memory, in pages of 65536 bytes; 0 allows no memory.',
    stack_size: 'Native stack that one entry into the module may use, in bytes.',
    heap_size: 'Kept for compatibility; modules get no heap of their own.',
    cpu_quota_us:
      'Time that one entry (start code, module_init, module_step, module_deinit) may take, in microseconds; 0 is unlimited.',
    step_interval_us: 'Least time from the start of one step to the next, in microseconds; 0 steps at every tick.',
  };

function uint32(description: string, minimum = 0, maximum = UINT32_MAX): JsonSchema {
  return { description, type: 'integer', minimum, maximum };
}

/** One of some words; an empty `enum` is no JSON Schema. */
function word(words: readonly string[]): JsonSchema {
  return words.length === 0 ? { not: {} } : { enum: words };
}

/** A string that may stand in a C string literal and in a message. */
function text(description: string): JsonSchema {
  return { description, type: 'string', minLength: 1, pattern: '^[^\\u0000-\\u001f\\u007f]*$' };
}

function activation(description: string): JsonSchema {
  return {
    description,
    type: ['array', 'integer'],
    items: { enum: ACTIVATION_WORDS },
    minimum: 0,
    maximum: ACTIVATION_ALL,
  };
}

function policySchema(natives: Natives): JsonSchema {
  const numbers = Object.entries(NUMBERS).map(([field, description]) => [field, uint32(description)]);
  return {
    description: 'The rights and limits of one module.',
    type: 'object',
    additionalProperties: false,
    required: ['capabilities', ...Object.keys(NUMBERS)],
    not: { required: ['activation', 'activation_mask'] },
    properties: {
      capabilities: {
        description: CAPABILITIES,
        type: 'array',
        items: word(natives.capabilities.map((capability) => capability.name)),
      },
      ...Object.fromEntries(numbers),
      activation: activation(
        'What makes fuse_tick() step the module: a list of words, or a bit mask. Without it: ["INTERVAL"].',
      ),
      activation_mask: activation('Another name of "activation".'),
      event_subscribe: {
        description:
          'Events that wake the module: a list of names from application.events or of bits, or one bit mask.',
        type: ['array', 'integer'],
        items: { type: ['string', 'integer'], minimum: 0, maximum: MAX_EVENT_BIT },
        minimum: 0,
        maximum: UINT32_MAX,
      },
    },
  };
}

const schemas = new WeakMap<Natives, JsonSchema>();

/** The schema of app_config.json, for editors (`"$schema"`) and for this tool. */
export function appConfigSchema(natives: Natives): JsonSchema {
  const schema = schemas.get(natives) ?? buildAppConfigSchema(natives);
  schemas.set(natives, schema);
  return schema;
}

function buildAppConfigSchema(natives: Natives): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'FUSE application',
    description: 'What an application loads into FUSE, with which rights, memory and processor time.',
    type: 'object',
    additionalProperties: false,
    required: ['application'],
    properties: {
      $schema: { description: 'Where an editor finds this schema.', type: 'string' },
      application: {
        description: 'The application as a whole.',
        type: 'object',
        additionalProperties: false,
        required: ['name', 'max_modules', 'wamr_pool_bytes', 'log_pool_bytes', 'hal_groups'],
        properties: {
          name: text('Name of the application.'),
          description: { description: 'What it does, for the reader.', type: 'string' },
          max_modules: uint32('Modules that may be loaded at the same time.', 1, MAX_MODULES),
          wamr_pool_bytes: uint32('Memory that the host gives to fuse_init() for modules, in bytes.', 1),
          log_pool_bytes: uint32('Memory that the host gives to fuse_init() for the log, in bytes.', 1),
          tick_us: uint32('Period with which the host calls fuse_tick(), in microseconds.', 1),
          hal_groups: {
            description: 'Hardware that the application uses; the other groups are always there.',
            type: 'array',
            items: word(hardwareGroups(natives).map((group) => group.name)),
          },
          events: {
            description: 'Names of events and their bits; the header has FUSE_EVENT_<NAME> for each.',
            type: 'object',
            propertyNames: { minLength: 1 },
            additionalProperties: uint32('Bit of the event.', 0, MAX_EVENT_BIT),
          },
        },
      },
      modules: {
        description: 'Modules known beforehand; without it every module is loaded at run time.',
        type: 'array',
        minItems: 1,
        items: {
          description: 'One module.',
          type: 'object',
          additionalProperties: false,
          required: ['name', 'binary', 'policy'],
          properties: {
            name: {
              description: 'Name of the module, a C identifier.',
              type: 'string',
              pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
              maxLength: MAX_IDENTIFIER,
            },
            binary: text('Path of the ahead-of-time image, as the host opens it.'),
            event_min_interval_us: uint32(
              'Least time between two events that wake the module, in microseconds; for `fuse report`.',
              1,
            ),
            policy: policySchema(natives),
          },
        },
      },
    },
  };
}

/** The schema of a flat policy file: fuse_policy_t as integers. */
export const FLAT_POLICY_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['capabilities', ...Object.keys(NUMBERS)],
  properties: {
    $schema: { type: 'string' },
    ...Object.fromEntries(POLICY_FIELDS.map((field) => [field, uint32('')])),
    activation_mask: uint32('', 0, ACTIVATION_ALL),
  },
};

// SPDX-License-Identifier: Apache-2.0
// Every rule of app_config.json: one configuration that keeps it, one that breaks it, and the exact message.

import { changed, check, type Loose, validConfig } from '../../support/app-config';

interface Rule {
  readonly rule: string;
  readonly accepts: (config: Loose) => void;
  readonly refuses: (config: Loose) => void;
  readonly message: string | string[];
}

const app = (config: Loose): Loose => config.application;
const policy = (config: Loose, module = 0): Loose => config.modules[module].policy;
const twice = (config: Loose): void => {
  config.application.max_modules = 3;
  config.modules.push(structuredClone(config.modules[1]));
};

const RULES: Rule[] = [
  {
    rule: 'application is required',
    accepts: (c) => delete c.modules,
    refuses: (c) => delete c.application,
    message: "'application' is missing",
  },
  {
    rule: 'no unknown top-level field, but $schema',
    accepts: (c) => (c.$schema = 'app_config.schema.json'),
    refuses: (c) => (c.module = []),
    message: "module: unknown field; did you mean 'modules'?",
  },
  {
    rule: 'application.name is required',
    accepts: (c) => (app(c).name = 'x'),
    refuses: (c) => delete app(c).name,
    message: "application: 'name' is missing",
  },
  {
    rule: 'application.name is not empty',
    accepts: (c) => (app(c).name = 'Überwachung "nord" \\'),
    refuses: (c) => (app(c).name = ''),
    message: 'application.name: may not be empty',
  },
  {
    rule: 'application.name has no control characters',
    accepts: (c) => (app(c).name = 'a b'),
    refuses: (c) => (app(c).name = 'a\nb'),
    message: 'application.name: may not hold control characters',
  },
  {
    rule: 'application.description is optional, a string',
    accepts: (c) => delete app(c).description,
    refuses: (c) => (app(c).description = 7),
    message: 'application.description: expected a string, found 7',
  },
  {
    rule: 'application.max_modules is required',
    accepts: (c) => (app(c).max_modules = 32),
    refuses: (c) => delete app(c).max_modules,
    message: "application: 'max_modules' is missing",
  },
  {
    rule: 'application.max_modules is at most 32',
    accepts: (c) => (app(c).max_modules = 32),
    refuses: (c) => (app(c).max_modules = 33),
    message: 'application.max_modules: must be 1 to 32, found 33',
  },
  {
    rule: 'application.max_modules is at least 1',
    accepts: (c) => (delete c.modules, (app(c).max_modules = 1)),
    refuses: (c) => (app(c).max_modules = 0),
    message: 'application.max_modules: must be 1 to 32, found 0',
  },
  {
    rule: 'application.max_modules holds all modules',
    accepts: (c) => (app(c).max_modules = 2),
    refuses: (c) => (app(c).max_modules = 1),
    message: 'modules[1]: 2 modules, but application.max_modules is 1; raise it or remove modules',
  },
  {
    rule: 'application.wamr_pool_bytes is required',
    accepts: (c) => (app(c).wamr_pool_bytes = 4294967295),
    refuses: (c) => delete app(c).wamr_pool_bytes,
    message: "application: 'wamr_pool_bytes' is missing",
  },
  {
    rule: 'application.wamr_pool_bytes is an unsigned 32-bit number',
    accepts: (c) => (app(c).wamr_pool_bytes = 4294967295),
    refuses: (c) => (app(c).wamr_pool_bytes = 4294967296),
    message: 'application.wamr_pool_bytes: must be 1 to 4294967295, found 4294967296',
  },
  {
    rule: 'application.log_pool_bytes is required',
    accepts: (c) => (app(c).log_pool_bytes = 152),
    refuses: (c) => delete app(c).log_pool_bytes,
    message: "application: 'log_pool_bytes' is missing",
  },
  {
    rule: 'application.tick_us is a period, which cannot be 0',
    accepts: (c) => (app(c).tick_us = 1),
    refuses: (c) => (app(c).tick_us = 0),
    message: 'application.tick_us: must be 1 to 4294967295, found 0',
  },
  {
    rule: 'event_min_interval_us is a time, which cannot be 0',
    accepts: (c) => (c.modules[0].event_min_interval_us = 4294967295),
    refuses: (c) => (c.modules[0].event_min_interval_us = 0),
    message: 'modules[0].event_min_interval_us: must be 1 to 4294967295, found 0',
  },
  {
    rule: 'application.log_pool_bytes is not 0, which fuse_init() refuses',
    accepts: (c) => (app(c).log_pool_bytes = 152),
    refuses: (c) => (app(c).log_pool_bytes = 0),
    message: 'application.log_pool_bytes: must be 1 to 4294967295, found 0',
  },
  {
    rule: 'application.hal_groups is required',
    accepts: (c) => (app(c).hal_groups = ['camera', 'timer', 'temp_sensor']),
    refuses: (c) => delete app(c).hal_groups,
    message: "application: 'hal_groups' is missing",
  },
  {
    rule: 'application.hal_groups names known groups',
    accepts: (c) => app(c).hal_groups.push('temp_sensor'),
    refuses: (c) => (app(c).hal_groups = ['timer', 'camrea']),
    message: "application.hal_groups[1]: unknown HAL group 'camrea'; did you mean 'camera'?",
  },
  {
    rule: 'an unknown group that resembles none gets the list',
    accepts: (c) => app(c).hal_groups.push('temp_sensor'),
    refuses: (c) => app(c).hal_groups.push('uart'),
    message: "application.hal_groups[2]: unknown HAL group 'uart'; valid: 'temp_sensor', 'timer', 'camera'",
  },
  {
    rule: 'log is always there',
    accepts: (c) => (policy(c).capabilities = ['LOG']),
    refuses: (c) => app(c).hal_groups.push('log'),
    message: "application.hal_groups[2]: 'log' is always compiled in; remove it from the list",
  },
  {
    rule: 'event is always there',
    accepts: (c) => (policy(c).capabilities = ['EVENT_POST']),
    refuses: (c) => app(c).hal_groups.unshift('event'),
    message: "application.hal_groups[0]: 'event' is always compiled in; remove it from the list",
  },
  {
    rule: 'application.events is an object',
    accepts: (c) => (app(c).events['with space/é'] = 31),
    refuses: (c) => (app(c).events = ['A']),
    message: 'application.events: expected an object { … }, found a list',
  },
  {
    rule: 'event bits are at most 31',
    accepts: (c) => (app(c).events.LAST = 31),
    refuses: (c) => (app(c).events.LAST = 32),
    message: 'application.events.LAST: must be 0 to 31, found 32',
  },
  {
    rule: 'event bits are unique',
    accepts: (c) => (app(c).events.OTHER = 6),
    refuses: (c) => (app(c).events.OTHER = 5),
    message: "application.events.OTHER: bit 5 is already that of 'DATA_CAPTURED' (line 14)",
  },
  {
    rule: 'event names differ as macros',
    accepts: (c) => (app(c).events['DATA-CAPTURED2'] = 9),
    refuses: (c) => (app(c).events['data.captured'] = 9),
    message:
      "application.events[\"data.captured\"]: 'data.captured' and 'DATA_CAPTURED' (line 14) both become FUSE_EVENT_DATA_CAPTURED; rename one",
  },
  {
    rule: 'event names are not empty',
    accepts: (c) => (app(c).events['*'] = 9),
    refuses: (c) => (app(c).events[''] = 9),
    message: 'application.events[""]: a name may not be empty',
  },
  {
    rule: 'an event named __proto__ is an event like another',
    accepts: (c) => Object.defineProperty(app(c).events, '__proto__', { value: 9, enumerable: true }),
    refuses: (c) => Object.defineProperty(app(c).events, '__proto__', { value: 'x', enumerable: true }),
    message: 'application.events.__proto__: expected an integer, found the string "x"',
  },
  {
    rule: 'modules may be missing, not empty',
    accepts: (c) => delete c.modules,
    refuses: (c) => (c.modules = []),
    message: 'modules: the list is empty; leave it out when every module is loaded at run time',
  },
  {
    rule: 'modules is a list',
    accepts: (c) => c.modules.pop(),
    refuses: (c) => (c.modules = { filter: {} }),
    message: 'modules: expected a list [ … ], found an object',
  },
  {
    rule: 'a module has a name',
    accepts: (c) => (c.modules[0].name = '_a9'),
    refuses: (c) => delete c.modules[0].name,
    message: "modules[0]: 'name' is missing",
  },
  {
    rule: 'a module name is a C identifier',
    accepts: (c) => (c.modules[0].name = '_a9'),
    refuses: (c) => (c.modules[0].name = 'frame-filter'),
    message: 'modules[0].name: the string "frame-filter" is not a C identifier (letters, digits, _)',
  },
  {
    rule: 'a module name is no keyword of C',
    accepts: (c) => (c.modules[0].name = 'ints'),
    refuses: (c) => (c.modules[0].name = 'int'),
    message: "modules[0].name: 'int' is a keyword of C; choose another name",
  },
  {
    rule: 'a module name is at most 63 characters long',
    accepts: (c) => (c.modules[0].name = 'a'.repeat(63)),
    refuses: (c) => (c.modules[0].name = 'a'.repeat(64)),
    message: 'modules[0].name: longer than 63 characters',
  },
  {
    rule: 'module names are unique',
    accepts: (c) => (twice(c), (c.modules[2].name = 'compress2')),
    refuses: (c) => twice(c),
    message: "modules[2].name: module name 'compress' is already used (line 41)",
  },
  {
    rule: 'module names differ as macros',
    accepts: (c) => (twice(c), (c.modules[2].name = 'Com_press')),
    refuses: (c) => (twice(c), (c.modules[2].name = 'Compress')),
    message: "modules[2].name: 'Compress' and 'compress' (line 41) both become FUSE_POLICY_COMPRESS_…; rename one",
  },
  {
    rule: 'a module has a binary, which need not exist yet',
    accepts: (c) => (c.modules[0].binary = '/no/such/file.aot'),
    refuses: (c) => delete c.modules[0].binary,
    message: "modules[0]: 'binary' is missing",
  },
  {
    rule: 'a binary is not empty',
    accepts: (c) => (c.modules[0].binary = 'x'),
    refuses: (c) => (c.modules[0].binary = ''),
    message: 'modules[0].binary: may not be empty',
  },
  {
    rule: 'a module has a policy',
    accepts: () => undefined,
    refuses: (c) => delete c.modules[0].policy,
    message: "modules[0]: 'policy' is missing",
  },
  {
    rule: 'a module has no other fields',
    accepts: () => undefined,
    refuses: (c) => (c.modules[0].priority = 3),
    message: "modules[0].priority: unknown field; valid: 'name', 'binary', 'event_min_interval_us', 'policy'",
  },
  {
    rule: 'a mistyped field is reported once, not as missing too',
    accepts: () => undefined,
    refuses: (c) => ((policy(c).stack_sise = policy(c).stack_size), delete policy(c).stack_size),
    message: "modules[0].policy.stack_sise: unknown field; did you mean 'stack_size'?",
  },
  {
    rule: 'capabilities is a list',
    accepts: (c) => (policy(c).capabilities = []),
    refuses: (c) => (policy(c).capabilities = 12),
    message: 'modules[0].policy.capabilities: expected a list [ … ], found 12',
  },
  {
    rule: 'capabilities are known words',
    accepts: (c) => (policy(c).capabilities = ['TIMER', 'CAMERA', 'LOG', 'EVENT_POST']),
    refuses: (c) => (policy(c).capabilities = ['LOG', 'CAMRA']),
    message: "modules[0].policy.capabilities[1]: unknown capability 'CAMRA'; did you mean 'CAMERA'?",
  },
  {
    rule: 'capabilities are written in capitals',
    accepts: (c) => (policy(c).capabilities = ['CAMERA']),
    refuses: (c) => (policy(c).capabilities = ['camera']),
    message: "modules[0].policy.capabilities[0]: unknown capability 'camera'; did you mean 'CAMERA'?",
  },
  {
    rule: 'capabilities are words, not bits',
    accepts: (c) => (policy(c).capabilities = ['CAMERA']),
    refuses: (c) => (policy(c).capabilities = [2]),
    message: 'modules[0].policy.capabilities[0]: expected the name of a capability in double quotes, found 2',
  },
  {
    rule: 'a capability needs its HAL group',
    accepts: (c) => (app(c).hal_groups.push('temp_sensor'), policy(c).capabilities.push('TEMP_SENSOR')),
    refuses: (c) => policy(c).capabilities.push('TEMP_SENSOR'),
    message:
      "modules[0].policy.capabilities[3]: capability 'TEMP_SENSOR' needs the HAL group 'temp_sensor'; add it to application.hal_groups",
  },
  ...['memory_pages_max', 'stack_size', 'heap_size', 'cpu_quota_us', 'step_interval_us'].flatMap((field): Rule[] => [
    {
      rule: `${field} is required`,
      accepts: (c) => (policy(c)[field] = 600),
      refuses: (c) => delete policy(c)[field],
      message: `modules[0].policy: '${field}' is missing`,
    },
    {
      rule: `${field} is not negative`,
      accepts: (c) => (policy(c)[field] = 600),
      refuses: (c) => (policy(c)[field] = -1),
      message: `modules[0].policy.${field}: must be 0 to 4294967295, found -1`,
    },
    {
      rule: `${field} fits 32 bits`,
      accepts: (c) => (policy(c)[field] = 600),
      refuses: (c) => (policy(c)[field] = 4294967296),
      message: `modules[0].policy.${field}: must be 0 to 4294967295, found 4294967296`,
    },
    {
      rule: `${field} is whole`,
      accepts: (c) => (policy(c)[field] = 600),
      refuses: (c) => (policy(c)[field] = 1.5),
      message: `modules[0].policy.${field}: expected an integer, found 1.5`,
    },
    {
      rule: `${field} is a number, not a string`,
      accepts: (c) => (policy(c)[field] = 600),
      refuses: (c) => (policy(c)[field] = '600'),
      message: `modules[0].policy.${field}: expected an integer, found the string "600"; did you mean 600?`,
    },
  ]),
  {
    rule: 'a number is not null',
    accepts: () => undefined,
    refuses: (c) => (policy(c).heap_size = null),
    message: 'modules[0].policy.heap_size: expected an integer, found null',
  },
  {
    rule: 'activation words are known',
    accepts: (c) => (policy(c).activation = ['INTERVAL', 'EVENT', 'MANUAL']),
    refuses: (c) => (policy(c).activation = ['EVENTS']),
    message: "modules[0].policy.activation[0]: unknown activation 'EVENTS'; did you mean 'EVENT'?",
  },
  {
    rule: 'an activation mask has no unknown bits',
    accepts: (c) => (policy(c).activation = 7),
    refuses: (c) => (policy(c).activation = 8),
    message: 'modules[0].policy.activation: must be 0 to 7, found 8',
  },
  {
    rule: 'activation is a list or a mask',
    accepts: (c) => (policy(c).activation = 2),
    refuses: (c) => (policy(c).activation = 'EVENT'),
    message: 'modules[0].policy.activation: expected a list [ … ] or an integer, found the string "EVENT"',
  },
  {
    rule: 'activation_mask takes the same',
    accepts: (c) => (delete policy(c).activation, (policy(c).activation_mask = ['EVENT'])),
    refuses: (c) => (delete policy(c).activation, (policy(c).activation_mask = ['EVNT'])),
    message: "modules[0].policy.activation_mask[0]: unknown activation 'EVNT'; did you mean 'EVENT'?",
  },
  {
    rule: 'activation and activation_mask exclude each other',
    accepts: (c) => (delete policy(c).activation, (policy(c).activation_mask = 2)),
    refuses: (c) => (policy(c).activation_mask = 2),
    message: "modules[0].policy.activation_mask: 'activation' and 'activation_mask' are the same; keep one",
  },
  {
    rule: 'a subscribed event is declared',
    accepts: (c) => (policy(c).event_subscribe = ['DATA_CAPTURED']),
    refuses: (c) => (policy(c).event_subscribe = ['DATA_CAPTURE']),
    message: "modules[0].policy.event_subscribe[0]: unknown event 'DATA_CAPTURE'; did you mean 'DATA_CAPTURED'?",
  },
  {
    rule: 'a subscribed event that resembles none gets the list',
    accepts: (c) => ((app(c).events.A = 1), (policy(c).event_subscribe = ['A'])),
    refuses: (c) => (policy(c).event_subscribe = ['A']),
    message: "modules[0].policy.event_subscribe[0]: unknown event 'A'; valid: 'FRAME_READY', 'DATA_CAPTURED'",
  },
  {
    rule: 'names of events need application.events',
    accepts: (c) => (delete app(c).events, (policy(c).event_subscribe = [0])),
    refuses: (c) => delete app(c).events,
    message: "modules[0].policy.event_subscribe[0]: unknown event 'FRAME_READY'; application.events declares none",
  },
  {
    rule: 'subscribed bits are at most 31',
    accepts: (c) => ((app(c).events.LAST = 31), (policy(c).event_subscribe = [31])),
    refuses: (c) => (policy(c).event_subscribe = [32]),
    message: 'modules[0].policy.event_subscribe[0]: must be 0 to 31, found 32',
  },
  {
    rule: 'event_subscribe is a list or a mask of 32 bits',
    accepts: (c) => (policy(c).event_subscribe = 4294967295),
    refuses: (c) => (policy(c).event_subscribe = 4294967296),
    message: 'modules[0].policy.event_subscribe: must be 0 to 4294967295, found 4294967296',
  },
  {
    rule: 'members of event_subscribe are names or bits',
    accepts: (c) => (policy(c).event_subscribe = ['FRAME_READY', 5]),
    refuses: (c) => (policy(c).event_subscribe = [true]),
    message: 'modules[0].policy.event_subscribe[0]: expected a string or an integer, found true',
  },
  {
    rule: 'a period needs the timer group',
    accepts: (c) => ((app(c).hal_groups = ['camera']), (c.modules = [c.modules[0]]), (policy(c).step_interval_us = 5)),
    refuses: (c) => (
      (app(c).hal_groups = ['camera']),
      (policy(c, 1).capabilities = []),
      (policy(c, 1).step_interval_us = 1000)
    ),
    message:
      "modules[1].policy.step_interval_us: a period needs the HAL group 'timer'; add it to application.hal_groups, or step at every tick with 0",
  },
  {
    rule: 'an activation of 0 means INTERVAL, so that its period needs the timer group',
    accepts: (c) => (
      (policy(c, 1).activation = ['MANUAL']),
      (policy(c, 1).capabilities = []),
      (app(c).hal_groups = ['camera'])
    ),
    refuses: (c) => ((policy(c, 1).activation = 0), (policy(c, 1).capabilities = []), (app(c).hal_groups = ['camera'])),
    message:
      "modules[1].policy.step_interval_us: a period needs the HAL group 'timer'; add it to application.hal_groups, or step at every tick with 0",
  },
];

test('the configuration that the rules change is valid', () => {
  expect(check(validConfig())).toMatchObject({ errors: [], warnings: [] });
});

describe.each(RULES)('$rule', ({ accepts, refuses, message }) => {
  test('accepted', () => expect(check(changed(accepts)).errors).toEqual([]));
  test('refused', () => {
    const { errors, files, places } = check(changed(refuses));
    expect(errors).toEqual([message].flat());
    expect(places[0]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(files.size).toBe(0);
  });
});

test('one run shows all errors, in the order of the text', () => {
  const { errors, places } = check(
    changed((c) => {
      app(c).max_modules = '2';
      app(c).hal_groups = ['timr', 'camera'];
      app(c).events.TWIN = 5;
      policy(c).capabilities = ['CAMERA', 'log'];
      policy(c).event_subscribe = ['FRAME_REDY'];
      policy(c, 1).cpu_quota_us = 2 ** 40;
      delete policy(c, 1).heap_size;
    }),
  );
  expect(errors).toEqual([
    'application.max_modules: expected an integer, found the string "2"; did you mean 2?',
    "application.hal_groups[0]: unknown HAL group 'timr'; did you mean 'timer'?",
    "application.events.TWIN: bit 5 is already that of 'DATA_CAPTURED' (line 14)",
    "modules[0].policy.capabilities[1]: unknown capability 'log'; did you mean 'LOG'?",
    "modules[0].policy.event_subscribe[0]: unknown event 'FRAME_REDY'; did you mean 'FRAME_READY'?",
    "modules[1].policy: 'heap_size' is missing",
    'modules[1].policy.cpu_quota_us: must be 0 to 4294967295, found 1099511627776',
  ]);
  expect(places).toEqual(['5:20', '9:7', '15:15', '25:11', '36:11', '43:17', '50:25']);
});

test('a file that is no object at all', () => {
  expect(check('[]').errors).toEqual(['expected an object { … }, found a list']);
  expect(check('"x"').errors).toEqual(['expected an object { … }, found the string "x"']);
  expect(check('{}').errors).toEqual(["'application' is missing"]);
});

// SPDX-License-Identifier: Apache-2.0
// Configurations that are valid and will not do what was meant: each warning, and the nearest configuration without it.

import { changed, check, type Loose, validFlat } from '../../support/app-config';

const policy = (config: Loose, module = 0): Loose => config.modules[module].policy;

interface Case {
  readonly warning: string;
  readonly silent: (config: Loose) => void;
  readonly warns: (config: Loose) => void;
}

const CASES: Case[] = [
  {
    warning: 'modules[0].policy.activation: EVENT without event_subscribe: no event ever wakes this module',
    silent: (c) => (policy(c).event_subscribe = [5]),
    warns: (c) => (policy(c).event_subscribe = []),
  },
  {
    warning: 'modules[0].policy.activation: EVENT without event_subscribe: no event ever wakes this module',
    silent: (c) => (policy(c).event_subscribe = 1),
    warns: (c) => delete policy(c).event_subscribe,
  },
  {
    warning: 'modules[0].policy.event_subscribe: subscribed events wake a module only with EVENT in its activation',
    silent: (c) => (policy(c).activation = ['INTERVAL', 'EVENT']),
    warns: (c) => (policy(c).activation = ['INTERVAL', 'MANUAL']),
  },
  {
    warning: 'modules[1].policy.activation: no activation means INTERVAL; write ["INTERVAL"] if that is meant',
    silent: (c) => (policy(c, 1).activation = ['INTERVAL']),
    warns: (c) => (policy(c, 1).activation = []),
  },
  {
    warning: 'modules[1].event_min_interval_us: no event wakes this module: its activation lacks EVENT',
    silent: (c) => (c.modules[0].event_min_interval_us = 100000),
    warns: (c) => (c.modules[1].event_min_interval_us = 100000),
  },
  {
    warning: 'modules[0].event_min_interval_us: a step may take 5000 us, longer than the 4999 us between two events',
    silent: (c) => (c.modules[0].event_min_interval_us = 5000),
    warns: (c) => (c.modules[0].event_min_interval_us = 4999),
  },
  {
    warning:
      'modules[1].policy.cpu_quota_us: a step may take 10000001 us, longer than its step_interval_us of 10000000',
    silent: (c) => (policy(c, 1).cpu_quota_us = 10000000),
    warns: (c) => (policy(c, 1).cpu_quota_us = 10000001),
  },
  {
    warning: 'modules[0].policy.stack_size: 511 bytes of stack are too few for most modules; their steps would trap',
    silent: (c) => (policy(c).stack_size = 512),
    warns: (c) => (policy(c).stack_size = 511),
  },
  {
    warning: 'application.wamr_pool_bytes: 4095 bytes are too few: the smallest module takes 2048, 2 of them 4096',
    silent: (c) => (
      (c.application.wamr_pool_bytes = 4096),
      (policy(c).memory_pages_max = policy(c, 1).memory_pages_max = 1)
    ),
    warns: (c) => (c.application.wamr_pool_bytes = 4095),
  },
  {
    warning:
      'application.wamr_pool_bytes: memory_pages_max allows the modules 1703936 bytes, more than this pool: where linear memories come from the pool (boards; on Linux they do not), growing may fail',
    silent: (c) => (c.application.wamr_pool_bytes = 1703936),
    warns: (c) => (c.application.wamr_pool_bytes = 1703935),
  },
  {
    warning: 'application.log_pool_bytes: 151 bytes do not hold one log entry (152); every entry would be lost',
    silent: (c) => (c.application.log_pool_bytes = 152),
    warns: (c) => (c.application.log_pool_bytes = 151),
  },
  {
    warning: "modules[0].policy.capabilities[3]: 'LOG' is listed twice",
    silent: () => undefined,
    warns: (c) => policy(c).capabilities.push('LOG'),
  },
  {
    warning: "application.hal_groups[2]: 'timer' is listed twice",
    silent: () => undefined,
    warns: (c) => c.application.hal_groups.push('timer'),
  },
  {
    warning: 'modules[0].policy.event_subscribe[1]: event 0 is listed twice',
    silent: () => undefined,
    warns: (c) => policy(c).event_subscribe.push(0),
  },
  {
    warning: 'modules[0].policy.event_subscribe[1]: application.events names no event with bit 7',
    silent: (c) => policy(c).event_subscribe.push(5),
    warns: (c) => policy(c).event_subscribe.push(7),
  },
];

describe.each(CASES)('$warning', ({ warning, silent, warns }) => {
  test('not given', () => expect(check(changed(silent))).toMatchObject({ errors: [], warnings: [] }));
  test('given, and the files are written', () => {
    const { errors, warnings, files } = check(changed(warns));
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [warning] });
    expect([...files.keys()]).toEqual([
      'fuse_app_config.h',
      'fuse_hal_flags.cmake',
      'filter_policy.bin',
      'compress_policy.bin',
    ]);
  });
});

test('a limit of more pages than a memory can have', () => {
  const pages = (n: number): string[] => check(changed((c) => (policy(c).memory_pages_max = n))).warnings;
  expect(pages(65536)).not.toContain(
    'modules[0].policy.memory_pages_max: a linear memory never has more than 65536 pages',
  );
  expect(pages(65537)).toContain('modules[0].policy.memory_pages_max: a linear memory never has more than 65536 pages');
});

test('flat policies are warned of in the same way', () => {
  const warnings = check({ ...validFlat(), activation_mask: 2, stack_size: 1 }).warnings;
  expect(warnings).toEqual([
    'stack_size: 1 bytes of stack are too few for most modules; their steps would trap',
    'activation_mask: EVENT without event_subscribe: no event ever wakes this module',
  ]);
});

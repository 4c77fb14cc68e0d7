// SPDX-License-Identifier: Apache-2.0
// docs/twin.md: the scenario that it shows is one, and its tables have every word of the schema.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { readScenario } from '../../cli/twin/scenario-file';
import { DEVICES, FAULTS, PATTERNS } from '../../cli/twin/scenario-schema';
import { natives } from '../support/app-config';
import { APPLICATION, TwinFolder } from '../support/twin';

const page = fs.readFileSync(path.join(repositoryRoot(), 'docs/twin.md'), 'utf8');

test('the scenario is accepted', () => {
  const folder = new TwinFolder();
  try {
    const modules = APPLICATION.modules.map((module, i) => ({ ...module, name: ['filter', 'compress'][i] }));
    const application = { ...APPLICATION.application, events: { CAMERA_FRAME_READY: 0, COMMAND: 1, PING: 2 } };
    folder.write('app_config.json', JSON.stringify({ application, modules }));
    folder.write('moon.png', '');
    folder.write('scenario.yaml', /^```yaml\n([^]*?)^```$/m.exec(page)?.[1] ?? '');
    const { diagnostics, scenario } = readScenario(folder.path('scenario.yaml'), () => natives);
    expect(diagnostics).toEqual([]);
    expect(scenario?.actions).toHaveLength(8);
  } finally {
    folder.remove();
  }
});

test.each([...FAULTS.map((word) => `\`${word}: `), ...DEVICES, ...PATTERNS.map((word) => `\`${word}\``)])(
  '%s is explained',
  (word) => expect(page).toContain(word),
);

// SPDX-License-Identifier: Apache-2.0
// The files of sdk/templates/, with the names of what is made filled in where they say {{name}}.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf, UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';

/** A template's text with its name filled in; `file` is below sdk/templates/. */
export function fillTemplate(file: string, name: string): string {
  const template = path.join(repositoryRoot(), 'sdk/templates', file);
  try {
    return fs.readFileSync(template, 'utf8').replaceAll('{{name}}', name);
  } catch (error) {
    throw new UserError(`cannot read the template ${template}: ${messageOf(error)}; install FUSE again`);
  }
}

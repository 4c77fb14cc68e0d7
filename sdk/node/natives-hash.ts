// SPDX-License-Identifier: Apache-2.0
/** The native functions that images are sealed for. */

import * as fs from 'node:fs';
import { builtFile } from './built-file';

/** SHA-256 of the native functions' names and signatures, as `npm run addon` built them. */
export function nativesHash(): Uint8Array {
  const { hash } = JSON.parse(fs.readFileSync(builtFile('generated/fuse_natives.json'), 'utf8')) as { hash: string };
  return Buffer.from(hash, 'hex');
}

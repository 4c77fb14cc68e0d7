// SPDX-License-Identifier: Apache-2.0
// A file that is written piece by piece, because it may be larger than memory.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf, UserError } from './main';

const CHUNK = 1 << 16;

export class OutputStream {
  private readonly descriptor: number;
  private pending: string[] = [];
  private pendingLength = 0;

  /** Throws UserError when the file cannot be written. */
  constructor(private readonly file: string) {
    this.descriptor = this.attempt(() => {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      return fs.openSync(file, 'w');
    });
  }

  write(text: string): void {
    this.pending.push(text);
    this.pendingLength += text.length;
    if (this.pendingLength >= CHUNK) this.flush();
  }

  end(): void {
    this.flush();
    this.attempt(() => fs.closeSync(this.descriptor));
  }

  private flush(): void {
    const bytes = Buffer.from(this.pending.join(''));
    this.pending = [];
    this.pendingLength = 0;
    this.attempt(() => {
      for (let done = 0; done < bytes.length;) done += fs.writeSync(this.descriptor, bytes, done);
    });
  }

  private attempt<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw new UserError(`cannot write ${this.file}: ${messageOf(error)}`);
    }
  }
}

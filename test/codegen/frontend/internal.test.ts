// SPDX-License-Identifier: Apache-2.0
/** The compiler's own mistakes: one message with the stage, nothing written, no stack trace. */
import { guarded } from '../../../codegen/src/commands/guarded';
import { InternalFailure, stage } from '../../../codegen/src/compile';
import { UsageError } from '../../../codegen/src/load';

describe('an internal failure', () => {
  let written = '';
  let spy: jest.SpyInstance;
  beforeEach(() => {
    written = '';
    spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    spy.mockRestore();
    process.exitCode = 0;
  });

  it('names the stage', () => {
    guarded(() =>
      stage('types', () => {
        throw new Error('no rule for a node');
      }),
    )();
    expect(written).toBe('error FUSE9000: internal failure, stage types: no rule for a node. Nothing was written.\n');
    expect(process.exitCode).toBe(2);
  });
  it('keeps the innermost stage, and lets mistakes of the user through', () => {
    const inner = new InternalFailure('load', new Error('x'));
    expect(() =>
      stage('types', () => {
        throw inner;
      }),
    ).toThrow(inner);
    const usage = new UsageError('no such file');
    expect(() =>
      stage('load', () => {
        throw usage;
      }),
    ).toThrow(usage);
  });
});

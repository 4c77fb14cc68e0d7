// SPDX-License-Identifier: Apache-2.0
/** Every command ends in one clear message, never in a stack trace. */
import { UsageError } from '../load';

export function guarded<A extends unknown[]>(action: (...args: A) => number): (...args: A) => void {
  return (...args) => {
    try {
      process.exitCode = action(...args);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof UsageError) process.stderr.write(`error: ${message}\n`);
      else process.stderr.write(`error FUSE9000: internal failure, ${message}. Nothing was written.\n`);
      if (process.env['FUSE_CODEGEN_TRACE'] !== undefined && error instanceof Error)
        process.stderr.write(`${error.cause instanceof Error ? error.cause.stack : error.stack}\n`);
      process.exitCode = 2;
    }
  };
}

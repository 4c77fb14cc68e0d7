// SPDX-License-Identifier: Apache-2.0
/** Results of the API's calls, and their names. */

/**
 * What a call came to. New codes are appended, never renumbered.
 * @cprefix FUSE_ERR_
 */
export enum Stat {
  /**
   * Done.
   * @cname FUSE_SUCCESS
   */
  Success = 0,
  /** A NULL pointer, a zero size, a value out of range, a state that does not allow the call, or a call from inside a host callback. */
  InvalidArg = 1,
  /** fuse_init() has not been called. */
  NotInitialized = 2,
  /** fuse_init() has been called before. */
  AlreadyInitialized = 3,
  /** The pool is too small, or the image was refused: the log says why. */
  ModuleLoadFailed = 4,
  /** No module has this id. */
  ModuleNotFound = 5,
  /** FUSE_MAX_MODULES modules are loaded. */
  ModuleLimit = 6,
  /** Reserved: no call returns it. */
  PolicyViolation = 7,
  /** Reserved: no call returns it. */
  BufferTooSmall = 8,
  /** The module used up its time and was stopped. */
  QuotaExceeded = 9,
  /** The module trapped: the log says why. */
  ModuleTrap = 10,
  /** Less than step_interval_us has passed since the last successful step. */
  IntervalNotElapsed = 11,
  /** No more log entries at the moment. */
  LogEnd = 12,
}

/**
 * Name of a result, for example "FUSE_ERR_MODULE_TRAP"; "FUSE_ERR_?" for a number that is none.
 * Needs no fuse_init().
 */
export function statName(stat: Stat): CString {
  switch (stat) {
    case Stat.Success:
      return 'FUSE_SUCCESS';
    case Stat.InvalidArg:
      return 'FUSE_ERR_INVALID_ARG';
    case Stat.NotInitialized:
      return 'FUSE_ERR_NOT_INITIALIZED';
    case Stat.AlreadyInitialized:
      return 'FUSE_ERR_ALREADY_INITIALIZED';
    case Stat.ModuleLoadFailed:
      return 'FUSE_ERR_MODULE_LOAD_FAILED';
    case Stat.ModuleNotFound:
      return 'FUSE_ERR_MODULE_NOT_FOUND';
    case Stat.ModuleLimit:
      return 'FUSE_ERR_MODULE_LIMIT';
    case Stat.PolicyViolation:
      return 'FUSE_ERR_POLICY_VIOLATION';
    case Stat.BufferTooSmall:
      return 'FUSE_ERR_BUFFER_TOO_SMALL';
    case Stat.QuotaExceeded:
      return 'FUSE_ERR_QUOTA_EXCEEDED';
    case Stat.ModuleTrap:
      return 'FUSE_ERR_MODULE_TRAP';
    case Stat.IntervalNotElapsed:
      return 'FUSE_ERR_INTERVAL_NOT_ELAPSED';
    case Stat.LogEnd:
      return 'FUSE_ERR_LOG_END';
    default:
      return 'FUSE_ERR_?';
  }
}

// SPDX-License-Identifier: Apache-2.0
/**
 * What C has and the language has not.
 * @header stdint.h
 */

/**
 * C's `char`, whose sign is the target's choice: only its address is of use.
 * @cname char
 */
interface CChar {}

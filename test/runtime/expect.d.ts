// SPDX-License-Identifier: Apache-2.0
/**
 * Expectations: each compares, and prints file, line, what it got and what it expected where they differ. The test goes on.
 * @header expect.h
 */
import type { ModuleState, Stat } from '../../runtime-ts/fuse';

/** @cname TEST_EXPECT */
export declare function expect(condition: boolean): void;
/** @cname TEST_EQUAL */
export declare function expectEqual(got: u32, want: u32): void;
/** @cname TEST_EQUAL */
export declare function expectEqual64(got: u64, want: u64): void;
/** @cname TEST_STAT */
export declare function expectStat(got: Stat, want: Stat): void;
/** @cname TEST_EQUAL */
export declare function expectState(got: ModuleState, want: ModuleState): void;

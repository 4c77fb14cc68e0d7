/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file abi.cpp
 * fuse.h and fuse_platform.h in C++: they compile, and their functions have C linkage.
 */
#include "fuse.h"
#include "fuse_platform.h"

static_assert(sizeof(fuse_policy_t) == 32U, "fuse_policy_t has changed");
static_assert(sizeof(fuse_log_entry_t) == 152U, "fuse_log_entry_t has changed");
static_assert(sizeof(fuse_module_info_t) == 40U, "fuse_module_info_t has changed");

extern "C" fuse_stat_t fuse_test_cpp_host(void);

fuse_stat_t fuse_test_cpp_host(void)
{
    fuse_hal_t hal = {};
    hal.quota_arm = fuse_platform_quota_arm;
    hal.quota_cancel = fuse_platform_quota_cancel;
    hal.timer.get_timestamp = fuse_platform_get_timestamp_us;
    return fuse_init(nullptr, 0U, nullptr, 0U, &hal);
}

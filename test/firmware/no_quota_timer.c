/* SPDX-License-Identifier: Apache-2.0 */
/** In place of fuse_platform_quota_arm(): a quota timer that does not run. */
#include <stdint.h>

void __wrap_fuse_platform_quota_arm(uint32_t id, uint32_t us);

void __wrap_fuse_platform_quota_arm(uint32_t id, uint32_t us)
{
    (void)id;
    (void)us;
}

// SPDX-License-Identifier: Apache-2.0
// The public headers in C++: compiles, links, runs.
#include <fuse.h>
#include <fuse_platform.h>

int main()
{
    fuse_platform_init();
    return fuse_tick() == 0U && fuse_platform_get_timestamp_us() != 0U ? 0 : 1;
}

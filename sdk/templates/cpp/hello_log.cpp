// SPDX-License-Identifier: Apache-2.0
/** Says hello when it starts, and counts its steps. Needs LOG. */
#include <fuse_module.hpp>

namespace {
uint32_t steps;
}

FUSE_MODULE_INIT()
{
    fuse::log(fuse::level::info, "hello");
}

FUSE_MODULE_STEP()
{
    steps++;
    fuse::line().text("step ").number(steps).log(fuse::level::info);
}

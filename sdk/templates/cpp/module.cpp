// SPDX-License-Identifier: Apache-2.0
/** Module {{name}}: logs a line at each step. Needs LOG. */
#include <fuse_module.hpp>

FUSE_MODULE_STEP()
{
    fuse::log(fuse::level::info, "{{name}} steps");
}

// SPDX-License-Identifier: Apache-2.0
// Module {{name}}: logs a line at each step. Needs LOG.
#include <fuse_module.h>

namespace {

constexpr uint32_t info = 1;
constexpr char message[] = "{{name}} steps";

} // namespace

extern "C" void module_step()
{
    module_log_event(message, sizeof message - 1, info);
}

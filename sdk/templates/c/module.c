/* SPDX-License-Identifier: Apache-2.0 */
/** Module {{name}}: logs a line at each step. Needs LOG. */
#include <fuse_module.h>

#define INFO 1U

static const char message[] = "{{name}} steps";

void module_step(void)
{
    module_log_event(message, sizeof message - 1U, INFO);
}

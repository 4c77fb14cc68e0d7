/* SPDX-License-Identifier: Apache-2.0 */
/* Logs at every third step. */
#include <fuse_module.h>

static int steps;

void module_step(void)
{
    steps++;
    if (steps % 3 == 0) {
        module_log_event("three more", 10, 1);
    }
}

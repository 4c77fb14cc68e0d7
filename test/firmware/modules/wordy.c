/* SPDX-License-Identifier: Apache-2.0 */
/** Has sixty things to say in its first step. */
#include <fuse_module.h>

void module_step(void)
{
    static int is_said;
    for (int i = is_said; i < 60; i++) {
        module_log_event("words", sizeof "words" - 1, 1);
    }
    is_said = 60;
}

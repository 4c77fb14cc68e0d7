/* SPDX-License-Identifier: Apache-2.0 */
/** The application as the image of a board: a task of the kernel, with another one that supervises it. */
#include "application.h"
#include "fuse_platform_freertos.h"
#include "supervisor.h"

uint32_t application_stack_unused(void)
{
    return fuse_freertos_stack_unused();
}

int main(void)
{
    supervisor_create();
    fuse_freertos_run(application_run);
}

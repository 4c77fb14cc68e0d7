/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file stop.c
 * The stops that every platform must manage, from the kernel's tick.
 */
#include "check.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "stops.h"
#include "under_test.h"

#include <stdio.h>

static uint32_t body(void)
{
    fuse_platform_init();
    CHECK_EQUAL(fuse_platform_guard_kind(), FUSE_GUARD_KIND_CERTAIN);
    stops_init();
    stops_check_way(UNDER_TEST_STOP_ANY, "any way");
    stops_check_way(UNDER_TEST_STOP_REDIRECT, "redirect");
    stops_check_way(UNDER_TEST_STOP_FAULT, "fault");
    stops_check_tried_again();
    stops_check_return_from_outside();
    stops_check_expired_before_entering();
    stops_check_late();
    stops_check_stack_end();
    const int status = check_finish();
    (void)fflush(stdout);
    return (uint32_t)status;
}

int main(void)
{
    fuse_freertos_run(body);
}

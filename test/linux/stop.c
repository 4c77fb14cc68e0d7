/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file stop.c
 * The stops that every platform must manage, on Linux: from the watchdog's signal.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fuse_platform.h"
#include "stops.h"
#include "under_test.h"

#include <pthread.h>
#include <stddef.h>

static void check_late_signals(void)
{
    under_test_stats_t before;
    under_test_stats_t after;
    under_test_stats(&before);
    stops_check_late();
    under_test_stats(&after);
    CHECK_EQUAL(after.late_signals - before.late_signals, 2U);
}

static void *stop_at_stack_end(void *unused)
{
    (void)unused;
    stops_check_stack_end();
    return NULL;
}

int main(void)
{
    fuse_platform_init();
    fuse_platform_init();
    CHECK_EQUAL(fuse_platform_guard_kind(), FUSE_GUARD_KIND_CERTAIN);
    stops_init();
    stops_check_way(UNDER_TEST_STOP_ANY, "any way");
    stops_check_way(UNDER_TEST_STOP_REDIRECT, "redirect");
    stops_check_way(UNDER_TEST_STOP_FAULT, "fault");
    stops_check_tried_again();
    stops_check_return_from_outside();
    stops_check_expired_before_entering();
    check_late_signals();

    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, stop_at_stack_end, NULL) == 0);
    (void)pthread_join(thread, NULL);
    return check_finish();
}

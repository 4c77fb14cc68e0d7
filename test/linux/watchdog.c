/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file watchdog.c
 * The quota timer: arm, cancel, re-arm, falling asleep and being woken.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_linux.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define WAKES 30000U

/** Waits until the entry under way has expired, at most 2 s; returns the time since `start_us`, 0 if it did not. */
static uint64_t wait_for_expiry(uint64_t start_us)
{
    for (;;) {
        const bool expired = fuse_entry_expired();
        const uint64_t after_us = fuse_platform_get_timestamp_us() - start_us;
        if (expired) {
            return after_us;
        }
        if (after_us > 2000000U) {
            return 0U;
        }
    }
}

static bool expires_after(uint32_t quota_us)
{
    const uint64_t start_us = fuse_platform_get_timestamp_us();
    (void)fake_begin(3U);
    fuse_platform_quota_arm(3U, quota_us);
    const uint64_t after_us = wait_for_expiry(start_us);
    fuse_platform_quota_cancel(3U);
    (void)fake_end();
    return (after_us >= quota_us) && (after_us <= (quota_us + 250000U));
}

/** How often the watchdog thread has gone to sleep, from /proc; UINT64_MAX if there is no such thread. */
static uint64_t watchdog_sleeps(void)
{
    uint64_t sleeps = UINT64_MAX;
    DIR *const tasks = opendir("/proc/self/task");
    if (tasks == NULL) {
        return sleeps;
    }
    for (const struct dirent *task = readdir(tasks); task != NULL; task = readdir(tasks)) {
        char path[300];
        char line[128];
        (void)snprintf(path, sizeof path, "/proc/self/task/%s/status", task->d_name);
        FILE *const status = fopen(path, "r");
        bool is_watchdog = false;
        while ((status != NULL) && (fgets(line, (int)sizeof line, status) != NULL)) {
            is_watchdog = is_watchdog || (strcmp(line, "Name:\tfuse-watchdog\n") == 0);
            if (is_watchdog) {
                (void)sscanf(line, "voluntary_ctxt_switches: %" SCNu64, &sleeps);
            }
        }
        if (status != NULL) {
            (void)fclose(status);
        }
    }
    (void)closedir(tasks);
    return sleeps;
}

static void check_period(void)
{
    CHECK(!fuse_platform_linux_set_period_us(0U));
    CHECK(!fuse_platform_linux_set_period_us(19U));
    CHECK(!fuse_platform_linux_set_period_us(1000001U));
    CHECK(fuse_platform_linux_set_period_us(20U));
    CHECK(fuse_platform_linux_set_period_us(1000U));
}

static void check_quotas(void)
{
    static const uint32_t quotas_us[] = {1U, 10U, 999U, 1000U, 1001U, 5000U, 100000U};
    for (uint32_t i = 0U; i < (sizeof quotas_us / sizeof quotas_us[0]); i++) {
        for (uint32_t round = 0U; round < 5U; round++) {
            CHECK(expires_after(quotas_us[i]));
        }
    }
}

static void check_cancel(void)
{
    /* Safe when nothing is armed; ends a quota; 0 disarms. */
    fuse_platform_quota_cancel(3U);
    fuse_platform_quota_cancel(77U);
    (void)fake_begin(3U);
    fuse_platform_quota_arm(3U, 20000U);
    fuse_platform_quota_cancel(3U);
    fuse_platform_sleep_us(50000U);
    CHECK(!fuse_entry_expired());
    fuse_platform_quota_arm(3U, 20000U);
    fuse_platform_quota_arm(3U, 0U);
    fuse_platform_sleep_us(50000U);
    CHECK(!fuse_entry_expired());
    /* A quota of another module than the one under way ends nothing. */
    fuse_platform_quota_arm(4U, 1000U);
    fuse_platform_sleep_us(50000U);
    CHECK(!fuse_entry_expired());
    fuse_platform_quota_cancel(4U);
    CHECK(!fake_end());
}

/** The same entry, the same time: only the last arm counts. */
static void check_rearm(void)
{
    (void)fake_begin(3U);
    for (uint32_t i = 0U; i < 20U; i++) {
        fuse_platform_quota_arm(3U, 300000U);
        fuse_platform_sleep_us(20000U);
    }
    CHECK(!fuse_entry_expired());
    const uint64_t start_us = fuse_platform_get_timestamp_us();
    fuse_platform_quota_arm(3U, 10000U);
    const uint64_t after_us = wait_for_expiry(start_us);
    CHECK(after_us >= 10000U);
    CHECK(after_us < 260000U);
    fuse_platform_quota_cancel(3U);
    (void)fake_end();
}

/** Entries that end in time never expire, however the watchdog's samples fall between them. */
static void check_short_entries(void)
{
    CHECK(fuse_platform_linux_set_period_us(20U));
    const uint64_t end_us = fuse_platform_get_timestamp_us() + 500000U;
    uint64_t entries = 0U;
    uint64_t expired = 0U;
    while (fuse_platform_get_timestamp_us() < end_us) {
        for (uint32_t i = 0U; i < 1000U; i++) {
            (void)fake_begin(3U);
            fuse_platform_quota_arm(3U, 5000000U);
            fuse_platform_quota_cancel(3U);
            expired += fake_end() ? 1U : 0U;
            entries++;
        }
    }
    CHECK_EQUAL(expired, 0U);
    (void)printf("%u short entries\n", (unsigned int)entries);
    CHECK(fuse_platform_linux_set_period_us(1000U));
}

static void check_falls_asleep(void)
{
    fuse_platform_sleep_us(400000U);
    const uint64_t asleep = watchdog_sleeps();
    CHECK(asleep != UINT64_MAX);
    fuse_platform_sleep_us(200000U);
    CHECK_EQUAL(watchdog_sleeps(), asleep);
    CHECK(expires_after(1000U));
    CHECK(watchdog_sleeps() > asleep);
}

/** It falls asleep at every chance: arms come around that moment again and again, and each must be noticed. */
static void check_wakes(void)
{
    CHECK(fuse_platform_linux_set_period_us(20U));
    fuse_platform_linux_set_idle_samples(0U);
    uint32_t noticed = 0U;
    for (uint32_t i = 0U; i < WAKES; i++) {
        for (volatile uint32_t wait = check_random(20000U); wait > 0U; wait = wait - 1U) {
        }
        noticed += expires_after(1U + check_random(20U)) ? 1U : 0U;
        if (noticed != (i + 1U)) {
            break;
        }
    }
    CHECK_EQUAL(noticed, WAKES);
    fuse_platform_linux_set_idle_samples(100U);
    CHECK(fuse_platform_linux_set_period_us(1000U));
}

int main(void)
{
    /* Before fuse_platform_init(): arming brings the platform's timer up by itself. */
    CHECK(expires_after(2000U));
    fuse_platform_init();
    check_period();
    check_quotas();
    check_cancel();
    check_rearm();
    check_short_entries();
    check_falls_asleep();
    check_wakes();
    return check_finish();
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file values.c
 * Clock, sleep, cycle counter, stack limit and panic.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Atomic uint32_t interruptions;

static void on_alarm(int signal_number)
{
    (void)signal_number;
    (void)atomic_fetch_add(&interruptions, 1U);
}

static void check_clock(void)
{
    struct timespec now;
    const uint64_t before = fuse_platform_get_timestamp_us();
    CHECK(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    const uint64_t after = fuse_platform_get_timestamp_us();
    const uint64_t between = ((uint64_t)now.tv_sec * 1000000U) + ((uint64_t)now.tv_nsec / 1000U);
    CHECK(before <= between);
    CHECK(between <= after);
}

static void check_sleep(void)
{
    struct sigaction action = {0};
    action.sa_handler = on_alarm;
    CHECK(sigaction(SIGALRM, &action, NULL) == 0);
    timer_t timer;
    CHECK(timer_create(CLOCK_MONOTONIC, NULL, &timer) == 0);
    const struct itimerspec every_ms = {{0, 1000000}, {0, 1000000}};
    CHECK(timer_settime(timer, 0, &every_ms, NULL) == 0);
    const uint64_t start = fuse_platform_get_timestamp_us();
    fuse_platform_sleep_us(50000U);
    const uint64_t slept = fuse_platform_get_timestamp_us() - start;
    (void)timer_delete(timer);
    CHECK(slept >= 50000U);
    CHECK(slept <= 300000U);
    CHECK(atomic_load(&interruptions) > 5U);
    fuse_platform_sleep_us(0U);
}

static void check_cycles(void)
{
    for (uint32_t i = 0U; i < 3U; i++) {
        const uint64_t start_us = fuse_platform_get_timestamp_us();
        const uint64_t start = fuse_platform_cycles();
        fuse_platform_sleep_us(50000U);
        const uint64_t us = fuse_platform_cycles_to_us(fuse_platform_cycles() - start);
        const uint64_t real_us = fuse_platform_get_timestamp_us() - start_us;
        CHECK(us >= 49900U);
        CHECK(us <= (real_us + (real_us / 500U) + 2U));
    }
    /* Linear where the product exceeds 64 bits: a year of cycles. */
    const uint64_t hour = 3600000000U;
    const uint64_t year_cycles = 100000000000000000U;
    const uint64_t year_us = fuse_platform_cycles_to_us(year_cycles);
    CHECK(year_us > hour);
    CHECK((year_us / 1000U) - fuse_platform_cycles_to_us(year_cycles / 1000U) <= 1U);
    CHECK_EQUAL(fuse_platform_cycles_to_us(0U), 0U);
}

static void check_this_stack(size_t least_size)
{
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0U;
    CHECK(pthread_getattr_np(pthread_self(), &attributes) == 0);
    CHECK(pthread_attr_getstack(&attributes, &lowest, &size) == 0);
    (void)pthread_attr_destroy(&attributes);
    const uintptr_t limit = fuse_platform_stack_limit();
    CHECK(size >= least_size);
    CHECK(limit >= ((uintptr_t)lowest + (32U * 1024U)));
    CHECK(limit < (uintptr_t)lowest + (size / 2U));
    CHECK_EQUAL(fuse_platform_stack_limit(), limit);
}

static void *check_thread_stack(void *size)
{
    check_this_stack(*(const size_t *)size);
    return NULL;
}

static void check_stacks(void)
{
    check_this_stack(1024U * 1024U);
    static const size_t sizes[] = {256U * 1024U, 1024U * 1024U, 64U * 1024U * 1024U};
    for (uint32_t i = 0U; i < 3U; i++) {
        size_t size = sizes[i];
        pthread_t thread;
        pthread_attr_t attributes;
        (void)pthread_attr_init(&attributes);
        CHECK(pthread_attr_setstacksize(&attributes, size) == 0);
        size -= 64U * 1024U;
        CHECK(pthread_create(&thread, &attributes, check_thread_stack, &size) == 0);
        (void)pthread_join(thread, NULL);
        (void)pthread_attr_destroy(&attributes);
    }
}

static void check_panic(void)
{
    int out[2];
    CHECK(pipe(out) == 0);
    (void)fflush(stdout);
    const pid_t pid = fork();
    if (pid == 0) {
        const struct rlimit none = {0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)dup2(out[1], STDERR_FILENO);
        fuse_panic(1234U);
    }
    (void)close(out[1]);
    char text[256] = {0};
    CHECK(read(out[0], text, sizeof text - 1U) > 0);
    (void)close(out[0]);
    CHECK(strstr(text, "site 1234") != NULL);
    int status = 0;
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(WIFSIGNALED(status) && (WTERMSIG(status) == SIGABRT));
}

int main(void)
{
    check_clock();
    check_cycles();
    check_sleep();
    check_stacks();
    check_panic();
    return check_finish();
}

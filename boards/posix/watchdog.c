/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file watchdog.c
 * The watchdog: a thread outside the kernel ends the process when it is not kicked, as hardware would reset the board.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "board.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/** The process' exit status then; an image that fails by itself ends with 1. */
#define EXIT_WATCHDOG 3
/** Time is counted in periods that the thread slept, so that it stands still while a debugger has stopped the process. */
#define PERIOD_MS 10U

#define PERIODS ((BOARD_WATCHDOG_MS / PERIOD_MS) + 1U)

static _Atomic uint32_t periods_left;

static _Noreturn void bite(void)
{
    char message[80];
    const int length = snprintf(message, sizeof message, "watchdog: not kicked for %u ms, the board resets\n", (unsigned int)BOARD_WATCHDOG_MS);
    if (length > 0) {
        const ssize_t written = write(STDERR_FILENO, message, (size_t)length);
        (void)written;
    }
    _exit(EXIT_WATCHDOG);
}

static void *watch(void *unused)
{
    (void)unused;
    const struct timespec period = {.tv_sec = 0, .tv_nsec = (long)PERIOD_MS * 1000000L};
    do {
        (void)nanosleep(&period, NULL);
    } while (atomic_fetch_sub(&periods_left, 1U) > 1U);
    bite();
    return NULL;
}

bool board_watchdog_start(void)
{
    static bool started;
    /* The kernel's signals are for its tasks. */
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    board_watchdog_kick();
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    if (!started) {
        pthread_t thread;
        started = pthread_create(&thread, NULL, watch, NULL) == 0;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

void board_watchdog_kick(void)
{
    atomic_store(&periods_left, PERIODS);
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file board.c
 * The simulator: the console is standard output, the end of the program that of the process.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "board.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/** Console output goes out in whole lines, so that what other programs write to the same terminal stays apart. */
static char line[1024];
static size_t line_length;

/* The kernel switches tasks from a signal: with all signals blocked no other task comes in between, and nothing here can lock up. */
static void block_signals(sigset_t *before)
{
    sigset_t all;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, before);
}

static void write_line(void)
{
    size_t written = 0U;
    while (written < line_length) {
        const ssize_t count = write(STDOUT_FILENO, &line[written], line_length - written);
        if (count > 0) {
            written += (size_t)count;
        } else if ((count < 0) && (errno == EAGAIN)) {
            struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
            (void)poll(&output, 1U, -1);
        } else if ((count < 0) && (errno == EINTR)) {
            /* Again. */
        } else {
            /* Nobody reads it any more. */
            break;
        }
    }
    line_length = 0U;
}

void board_init(void)
{
    /* Standard output is open, the clock runs. */
}

void board_console_write(const char *bytes, size_t length)
{
    sigset_t before;
    const int saved_errno = errno;
    block_signals(&before);
    for (size_t i = 0U; i < length; i++) {
        line[line_length] = bytes[i];
        line_length++;
        if ((bytes[i] == '\n') || (line_length == sizeof line)) {
            write_line();
        }
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = saved_errno;
}

_Noreturn void board_halt(uint32_t status)
{
    sigset_t before;
    block_signals(&before);
    write_line();
    /* Not exit(): it would run what other threads, which are tasks, still use. */
    _exit((int)(status & 0xFFU));
}

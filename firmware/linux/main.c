/* SPDX-License-Identifier: Apache-2.0 */
/** The application as a process of Linux, in real time. SIGINT and SIGTERM end it as its own end does: with its results. */
#include <signal.h>

#include "application.h"
#include "board.h"
#include "supervisor.h"

static volatile sig_atomic_t is_over;

static void end(int signal_number)
{
    (void)signal_number;
    is_over = 1;
}

bool application_is_over(void)
{
    return is_over != 0;
}

uint32_t application_stack_unused(void)
{
    /* Nobody counts it. */
    return 0U;
}

/* No watchdog: who runs the process sees it hang, and can end it. */

bool supervisor_start(void)
{
    return false;
}

void supervisor_progress(void)
{
    /* Nobody waits for it. */
}

void supervisor_progress_within(uint32_t us)
{
    (void)us;
}

int main(void)
{
    /* A module may be at the end of its stack: the handler has one of its own, which the platform provides. */
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_ONSTACK};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    const uint32_t status = application_run();
    board_console_text("image ended: ");
    board_console_number(status);
    board_console_text("\n");
    board_halt(status);
}

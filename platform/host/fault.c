/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fault.c
 * SIGSEGV: the return of a stopped module into its text is ours; every other fault goes to the handlers of the host.
 */
#include "host.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct sigaction ours;
/** What handled SIGSEGV when the platform came up. */
static struct sigaction earlier;
/** What was installed over ours since then; we went in front of it. */
static struct sigaction later;
static _Atomic bool has_later;
/** Redirects a fault that is a stopped module's return into its text; false if it is something else. */
static bool (*take_fault)(void *context);

static void pass_on(const struct sigaction *to, int signal_number, siginfo_t *info, void *context)
{
    if ((to->sa_flags & SA_SIGINFO) != 0) {
        sigset_t mask;
        (void)sigprocmask(SIG_BLOCK, &to->sa_mask, &mask);
        to->sa_sigaction(signal_number, info, context);
        (void)sigprocmask(SIG_SETMASK, &mask, NULL);
    } else if ((to->sa_handler == SIG_DFL) || (to->sa_handler == SIG_IGN)) {
        /* The instruction raises the fault again, now without us: a core dump then shows it and not this handler. */
        (void)sigaction(signal_number, to, NULL);
        if (info->si_code <= 0) {
            (void)syscall(SYS_tgkill, getpid(), fuse_host_thread_id(), signal_number);
        }
    } else {
        sigset_t mask;
        (void)sigprocmask(SIG_BLOCK, &to->sa_mask, &mask);
        to->sa_handler(signal_number);
        (void)sigprocmask(SIG_SETMASK, &mask, NULL);
    }
}

static void handle_fault(int signal_number, siginfo_t *info, void *context)
{
    static _Thread_local volatile uintptr_t passed_frame __attribute__((tls_model("initial-exec")));
    static _Thread_local const siginfo_t *volatile passed_info __attribute__((tls_model("initial-exec")));

    const int saved_errno = errno;
    if (!take_fault(context)) {
        /* The later handler may call us in its turn, meaning what was there before it. Such a call has the same siginfo, deeper in
         * the stack; both are kept although the handler may leave by siglongjmp(), since a new fault is not deeper. */
        const uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
        const bool back_again = (passed_info == info) && (frame < passed_frame);
        passed_info = info;
        passed_frame = frame;
        const bool to_later = atomic_load(&has_later) && !back_again;
        pass_on(to_later ? &later : &earlier, signal_number, info, context);
        passed_info = NULL;
    }
    errno = saved_errno;
}

void fuse_host_fault_init(bool (*take)(void *context), int stop_signal)
{
    take_fault = take;
    ours.sa_sigaction = handle_fault;
    ours.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    (void)sigemptyset(&ours.sa_mask);
    (void)sigaddset(&ours.sa_mask, stop_signal);
    if (sigaction(SIGSEGV, &ours, &earlier) != 0) {
        fuse_host_fail("cannot install the handler for SIGSEGV");
    }
}

void fuse_host_fault_claim(void)
{
    struct sigaction present;
    if (sigaction(SIGSEGV, NULL, &present) != 0) {
        return;
    }
    const bool is_ours = ((present.sa_flags & SA_SIGINFO) != 0) && (present.sa_sigaction == handle_fault);
    if (!is_ours) {
        later = present;
        atomic_store(&has_later, true);
        (void)sigaction(SIGSEGV, &ours, NULL);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file interrupt.c
 * The simulated interrupts: the kernel's tick, which is SIGALRM, and the fault on fetching an instruction, which is SIGSEGV.
 *
 * The kernel's own handler of SIGALRM switches tasks by letting another thread run and blocking in the handler: it returns when the
 * interrupted task is to go on. Ours is in front of it, to have the interrupted context.
 */
#include "host.h"

#include "context.h"
#include "posix.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>

/** What SIGALRM has interrupted on this thread, while the platform handles it. */
static _Thread_local ucontext_t *volatile interrupted __attribute__((tls_model("initial-exec")));
static _Thread_local bool prepared;

/** The kernel's. */
static void (*kernel_tick)(int signal_number);

uint32_t fuse_machine_lock(void)
{
    sigset_t tick;
    sigset_t before;
    (void)sigemptyset(&tick);
    (void)sigaddset(&tick, SIGALRM);
    (void)pthread_sigmask(SIG_BLOCK, &tick, &before);
    return (sigismember(&before, SIGALRM) == 1) ? 1U : 0U;
}

void fuse_machine_unlock(uint32_t state)
{
    if (state == 0U) {
        sigset_t tick;
        (void)sigemptyset(&tick);
        (void)sigaddset(&tick, SIGALRM);
        (void)pthread_sigmask(SIG_UNBLOCK, &tick, NULL);
    }
}

bool fuse_machine_in_interrupt(void)
{
    return interrupted != NULL;
}

bool fuse_machine_redirect(const fuse_platform_text_t *text, uintptr_t stack_pointer)
{
    ucontext_t *const context = interrupted;
    if ((context == NULL) || !fuse_host_context_inside(context, text->start, text->end)) {
        return false;
    }
    fuse_host_context_abandon(context, stack_pointer);
    return true;
}

static void handle_tick(int signal_number, siginfo_t *info, void *context)
{
    (void)info;
    const int saved_errno = errno;
    /* Not NULL where work of the tick has woken a task, and the kernel let the next tick in before it came back. */
    ucontext_t *const outer = interrupted;
    interrupted = context;
    kernel_tick(signal_number);
    fuse_freertos_tick();
    interrupted = outer;
    errno = saved_errno;
}

static bool take_fault(void *context)
{
    ucontext_t *const faulted = context;
    uintptr_t stack_pointer;
    if (!fuse_freertos_guard_fault((uintptr_t)faulted->uc_mcontext.gregs[REG_RIP], &stack_pointer)) {
        return false;
    }
    fuse_host_context_abandon(faulted, stack_pointer);
    return true;
}

void fuse_posix_fault_init(void)
{
    fuse_host_fault_init(take_fault, SIGALRM);
}

/** The kernel installs its handler when the first task is created, so there is one when a task calls. */
static void hook_tick(void)
{
    struct sigaction present;
    struct sigaction ours = {0};
    ours.sa_sigaction = handle_tick;
    ours.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    (void)sigfillset(&ours.sa_mask);
    if (sigaction(SIGALRM, NULL, &present) != 0) {
        fuse_host_fail("cannot read the handler of the kernel's tick");
    }
    kernel_tick = present.sa_handler;
    if (sigaction(SIGALRM, &ours, NULL) != 0) {
        fuse_host_fail("cannot install the handler of the tick");
    }
}

static void leave_thread(void)
{
    prepared = false;
}

static __attribute__((noinline, cold)) void prepare(void)
{
    const uint32_t state = fuse_machine_lock();
    if (kernel_tick == NULL) {
        hook_tick();
    }
    fuse_machine_unlock(state);
    (void)fuse_machine_stack_limit();
    fuse_host_thread_prepare(SIGALRM, leave_thread);
    prepared = true;
}

void fuse_machine_task_begins(void)
{
    if (!prepared) {
        prepare();
    }
}

uint32_t fuse_machine_guard_call(void *code, void *argument, volatile uintptr_t *stack_pointer)
{
    fuse_machine_task_begins();
    return fuse_host_guard_call(code, argument, stack_pointer);
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file guard.c
 * The guarded call into a module, and how a signal takes the thread out of it.
 *
 * All state of a guard belongs to its thread: the thread and its own signal handlers are the only ones to touch it, so program
 * order is all it needs. Other threads only send the signal, to the thread whose id stands in `runner`.
 */
#include "internal.h"

#include "context.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NO_RUNNER UINT32_MAX
#define FIRST_SIGNAL_OFFSET 5

typedef struct {
    /** 0 until the thread is prepared. */
    uint32_t thread_id;
    /** Between entering and leaving fuse_platform_guard_enter(). */
    bool entered;
    /** The text's pages are not executable. */
    bool revoked;
    uintptr_t text_start;
    uintptr_t text_end;
    /** Where fuse_host_guard_abandon finds the saved registers. */
    uintptr_t stack_pointer;
} guard_t;

/* Initial-exec: reachable from a signal handler without the loader's help, also from a shared library. */
static _Thread_local volatile guard_t self __attribute__((tls_model("initial-exec")));

/** The thread that last entered a guard. */
static _Atomic uint32_t runner = NO_RUNNER;

static int stop_signal;
static bool is_up;
static _Atomic uint32_t ways = FUSE_PLATFORM_LINUX_STOP_ANY;

static _Atomic uint32_t count_redirected;
static _Atomic uint32_t count_faulted;
static _Atomic uint32_t count_returned;
static _Atomic uint32_t count_refused;
static _Atomic uint32_t count_late;

static void count(_Atomic uint32_t *counter)
{
    (void)atomic_fetch_add_explicit(counter, 1U, memory_order_relaxed);
}

static bool inside_text(const ucontext_t *context)
{
    return fuse_host_context_inside(context, self.text_start, self.text_end);
}

static void handle_stop(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    (void)info;
    const int saved_errno = errno;
    ucontext_t *const interrupted = context;
    const uint32_t way = atomic_load_explicit(&ways, memory_order_relaxed);
    if (!self.entered || !fuse_entry_expired()) {
        count(&count_late);
    } else if ((way != FUSE_PLATFORM_LINUX_STOP_FAULT) && inside_text(interrupted)) {
        fuse_host_context_abandon(interrupted, self.stack_pointer);
        count(&count_redirected);
    } else if (self.revoked) {
        /* On its way out already. */
    } else if ((way != FUSE_PLATFORM_LINUX_STOP_REDIRECT) && fuse_host_text_revoke(self.text_start, self.text_end)) {
        self.revoked = true;
        fuse_host_fault_claim();
    } else {
        /* mprotect() may fail for want of memory, which passes. */
        fuse_linux_quota_stop_again();
    }
    errno = saved_errno;
}

/** Redirects a fault that is a stopped module's return into its text; false if it is something else. */
static bool take_fault(void *context)
{
    ucontext_t *const interrupted = context;
    if (!self.entered || !self.revoked || !inside_text(interrupted)) {
        return false;
    }
    fuse_host_context_abandon(interrupted, self.stack_pointer);
    count(&count_faulted);
    return true;
}

void fuse_platform_guard_stop(void)
{
    const uint32_t thread_id = atomic_load(&runner);
    if (thread_id == NO_RUNNER) {
        return;
    }
    const int saved_errno = errno;
    if ((syscall(SYS_tgkill, getpid(), thread_id, stop_signal) != 0) && (errno == EAGAIN)) {
        /* The queue of pending signals is full (RLIMIT_SIGPENDING). */
        fuse_linux_quota_stop_again();
    }
    errno = saved_errno;
}

static void leave_thread(void)
{
    uint32_t mine = self.thread_id;
    (void)atomic_compare_exchange_strong(&runner, &mine, NO_RUNNER);
    self.thread_id = 0U;
}

static __attribute__((noinline, cold)) void become_runner(void)
{
    fuse_platform_init();
    if (self.thread_id == 0U) {
        fuse_host_thread_prepare(stop_signal, leave_thread);
        self.thread_id = fuse_host_thread_id();
    }
    /* Sequentially consistent: who expires an entry either finds this id or is seen by the check in guard_enter(). */
    atomic_store(&runner, self.thread_id);
}

static __attribute__((noinline, cold)) void restore_text(bool came_back)
{
    fuse_host_text_restore(self.text_start, self.text_end);
    self.revoked = false;
    if (came_back) {
        count(&count_returned);
    }
}

uint32_t fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text)
{
    if (atomic_load_explicit(&runner, memory_order_relaxed) != self.thread_id) {
        become_runner();
    }
    self.text_start = text->start;
    self.text_end = text->end;
    atomic_signal_fence(memory_order_seq_cst);
    self.entered = true;
    atomic_signal_fence(memory_order_seq_cst);
    /* Asked only now: a signal that came before `entered` did nothing, so what it stood for must be seen here. One that comes
     * from here on takes execution away from the text, wherever it interrupts. */
    uint32_t result = FUSE_GUARD_ABANDONED;
    const bool refused = fuse_entry_expired();
    if (refused) {
        count(&count_refused);
    } else {
        result = fuse_host_guard_call(code, argument, &self.stack_pointer);
    }
    atomic_signal_fence(memory_order_seq_cst);
    self.entered = false;
    atomic_signal_fence(memory_order_seq_cst);
    if (self.revoked) {
        restore_text(result == FUSE_GUARD_RETURNED);
    }
    return result;
}

uint32_t fuse_platform_guard_kind(void)
{
    return FUSE_GUARD_KIND_CERTAIN;
}

uintptr_t fuse_platform_stack_limit(void)
{
    return fuse_host_stack_limit();
}

bool fuse_platform_linux_set_signal(int signal_number)
{
    if (is_up || (signal_number < SIGRTMIN) || (signal_number > SIGRTMAX)) {
        return false;
    }
    stop_signal = signal_number;
    return true;
}

void fuse_platform_linux_force_stop(uint32_t way)
{
    atomic_store_explicit(&ways, way, memory_order_relaxed);
}

void fuse_platform_linux_stats(fuse_platform_linux_stats_t *out)
{
    out->redirected = atomic_load_explicit(&count_redirected, memory_order_relaxed);
    out->faulted = atomic_load_explicit(&count_faulted, memory_order_relaxed);
    out->returned = atomic_load_explicit(&count_returned, memory_order_relaxed);
    out->refused = atomic_load_explicit(&count_refused, memory_order_relaxed);
    out->late_signals = atomic_load_explicit(&count_late, memory_order_relaxed);
}

static int find_free_signal(void)
{
    for (int candidate = SIGRTMIN + FIRST_SIGNAL_OFFSET; candidate <= SIGRTMAX; candidate++) {
        struct sigaction present;
        if ((sigaction(candidate, NULL, &present) == 0) && ((present.sa_flags & SA_SIGINFO) == 0) && (present.sa_handler == SIG_DFL)) {
            return candidate;
        }
    }
    errno = EBUSY;
    fuse_host_fail("every real-time signal has a handler");
}

void fuse_linux_guard_init(void)
{
    is_up = true;
    fuse_host_text_init();
    if (stop_signal == 0) {
        stop_signal = find_free_signal();
    }
    struct sigaction action = {0};
    action.sa_sigaction = handle_stop;
    action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    (void)sigemptyset(&action.sa_mask);
    if (sigaction(stop_signal, &action, NULL) != 0) {
        fuse_host_fail("cannot install the handler that stops modules");
    }
    fuse_host_fault_init(take_fault, stop_signal);
    fuse_host_thread_prepare(stop_signal, leave_thread);
    self.thread_id = fuse_host_thread_id();
}

void fuse_linux_guard_forked(void)
{
    if (self.thread_id == 0U) {
        return;
    }
    const bool was_runner = atomic_load(&runner) == self.thread_id;
    self.thread_id = fuse_host_thread_id();
    atomic_store(&runner, was_runner ? self.thread_id : NO_RUNNER);
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file faults.c
 * Faults that are not a module's return into its text reach the host's handlers, or end the process as without us.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_linux.h"

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static fake_module_t module;
static volatile unsigned char *forbidden;
static sigjmp_buf back;
static volatile uint32_t earlier_calls;
static volatile uint32_t later_calls;
static struct sigaction under_later;
static void *volatile seen_address;

static void earlier(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    (void)context;
    earlier_calls = earlier_calls + 1U;
    seen_address = info->si_addr;
    siglongjmp(back, 1);
}

/** Counts, then calls what was installed before it, as crash reporters do. */
static void later(int signal_number, siginfo_t *info, void *context)
{
    later_calls = later_calls + 1U;
    under_later.sa_sigaction(signal_number, info, context);
}

static void touch_forbidden(void *unused)
{
    (void)unused;
    *forbidden = 1U;
}

static void check_stopped_by_fault(void)
{
    const fake_entry_t entry = fake_run(1U, 1000U, fake_module_function(&module, text_spin), NULL, &module.text);
    CHECK(entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_ABANDONED);
    CHECK_EQUAL(entry.broken, 0U);
}

static void check_host_fault(uint32_t later_expected)
{
    const uint32_t earlier_before = earlier_calls;
    const uint32_t later_before = later_calls;
    if (sigsetjmp(back, 1) == 0) {
        touch_forbidden(NULL);
    }
    CHECK_EQUAL(earlier_calls - earlier_before, 1U);
    CHECK_EQUAL(later_calls - later_before, later_expected);
    CHECK(seen_address == (void *)(uintptr_t)forbidden);
}

/** A fault of the host's own code below a module, while a guard is entered. */
static void check_fault_in_callback(void)
{
    const uint32_t before = earlier_calls;
    fake_call_t call = {touch_forbidden, NULL};
    (void)fake_begin(1U);
    if (sigsetjmp(back, 1) == 0) {
        (void)fuse_platform_guard_enter(fake_module_function(&module, text_call_once), &call, &module.text);
    }
    (void)fake_end();
    CHECK_EQUAL(earlier_calls - before, 1U);
}

typedef void (*child_fn)(void);

static int signal_that_ends(child_fn child)
{
    (void)fflush(stdout);
    const pid_t pid = fork();
    if (pid == 0) {
        const struct rlimit none = {0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        child();
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(pid, &status, 0) == pid);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void fault_by_default(void)
{
    (void)signal(SIGSEGV, SIG_DFL);
    fuse_platform_init();
    touch_forbidden(NULL);
}

static void sent_by_default(void)
{
    (void)signal(SIGSEGV, SIG_DFL);
    fuse_platform_init();
    (void)raise(SIGSEGV);
    /* The platform gives the default its turn at once. */
    fuse_platform_sleep_us(1000U);
}

static void module_faults_by_default(void)
{
    (void)signal(SIGSEGV, SIG_DFL);
    fuse_platform_init();
    module = fake_module_map();
    (void)fake_begin(1U);
    (void)fuse_platform_guard_enter(fake_module_function(&module, text_count), NULL, &module.text);
}

int main(void)
{
    forbidden = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(forbidden != MAP_FAILED);

    /* Before the platform is up in this process. */
    CHECK_EQUAL(signal_that_ends(fault_by_default), SIGSEGV);
    CHECK_EQUAL(signal_that_ends(sent_by_default), SIGSEGV);
    CHECK_EQUAL(signal_that_ends(module_faults_by_default), SIGSEGV);

    struct sigaction action = {0};
    action.sa_sigaction = earlier;
    action.sa_flags = SA_SIGINFO;
    CHECK(sigaction(SIGSEGV, &action, NULL) == 0);
    /* A signal that the host uses is left alone. */
    struct sigaction taken = {0};
    taken.sa_handler = SIG_IGN;
    CHECK(sigaction(SIGRTMIN + 5, &taken, NULL) == 0);
    CHECK(!fuse_platform_linux_set_signal(SIGUSR1));
    CHECK(!fuse_platform_linux_set_signal(SIGRTMAX + 1));
    fuse_platform_init();
    CHECK(!fuse_platform_linux_set_signal(SIGRTMIN + 9));
    struct sigaction present;
    CHECK(sigaction(SIGRTMIN + 5, NULL, &present) == 0);
    CHECK(present.sa_handler == SIG_IGN);
    CHECK(sigaction(SIGRTMIN + 6, NULL, &present) == 0);
    CHECK((present.sa_flags & SA_ONSTACK) != 0);

    module = fake_module_map();
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_FAULT);
    check_stopped_by_fault();
    check_host_fault(0U);
    check_fault_in_callback();
    check_stopped_by_fault();

    /* A handler installed over ours is kept, and called first, and may call us. */
    action.sa_sigaction = later;
    CHECK(sigaction(SIGSEGV, &action, &under_later) == 0);
    check_host_fault(1U);
    check_stopped_by_fault();
    CHECK_EQUAL(later_calls, 1U);
    check_host_fault(1U);
    check_host_fault(1U);
    check_fault_in_callback();
    check_stopped_by_fault();
    return check_finish();
}

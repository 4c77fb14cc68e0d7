/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file thread.c
 * A thread that steps modules: its alternate signal stack, and how deep its own stack may be used.
 */
#include "host.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef AT_MINSIGSTKSZ
#define AT_MINSIGSTKSZ 51
#endif

/** Room for a chained handler, such as one that prints a report. */
#define ALTERNATE_STACK (64U * 1024U)
/** What a stack of the thread's own must offer beyond the processor's signal frame to be kept. */
#define ALTERNATE_STACK_LEAST (8U * 1024U)

/** What stays free below a module for native functions and the host's callbacks. Sanitizers make their frames larger. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STACK_RESERVE (256U * 1024U)
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define STACK_RESERVE (256U * 1024U)
#endif
#ifndef STACK_RESERVE
#define STACK_RESERVE (64U * 1024U)
#endif

typedef struct {
    void *mapping;
    size_t mapping_size;
    stack_t before;
    void (*on_exit)(void);
} thread_t;

static _Thread_local thread_t self;
static _Thread_local uintptr_t stack_limit;
static pthread_key_t exit_key;

uint32_t fuse_host_thread_id(void)
{
    return (uint32_t)syscall(SYS_gettid);
}

static void leave_thread(void *unused)
{
    (void)unused;
    self.on_exit();
    if (self.mapping != NULL) {
        (void)sigaltstack(&self.before, NULL);
        (void)munmap(self.mapping, self.mapping_size);
        self.mapping = NULL;
    }
}

static void create_exit_key(void)
{
    errno = pthread_key_create(&exit_key, leave_thread);
    if (errno != 0) {
        fuse_host_fail("cannot create a key for thread exit");
    }
}

/** A module may be stopped at the very end of its stack, where no signal frame fits. */
static void install_alternate_stack(void)
{
    const size_t frame = (size_t)getauxval(AT_MINSIGSTKSZ);
    if (sigaltstack(NULL, &self.before) != 0) {
        fuse_host_fail("cannot read the alternate signal stack");
    }
    const bool has_one = ((unsigned int)self.before.ss_flags & (unsigned int)SS_DISABLE) == 0U;
    if (has_one && (self.before.ss_size >= (frame + ALTERNATE_STACK_LEAST))) {
        return;
    }

    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t stack_size = ((frame + ALTERNATE_STACK + page) - 1U) & ~(page - 1U);
    const size_t mapping_size = stack_size + page;
    void *const mapping = mmap(NULL, mapping_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    /* The lowest page is a guard: an overflow faults instead of overwriting a neighbour. */
    if ((mapping == MAP_FAILED) || (mprotect(mapping, page, PROT_NONE) != 0)) {
        fuse_host_fail("cannot map an alternate signal stack");
    }
    const stack_t stack = {.ss_sp = (unsigned char *)mapping + page, .ss_flags = 0, .ss_size = stack_size};
    if (sigaltstack(&stack, NULL) != 0) {
        fuse_host_fail("cannot install an alternate signal stack");
    }
    self.mapping = mapping;
    self.mapping_size = mapping_size;
}

void fuse_host_thread_prepare(int stop_signal, void (*on_exit)(void))
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, create_exit_key);

    self.on_exit = on_exit;
    if (self.mapping == NULL) {
        install_alternate_stack();
    }

    sigset_t needed;
    (void)sigemptyset(&needed);
    (void)sigaddset(&needed, stop_signal);
    (void)sigaddset(&needed, SIGSEGV);
    errno = pthread_sigmask(SIG_UNBLOCK, &needed, NULL);
    if (errno == 0) {
        errno = pthread_setspecific(exit_key, &self);
    }
    if (errno != 0) {
        fuse_host_fail("cannot prepare a thread for running modules");
    }
    (void)fuse_host_stack_limit();
}

uintptr_t fuse_host_stack_limit(void)
{
    if (stack_limit != 0U) {
        return stack_limit;
    }
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0U;
    errno = pthread_getattr_np(pthread_self(), &attributes);
    if (errno == 0) {
        errno = pthread_attr_getstack(&attributes, &lowest, &size);
        (void)pthread_attr_destroy(&attributes);
    }
    if (errno != 0) {
        fuse_host_fail("cannot find the thread's stack");
    }
    /* On a small stack the reserve is a part of it, so that modules keep most. */
    const size_t reserve = ((size / 4U) < STACK_RESERVE) ? (size / 4U) : STACK_RESERVE;
    stack_limit = (uintptr_t)lowest + reserve;
    return stack_limit;
}

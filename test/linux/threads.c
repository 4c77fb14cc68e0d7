/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file threads.c
 * The runtime moves between threads, threads end, the process forks, the host masks signals and has signal stacks of its own.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_linux.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static fake_module_t module;

static bool stops(uint32_t quota_us)
{
    const fake_entry_t entry = fake_run(1U, quota_us, fake_module_function(&module, text_spin), NULL, &module.text);
    return entry.expired && (entry.guard == FUSE_GUARD_ABANDONED) && (entry.broken == 0U) && (entry.expired_after_us >= quota_us);
}

static void *stop_once(void *good)
{
    *(bool *)good = stops(500U);
    return NULL;
}

static uint32_t mappings(void)
{
    uint32_t lines = 0U;
    FILE *const maps = fopen("/proc/self/maps", "r");
    for (int c = (maps != NULL) ? getc(maps) : EOF; c != EOF; c = getc(maps)) {
        lines += (c == '\n') ? 1U : 0U;
    }
    if (maps != NULL) {
        (void)fclose(maps);
    }
    return lines;
}

/** Each thread is prepared on its first entry and leaves nothing when it ends; a stop afterwards hits nobody. */
static void check_threads_end(void)
{
    uint32_t good_threads = 0U;
    uint32_t before = 0U;
    for (uint32_t i = 0U; i < 200U; i++) {
        bool good = false;
        pthread_t thread;
        if (!CHECK(pthread_create(&thread, NULL, stop_once, &good) == 0)) {
            return;
        }
        (void)pthread_join(thread, NULL);
        good_threads += good ? 1U : 0U;
        const uint32_t word = fake_begin(1U);
        fuse_quota_expired_entry(word);
        (void)fake_end();
        if (i == 50U) {
            before = mappings();
        }
    }
    CHECK_EQUAL(good_threads, 200U);
    /* glibc keeps stacks of threads for others: a few mappings more or less are its own. */
    CHECK(mappings() <= (before + 4U));
}

typedef struct {
    sem_t go;
    sem_t done;
    bool good;
    bool quit;
} turn_t;

static void *take_turns(void *argument)
{
    turn_t *const turn = argument;
    for (;;) {
        (void)sem_wait(&turn->go);
        if (turn->quit) {
            return NULL;
        }
        turn->good = stops(200U);
        (void)sem_post(&turn->done);
    }
}

static void check_moving(void)
{
    turn_t turns[2] = {0};
    pthread_t threads[2];
    for (uint32_t i = 0U; i < 2U; i++) {
        (void)sem_init(&turns[i].go, 0, 0U);
        (void)sem_init(&turns[i].done, 0, 0U);
        CHECK(pthread_create(&threads[i], NULL, take_turns, &turns[i]) == 0);
    }
    uint32_t good = 0U;
    for (uint32_t i = 0U; i < 200U; i++) {
        turn_t *const turn = &turns[i % 2U];
        (void)sem_post(&turn->go);
        (void)sem_wait(&turn->done);
        good += turn->good ? 1U : 0U;
        good += ((i % 7U != 0U) || stops(200U)) ? 1U : 0U;
    }
    CHECK_EQUAL(good, 400U);
    for (uint32_t i = 0U; i < 2U; i++) {
        turns[i].quit = true;
        (void)sem_post(&turns[i].go);
        (void)pthread_join(threads[i], NULL);
    }
}

static void *blocked_thread(void *good)
{
    sigset_t all;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, NULL);
    *(bool *)good = stops(500U);
    return NULL;
}

/** Whether a module is stopped on a thread with a signal stack of this size, and whether that stack is still installed. */
static bool stops_with_signal_stack(size_t size, bool *kept)
{
    /* Mapped, not static: AddressSanitizer unmaps a thread's signal stack when the thread ends. */
    void *const own = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack_t stack = {.ss_sp = own, .ss_flags = 0, .ss_size = size};
    bool good = (own != MAP_FAILED) && (sigaltstack(&stack, NULL) == 0);
    good = stops(500U) && good;
    (void)sigaltstack(NULL, &stack);
    *kept = stack.ss_sp == own;
    return good && (stack.ss_size >= size);
}

static void *large_stack_thread(void *good)
{
    bool kept = false;
    *(bool *)good = stops_with_signal_stack(64U * 1024U, &kept) && kept;
    return NULL;
}

static void *tiny_stack_thread(void *good)
{
    bool kept = true;
    *(bool *)good = stops_with_signal_stack(4096U, &kept) && !kept;
    return NULL;
}

static void check_thread(void *(*body)(void *))
{
    bool good = false;
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, body, &good) == 0);
    (void)pthread_join(thread, NULL);
    CHECK(good);
}

static _Atomic bool handler_ran;

static void slow_host_handler(int signal_number)
{
    (void)signal_number;
    atomic_store(&handler_ran, true);
    const uint64_t end_us = fuse_platform_get_timestamp_us() + 20000U;
    while (fuse_platform_get_timestamp_us() < end_us) {
    }
}

static void *send_signal(void *target)
{
    fuse_platform_sleep_us(2000U);
    (void)pthread_kill(*(pthread_t *)target, SIGUSR1);
    return NULL;
}

/** The stop comes while a handler of the host's interrupts the module: the handler runs to its end, the module does not go on. */
static void check_stop_in_host_handler(void)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats_t after;
    struct sigaction action = {0};
    action.sa_handler = slow_host_handler;
    CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
    pthread_t self = pthread_self();
    pthread_t sender;
    fuse_platform_linux_stats(&before);
    CHECK(pthread_create(&sender, NULL, send_signal, &self) == 0);
    CHECK(stops(10000U));
    (void)pthread_join(sender, NULL);
    CHECK(atomic_load(&handler_ran));
    fuse_platform_linux_stats(&after);
    CHECK_EQUAL((after.faulted - before.faulted) + (after.redirected - before.redirected), 1U);
}

static void check_fork(void)
{
    for (uint32_t i = 0U; i < 20U; i++) {
        (void)fflush(stdout);
        const pid_t pid = fork();
        if (pid == 0) {
            const bool good = stops(1000U) && stops(1000U);
            _exit(good ? 42 : 1);
        }
        int status = 0;
        CHECK(waitpid(pid, &status, 0) == pid);
        CHECK(WIFEXITED(status) && (WEXITSTATUS(status) == 42));
        CHECK(stops(1000U));
    }
}

static void fork_here(void *pid)
{
    *(pid_t *)pid = fork();
    if (*(pid_t *)pid == 0) {
        fuse_quota_expired(1U);
    }
}

/** A host callback forks: both processes go on inside the guarded call, and the child's can be stopped. */
static void check_fork_in_callback(void)
{
    pid_t pid = -1;
    fake_call_t call = {fork_here, &pid};
    (void)fflush(stdout);
    const fake_entry_t entry = fake_run(1U, 0U, fake_module_function(&module, text_call_once), &call, &module.text);
    if (pid == 0) {
        _exit((entry.expired && (entry.guard == FUSE_GUARD_ABANDONED) && stops(1000U)) ? 42 : 1);
    }
    CHECK(!entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_RETURNED);
    int status = 0;
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(WIFEXITED(status) && (WEXITSTATUS(status) == 42));
}

int main(void)
{
    module = fake_module_map();
    /* No fuse_platform_init(): the first entry brings the platform up. */
    CHECK(stops(1000U));
    check_threads_end();
    check_moving();
    check_thread(blocked_thread);
    check_thread(large_stack_thread);
    check_thread(tiny_stack_thread);
    check_stop_in_host_handler();
    check_fork();
    check_fork_in_callback();
    return check_finish();
}

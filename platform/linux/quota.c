/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file quota.c
 * The quota timer: arming is one store, a watchdog thread samples it.
 */
#include "internal.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DEFAULT_PERIOD_US 1000U
#define SHORTEST_PERIOD_US 20U
#define LONGEST_PERIOD_US 1000000U
#define DEFAULT_IDLE_SAMPLES 100U
#define WATCHDOG_STACK (256U * 1024U)

#define AWAKE 0U
#define ASLEEP 1U
#define NO_THREAD 2U

/** A count of arms in the upper half tells one quota from the next; microseconds in the lower, 0 when cancelled. */
static _Alignas(64) _Atomic uint64_t quota;
static _Atomic uint32_t quota_id;
/** State of the watchdog thread. Who changes it from ASLEEP or NO_THREAD to AWAKE has to wake or start it. */
static _Atomic uint32_t watchdog = NO_THREAD;

static _Alignas(64) _Atomic uint32_t period_us = DEFAULT_PERIOD_US;
static _Atomic uint32_t idle_samples_limit = DEFAULT_IDLE_SAMPLES;
static _Atomic bool stop_again;

static void start_watchdog(void);

static __attribute__((noinline, cold)) void wake(void)
{
    const int saved_errno = errno;
    const uint32_t was = atomic_exchange(&watchdog, AWAKE);
    if (was == ASLEEP) {
        (void)syscall(SYS_futex, &watchdog, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    } else if (was == NO_THREAD) {
        start_watchdog();
    } else {
        /* Someone else has just woken it. */
    }
    errno = saved_errno;
}

void fuse_platform_quota_arm(uint32_t id, uint32_t us)
{
    const uint64_t last = atomic_load_explicit(&quota, memory_order_relaxed);
    const uint64_t count = (last >> 32) + 1U;
    atomic_store_explicit(&quota_id, id, memory_order_relaxed);
    atomic_store_explicit(&quota, (count << 32) | us, memory_order_release);
    /* The store must be visible before the watchdog's state is read; fall_asleep() has the fence that costs nothing here. */
    atomic_signal_fence(memory_order_seq_cst);
    if (atomic_load_explicit(&watchdog, memory_order_relaxed) != AWAKE) {
        wake();
    }
}

void fuse_platform_quota_cancel(uint32_t id)
{
    (void)id;
    const uint64_t last = atomic_load_explicit(&quota, memory_order_relaxed);
    atomic_store_explicit(&quota, last & ~(uint64_t)UINT32_MAX, memory_order_release);
}

bool fuse_platform_linux_set_period_us(uint32_t us)
{
    if ((us < SHORTEST_PERIOD_US) || (us > LONGEST_PERIOD_US)) {
        return false;
    }
    atomic_store_explicit(&period_us, us, memory_order_relaxed);
    return true;
}

void fuse_platform_linux_set_idle_samples(uint32_t samples)
{
    atomic_store_explicit(&idle_samples_limit, samples, memory_order_relaxed);
}

void fuse_linux_quota_stop_again(void)
{
    atomic_store(&stop_again, true);
    if (atomic_load(&watchdog) == ASLEEP) {
        wake();
    }
}

/** The quota that the watchdog follows. */
typedef struct {
    uint64_t quota;
    uint64_t deadline_ns;
    uint32_t word;
    bool running;
} followed_t;

/**
 * Follows `seen` from now on. The word belongs to it only if it is still armed after the word was read: the next entry has another
 * word, but by then this quota is cancelled or replaced.
 */
static void follow(followed_t *followed, uint64_t seen)
{
    const uint32_t id = atomic_load_explicit(&quota_id, memory_order_acquire);
    const uint32_t word = fuse_entry_word();
    if (atomic_load(&quota) != seen) {
        return;
    }
    if (((word & FUSE_PLATFORM_ENTRY_PHASE_MASK) != FUSE_PLATFORM_ENTRY_ARMED) || (((word >> FUSE_PLATFORM_ENTRY_ID_SHIFT) & FUSE_PLATFORM_ENTRY_ID_MASK) != id)) {
        return;
    }
    followed->quota = seen;
    followed->word = word;
    followed->running = true;
    /* The clock is read after the quota was seen, hence after it was armed: the deadline is never early. */
    followed->deadline_ns = fuse_host_now_ns() + ((seen & UINT32_MAX) * 1000U);
}

/** Sleeps until someone arms a quota other than `seen`, unless that has happened already. */
static void fall_asleep(uint64_t seen)
{
    atomic_store(&watchdog, ASLEEP);
    /* Makes every other thread of the process execute a full fence: one that arms has either stored its quota before, and it is
     * seen below, or reads ASLEEP. */
    (void)syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
    if ((atomic_load(&quota) != seen) || atomic_load(&stop_again)) {
        (void)atomic_exchange(&watchdog, AWAKE);
        return;
    }
    while (atomic_load(&watchdog) == ASLEEP) {
        (void)syscall(SYS_futex, &watchdog, FUTEX_WAIT_PRIVATE, ASLEEP, NULL, NULL, 0);
    }
}

static void *watch(void *unused)
{
    (void)unused;
    (void)prctl(PR_SET_NAME, "fuse-watchdog");
    /* The default slack of 50 µs would make each stop later by as much. */
    (void)prctl(PR_SET_TIMERSLACK, 1UL);
    /* Kernels without it (before 4.14, or a seccomp filter): the watchdog then never sleeps. */
    const bool may_sleep = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;

    followed_t followed = {0};
    uint64_t last_seen = 0U;
    uint32_t idle_samples = 0U;
    uint64_t next_sample_ns = fuse_host_now_ns();
    for (;;) {
        const uint64_t seen = atomic_load(&quota);
        const bool armed = (seen & UINT32_MAX) != 0U;
        if (seen != followed.quota) {
            followed.running = false;
            if (armed) {
                follow(&followed, seen);
            }
        }

        const uint64_t now = fuse_host_now_ns();
        if (followed.running && (now >= followed.deadline_ns)) {
            followed.running = false;
            fuse_quota_expired_entry(followed.word);
        }
        if (atomic_load_explicit(&stop_again, memory_order_relaxed) && atomic_exchange(&stop_again, false)) {
            fuse_platform_guard_stop();
        }

        const bool nothing_to_do = (seen == last_seen) && (!armed || ((seen == followed.quota) && !followed.running));
        idle_samples = nothing_to_do ? (idle_samples + 1U) : 0U;
        last_seen = seen;
        if (may_sleep && (idle_samples > atomic_load_explicit(&idle_samples_limit, memory_order_relaxed))) {
            idle_samples = 0U;
            fall_asleep(seen);
            next_sample_ns = fuse_host_now_ns();
            continue;
        }

        if (now >= next_sample_ns) {
            const uint64_t period_ns = (uint64_t)atomic_load_explicit(&period_us, memory_order_relaxed) * 1000U;
            next_sample_ns += period_ns;
            if (next_sample_ns <= now) {
                next_sample_ns = now + period_ns;
            }
        }
        const bool deadline_first = followed.running && (followed.deadline_ns < next_sample_ns);
        fuse_linux_sleep_until_ns(deadline_first ? followed.deadline_ns : next_sample_ns);
    }
    return NULL;
}

static void start_watchdog(void)
{
    /* The host's signals are none of the watchdog's: it inherits a full mask. */
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);

    pthread_attr_t attributes;
    pthread_t thread;
    errno = pthread_attr_init(&attributes);
    if (errno == 0) {
        (void)pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
        errno = pthread_attr_setstacksize(&attributes, WATCHDOG_STACK);
    }
    if (errno == 0) {
        errno = pthread_create(&thread, &attributes, watch, NULL);
    }
    if (errno != 0) {
        fuse_host_fail("cannot start the quota's watchdog thread");
    }
    (void)pthread_attr_destroy(&attributes);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void fuse_linux_quota_init(void)
{
    if (atomic_load(&watchdog) == NO_THREAD) {
        wake();
    }
}

void fuse_linux_quota_forked(void)
{
    atomic_store(&watchdog, NO_THREAD);
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file corruption.c
 * A bounded, seeded campaign: damaged images must all be refused and leave nothing behind, random policies must be judged as the
 * rules say, random log cursors must not matter. Meant to run under AddressSanitizer as well.
 *
 *   fuse_corruption [SEED [ROUNDS]]
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuse.h"
#include "fuse_platform.h"
#include "test_modules.h"
#include "wasm_export.h"

#define DEFAULT_ROUNDS 100000U
#define IMAGE_MAX 16384U
#define ALL_CAPABILITIES 31U
#define ALL_ACTIVATIONS 7U

static uint64_t pool[8192];
static uint64_t log_memory[512];
static uint32_t random_state;
static uint32_t failures;

static void fail(const char *what, uint32_t round)
{
    failures++;
    (void)printf("  round %" PRIu32 ": %s\n", round, what);
}

static uint32_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static uint32_t below(uint32_t limit)
{
    return next_random() % limit;
}

static uint32_t pool_free(void)
{
    mem_alloc_info_t info;
    return wasm_runtime_get_mem_alloc_info(&info) ? info.total_free_size : 0U;
}

/** Damages the image in one of many ways; the size after it. The result may be the same as before. */
static uint32_t damage(uint8_t *image, uint32_t size)
{
    const uint32_t at = below(size);
    const uint32_t rest = size - at;
    const uint32_t length = 1U + below(rest);
    switch (below(7U)) {
    case 0:
        image[at] = (uint8_t)(image[at] ^ (1U << below(8U)));
        return size;
    case 1:
        image[at] = (uint8_t)next_random();
        return size;
    case 2:
        memset(image + at, (int)(next_random() & 0xFFU), length);
        return size;
    case 3:
        memmove(image + at, image + below(size - length + 1U), length);
        return size;
    case 4:
        return at + 1U;
    case 5:
        memmove(image + at, image + at + length - 1U, rest - length + 1U);
        return size - length + 1U;
    default:
        for (uint32_t i = 0; i < length; i++) {
            image[at + i] = (uint8_t)next_random();
        }
        return size;
    }
}

static bool damaged_image(const uint8_t *original, uint32_t size, uint32_t round)
{
    /* From the heap, of the very size: AddressSanitizer then sees a read behind the end. */
    uint8_t *const scratch = malloc(IMAGE_MAX);
    const fuse_policy_t policy = {.capabilities = ALL_CAPABILITIES, .memory_pages_max = 1U, .stack_size = 8192U,
                                  .cpu_quota_us = 1000000U, .activation_mask = FUSE_ACTIVATION_MANUAL};
    fuse_module_id_t id = 0U;
    if (scratch == NULL || size > IMAGE_MAX) {
        free(scratch);
        fail("no memory for the image", round);
        return false;
    }
    memcpy(scratch, original, size);
    uint32_t length = size;
    for (uint32_t i = below(4U) + 1U; i > 0U; i--) {
        length = damage(scratch, length);
    }
    uint8_t *const image = malloc(length);
    if (image == NULL) {
        free(scratch);
        fail("no memory for the image", round);
        return false;
    }
    memcpy(image, scratch, length);
    const bool same = length == size && memcmp(image, original, size) == 0;
    const uint32_t free_before = pool_free();
    const fuse_stat_t stat = fuse_module_load(image, length, &policy, &id);
    if (same && stat != FUSE_SUCCESS) {
        fail("an undamaged image was refused", round);
    }
    if (!same && stat != FUSE_ERR_MODULE_LOAD_FAILED) {
        fail("a damaged image was not refused", round);
    }
    if (stat == FUSE_SUCCESS && fuse_module_unload(id) != FUSE_SUCCESS) {
        fail("a module was not unloaded", round);
    }
    if (pool_free() != free_before) {
        fail("the pool is not as before", round);
    }
    free(image);
    free(scratch);
    return !same;
}

static uint32_t word(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void random_policy(uint32_t round)
{
    const uint32_t length = below(4U) == 0U ? below(64U) : 32U;
    uint8_t *const bytes = malloc(length == 0U ? 1U : length);
    fuse_policy_t policy;
    if (bytes == NULL) {
        fail("no memory for the policy", round);
        return;
    }
    for (uint32_t i = 0; i < length; i++) {
        /* Mostly zeros, so that some are valid. */
        bytes[i] = below(3U) == 0U ? (uint8_t)next_random() : 0U;
    }
    bool valid = false;
    if (length == 32U) {
        if (below(2U) == 0U) {
            memset(bytes + 1, 0, 3U);
            memset(bytes + 25, 0, 3U);
        }
        valid = (word(bytes) & ~ALL_CAPABILITIES) == 0U && (word(bytes + 24) & ~ALL_ACTIVATIONS) == 0U;
    }
    const fuse_stat_t stat = fuse_policy_from_bin(bytes, length, &policy);
    if (stat != (valid ? FUSE_SUCCESS : FUSE_ERR_INVALID_ARG)) {
        fail("a policy was judged wrongly", round);
    }
    if (stat == FUSE_SUCCESS &&
        (policy.capabilities != word(bytes) || policy.stack_size != word(bytes + 8) || policy.event_subscribe != word(bytes + 28))) {
        fail("a policy was read wrongly", round);
    }
    free(bytes);
}

static void random_cursor(uint32_t round)
{
    fuse_log_entry_t entry;
    uint32_t cursor = next_random();
    const fuse_stat_t stat = fuse_log_read(&cursor, &entry);
    if (stat == FUSE_SUCCESS) {
        if (memchr(entry.text, '\0', sizeof entry.text) == NULL || entry.origin > 1U || entry.level > 2U) {
            fail("a log entry is not one", round);
        }
    } else if (stat != FUSE_ERR_LOG_END) {
        fail("log_read failed", round);
    }
}

int main(int argc, char **argv)
{
    const fuse_hal_t hal = {.quota_arm = fuse_platform_quota_arm, .quota_cancel = fuse_platform_quota_cancel};
    const uint32_t seed = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 0) : 20240229U;
    const uint32_t rounds = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : DEFAULT_ROUNDS;
    uint32_t damaged = 0U;

    random_state = seed == 0U ? 1U : seed;
    fuse_platform_init();
    if (fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal) != FUSE_SUCCESS) {
        fail("init failed", 0U);
    }
    for (uint32_t round = 0; round < rounds && failures < 20U; round++) {
        const bool first = round % 2U == 0U;
        damaged += damaged_image(first ? module_worker_aot : module_speaker_aot,
                                 first ? module_worker_aot_size : module_speaker_aot_size, round)
                       ? 1U
                       : 0U;
        random_policy(round);
        random_cursor(round);
    }
    if (fuse_deinit() != FUSE_SUCCESS) {
        fail("deinit failed", rounds);
    }
    if (damaged < rounds / 2U) {
        fail("too few images were damaged", rounds);
    }
    (void)printf("seed %" PRIu32 ": %" PRIu32 " damaged images\n%u passed, %u failed\n", seed, damaged, failures == 0U ? 1U : 0U,
                 failures == 0U ? 0U : 1U);
    return failures == 0U ? EXIT_SUCCESS : EXIT_FAILURE;
}

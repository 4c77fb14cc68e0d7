/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file libc.c
 * The functions that stand in for libc's on a Cortex-M, compiled for this machine, give what libc's own give.
 */
#include "check.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of platform/freertos/wamr, under other names. */
int fuse_snprintf(char *restrict buffer, size_t size, const char *restrict format, ...);
int fuse_vsnprintf(char *restrict buffer, size_t size, const char *restrict format, va_list values);
int fuse_atoi(const char *text);
void fuse_qsort(void *elements, size_t count, size_t size, int (*compare)(const void *, const void *));

#define ROOM 96U
#define LONGEST_ARRAY 100U
#define ROUNDS 200U

/** Room for everything, for a part, for one character, for the NUL, for nothing. */
static const size_t sizes[] = {ROOM, 7U, 2U, 1U, 0U};

#define CHECK_SAME(...)                                                                                                            \
    for (size_t size_index = 0U; size_index < (sizeof sizes / sizeof sizes[0]); size_index++) {                                    \
        char ours[ROOM];                                                                                                           \
        char theirs[ROOM];                                                                                                         \
        (void)memset(ours, '#', sizeof ours);                                                                                      \
        (void)memset(theirs, '#', sizeof theirs);                                                                                  \
        CHECK_EQUAL(fuse_snprintf(ours, sizes[size_index], __VA_ARGS__), snprintf(theirs, sizes[size_index], __VA_ARGS__));        \
        CHECK(memcmp(ours, theirs, sizeof ours) == 0);                                                                             \
    }

static uint64_t random_word(void)
{
    const uint64_t bits = ((uint64_t)check_random(UINT32_MAX) << 32) | check_random(UINT32_MAX);
    return bits >> check_random(64U);
}

static void check_numbers(uint64_t bits)
{
    const int number = (int)(uint32_t)bits;
    CHECK_SAME("%d", number);
    CHECK_SAME("%u", (unsigned int)number);
    CHECK_SAME("%x|%08x|%8x", (unsigned int)number, (unsigned int)number, (unsigned int)number);
    CHECK_SAME("%05d|%12d|%012d|%3d", number, number, number, number);
    CHECK_SAME("%ld|%lu|%lx", (long)bits, (unsigned long)bits, (unsigned long)bits);
    CHECK_SAME("%" PRId32 "|%" PRIu32 "|%" PRIx32, (int32_t)bits, (uint32_t)bits, (uint32_t)bits);
    CHECK_SAME("%lld|%llu|%llx|%021llu", (long long)bits, (unsigned long long)bits, (unsigned long long)bits, (unsigned long long)bits);
    CHECK_SAME("%zu|%zd|%20zu", (size_t)bits, (ssize_t)bits, (size_t)bits);
}

static void check_texts(void)
{
    /* The forms that WAMR's messages have. */
    CHECK_SAME("AOT module load failed: %s", "invalid magic number");
    CHECK_SAME("%s module load failed: %s", "AOT", "");
    CHECK_SAME("too many items in the index space(%u+%u).", 4000000000U, 7U);
    CHECK_SAME("invalid relocation type %d.", -3);
    CHECK_SAME("%02" PRIu32 ":%02" PRIu32 ":%02" PRIu32 ":%03" PRIu32, (uint32_t)1, (uint32_t)23, (uint32_t)4, (uint32_t)56);
    CHECK_SAME("%s, line %d, ", "file.c", 12);
    CHECK_SAME("%.3s|%10s|%10.2s|%.0s|%.*s|%.*s", "abcdef", "right", "cut", "gone", 4, "starred", -1, "whole");
    CHECK_SAME("%c%c|%%|100%%", 'a', '\n');
    CHECK_SAME("no conversion at all");
    CHECK_SAME("%s", "longer than the seven bytes that one of the buffers has");
    char same[ROOM];
    (void)fuse_snprintf(same, sizeof same, "%p %s", (void *)(uintptr_t)0x12abU, (const char *)NULL);
    CHECK(strcmp(same, "12ab (null)") == 0);
}

static void check_through_list(const char *expected, const char *format, ...)
{
    char text[ROOM];
    va_list values;
    va_start(values, format);
    CHECK_EQUAL(fuse_vsnprintf(text, sizeof text, format, values), strlen(expected));
    va_end(values);
    CHECK(strcmp(text, expected) == 0);
}

/** Elements of three bytes with equal ones among them, so that nothing is aligned. */
typedef struct {
    unsigned char key;
    unsigned char rest[2];
} element_t;

static int compare_elements(const void *a, const void *b)
{
    const element_t *const left = a;
    const element_t *const right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static void check_sort(size_t count)
{
    element_t elements[LONGEST_ARRAY];
    uint32_t counts_before[256] = {0U};
    uint32_t counts_after[256] = {0U};
    for (size_t i = 0U; i < count; i++) {
        elements[i].key = (unsigned char)check_random(64U);
        elements[i].rest[0] = elements[i].key;
        elements[i].rest[1] = (unsigned char)~elements[i].key;
        counts_before[elements[i].key]++;
    }
    fuse_qsort(elements, count, sizeof elements[0], compare_elements);
    bool sorted = true;
    for (size_t i = 0U; i < count; i++) {
        counts_after[elements[i].key]++;
        sorted = sorted && ((i == 0U) || (elements[i - 1U].key <= elements[i].key)) && (elements[i].rest[0] == elements[i].key)
            && (elements[i].rest[1] == (unsigned char)~elements[i].key);
    }
    CHECK(sorted);
    CHECK(memcmp(counts_before, counts_after, sizeof counts_before) == 0);
}

int main(void)
{
    static const uint64_t edges[] = {0U, 1U, 9U, 10U, 255U, INT_MAX, (uint64_t)INT_MAX + 1U, UINT_MAX, LLONG_MAX, (uint64_t)LLONG_MAX + 1U, ULLONG_MAX};
    for (size_t i = 0U; i < (sizeof edges / sizeof edges[0]); i++) {
        check_numbers(edges[i]);
    }
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        check_numbers(random_word());
    }
    check_texts();
    check_through_list("one 2 three", "%s %d %s", "one", 2, "three");

    for (size_t count = 0U; count <= LONGEST_ARRAY; count++) {
        check_sort(count);
    }
    static const char *const texts[] = {"0", "7", "0042", "65535", "2147483647", "12#3", "", "x"};
    for (size_t i = 0U; i < (sizeof texts / sizeof texts[0]); i++) {
        CHECK_EQUAL(fuse_atoi(texts[i]), atoi(texts[i]));
    }
    return check_finish();
}

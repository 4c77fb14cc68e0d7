/* SPDX-License-Identifier: Apache-2.0 */
/** fuse-twin SCENARIO: plays a scenario's block of bytes on this machine; `fuse twin` writes the block and reads the lines. */
#include <stdio.h>
#include <stdlib.h>

#include "board.h"
#include "fuse_platform.h"
#include "player.h"

#define ALIGNMENT 16U

void board_console_write(const char *bytes, size_t length)
{
    (void)fwrite(bytes, 1U, length, stdout);
}

const uint8_t *board_build_id(size_t *length)
{
    *length = 0U;
    return NULL;
}

static void *room(size_t size)
{
    void *const memory = aligned_alloc(ALIGNMENT, (size / ALIGNMENT + 1U) * ALIGNMENT);
    if (memory == NULL) {
        (void)fputs("fuse-twin: not enough memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return memory;
}

/** The file's bytes; ends the program when it cannot be read. */
static void *read_file(const char *name, uint32_t *size)
{
    FILE *const file = fopen(name, "rb");
    if (file == NULL || fseek(file, 0L, SEEK_END) != 0) {
        (void)fprintf(stderr, "fuse-twin: cannot read %s\n", name);
        exit(EXIT_FAILURE);
    }
    const long length = ftell(file);
    rewind(file);
    *size = (length > 0L && (unsigned long)length <= UINT32_MAX) ? (uint32_t)length : 0U;
    void *const bytes = room(*size);
    if (fread(bytes, 1U, *size, file) != *size) {
        *size = 0U;
    }
    (void)fclose(file);
    return bytes;
}

static uint32_t largest_image(const twin_scenario_t *scenario)
{
    uint32_t largest = 0U;
    for (uint32_t i = 0U; i < scenario->header->module_count; i++) {
        largest = (scenario->modules[i].image_size > largest) ? scenario->modules[i].image_size : largest;
    }
    return largest;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fputs("usage: fuse-twin SCENARIO\n", stderr);
        return EXIT_FAILURE;
    }
    uint32_t size = 0U;
    twin_scenario_t scenario;
    const void *const block = read_file(argv[1], &size);
    if (!twin_open(block, size, &scenario)) {
        (void)fprintf(stderr, "fuse-twin: %s is no scenario that this version plays\n", argv[1]);
        return EXIT_FAILURE;
    }
    fuse_platform_init();
    const twin_memory_t memory = {.pool = room(scenario.header->pool_bytes),
                                  .log = room(scenario.header->log_bytes),
                                  .scratch = room(largest_image(&scenario)),
                                  .scratch_bytes = largest_image(&scenario)};
    return twin_play(&scenario, &memory) ? EXIT_SUCCESS : EXIT_FAILURE;
}

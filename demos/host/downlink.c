/* SPDX-License-Identifier: Apache-2.0 */
/** The downlink into files. */
#include "downlink.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *directory;
static uint8_t *taken;
static uint32_t capacity;
static uint32_t size;

bool downlink_init(const char *into, uint32_t bytes)
{
    directory = into;
    capacity = bytes;
    taken = malloc(bytes);
    return taken != NULL;
}

uint32_t downlink_take(void *bytes, uint32_t length)
{
    const uint32_t room = capacity - size;
    const uint32_t count = (length < room) ? length : room;
    (void)memcpy(&taken[size], bytes, count);
    size += count;
    return count;
}

uint32_t downlink_size(void)
{
    return size;
}

bool downlink_finish(uint32_t frame, char *name, size_t name_size)
{
    const uint32_t length = size;
    size = 0U;
    name[0] = '\0';
    if (length == 0U || directory == NULL) {
        return true;
    }
    char path[4096];
    (void)snprintf(name, name_size, "frame-%04u.rle", frame);
    const int path_length = snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *const file = (path_length > 0 && (size_t)path_length < sizeof path) ? fopen(path, "wb") : NULL;
    bool written = (file != NULL) && (fwrite(taken, 1U, length, file) == length);
    if (file != NULL && fclose(file) != 0) {
        written = false;
    }
    if (!written) {
        (void)fprintf(stderr, "error: cannot write %s/%s: %s\n", directory, name, strerror(errno));
    }
    return written;
}

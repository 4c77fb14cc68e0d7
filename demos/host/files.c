/* SPDX-License-Identifier: Apache-2.0 */
/** Files of the host program. */
#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_modules.h"
#include "downlink_buffer.h"
#include "fuse_app_config.h"

static uint8_t *images[FUSE_APP_MAX_MODULES];
static const char *downlink_directory;

/** A file's content in memory of its own, aligned as malloc() does, which is what fuse_module_load() needs; NULL if it cannot be read. */
static uint8_t *read_file(const char *path, uint32_t *size)
{
    FILE *const file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    uint8_t *content = NULL;
    if (fseek(file, 0L, SEEK_END) == 0) {
        const long length = ftell(file);
        rewind(file);
        content = (length > 0) ? malloc((size_t)length) : NULL;
        if (content != NULL && fread(content, 1U, (size_t)length, file) != (size_t)length) {
            free(content);
            content = NULL;
        }
        *size = (uint32_t)length;
    }
    (void)fclose(file);
    return content;
}

static bool start_one(uint32_t index, const char *directory)
{
    const char *const binary = app_modules[index].binary;
    char path[4096];
    const int length = snprintf(path, sizeof path, "%s/%s", directory, binary);
    uint32_t size = 0U;
    images[index] = (length > 0 && (size_t)length < sizeof path) ? read_file(path, &size) : NULL;
    if (images[index] == NULL) {
        (void)fprintf(stderr, "error: cannot read %s/%s: name the folder of the .aot files with --modules\n", directory, binary);
        return false;
    }
    app_failure_t failure;
    if (!app_start_module(index, (app_image_t){.bytes = images[index], .size = size}, &failure)) {
        (void)fprintf(stderr, "error: cannot %s module %s: %s\n", failure.what, failure.module->name, fuse_stat_name(failure.stat));
        return false;
    }
    return true;
}

bool modules_start(const char *directory)
{
    for (uint32_t i = 0U; i < app_module_count; i++) {
        if (!start_one(i, directory)) {
            return false;
        }
    }
    return true;
}

void modules_release(void)
{
    for (uint32_t i = 0U; i < app_module_count; i++) {
        free(images[i]);
        images[i] = NULL;
    }
}

void downlink_set_directory(const char *directory)
{
    downlink_directory = directory;
}

bool downlink_write_file(uint32_t frame, char *name, size_t name_size)
{
    const uint32_t length = downlink_size();
    name[0] = '\0';
    if (length == 0U || downlink_directory == NULL) {
        return true;
    }
    char path[4096];
    (void)snprintf(name, name_size, "frame-%04u.rle", frame);
    const int path_length = snprintf(path, sizeof path, "%s/%s", downlink_directory, name);
    FILE *const file = (path_length > 0 && (size_t)path_length < sizeof path) ? fopen(path, "wb") : NULL;
    bool written = (file != NULL) && (fwrite(downlink_bytes(), 1U, length, file) == length);
    if (file != NULL && fclose(file) != 0) {
        written = false;
    }
    if (!written) {
        (void)fprintf(stderr, "error: cannot write %s/%s: %s\n", downlink_directory, name, strerror(errno));
    }
    return written;
}

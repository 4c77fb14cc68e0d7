/* SPDX-License-Identifier: Apache-2.0 */
/** Loading the modules: image files and the policies of fuse_app_config.h. */
#include "modules.h"

#include <stdio.h>
#include <stdlib.h>

#include "fuse_app_config.h"

#define MODULE(NAME, MACRO)                                                    \
    {                                                                          \
        .name = (NAME),                                                        \
        .binary = FUSE_POLICY_##MACRO##_BINARY,                                \
        .policy = {.capabilities = FUSE_POLICY_##MACRO##_CAPABILITIES,         \
                   .memory_pages_max = FUSE_POLICY_##MACRO##_MEMORY_PAGES_MAX, \
                   .stack_size = FUSE_POLICY_##MACRO##_STACK_SIZE,             \
                   .heap_size = FUSE_POLICY_##MACRO##_HEAP_SIZE,               \
                   .cpu_quota_us = FUSE_POLICY_##MACRO##_CPU_QUOTA_US,         \
                   .step_interval_us = FUSE_POLICY_##MACRO##_STEP_INTERVAL_US, \
                   .activation_mask = FUSE_POLICY_##MACRO##_ACTIVATION_MASK,   \
                   .event_subscribe = FUSE_POLICY_##MACRO##_EVENT_SUBSCRIBE},  \
        .id = FUSE_INVALID_MODULE_ID,                                          \
        .image = NULL                                                          \
    }

demo_module_t demo_modules[] = {
#ifdef FUSE_POLICY_CAMERA_COMPRESS_BINARY
    MODULE("camera_compress", CAMERA_COMPRESS),
#endif
#ifdef FUSE_POLICY_FRAME_FILTER_BINARY
    MODULE("frame_filter", FRAME_FILTER),
#endif
#ifdef FUSE_POLICY_FRAME_COMPRESS_BINARY
    MODULE("frame_compress", FRAME_COMPRESS),
#endif
#ifdef FUSE_POLICY_HOSTILE_BINARY
    MODULE("hostile", HOSTILE),
#endif
};

const uint32_t demo_module_count = (uint32_t)(sizeof demo_modules / sizeof demo_modules[0]);

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

static bool start_one(demo_module_t *module, const char *directory)
{
    char path[4096];
    const int length = snprintf(path, sizeof path, "%s/%s", directory, module->binary);
    uint32_t size = 0U;
    module->image = (length > 0 && (size_t)length < sizeof path) ? read_file(path, &size) : NULL;
    if (module->image == NULL) {
        (void)fprintf(stderr, "error: cannot read %s/%s: name the folder of the .aot files with --modules\n", directory, module->binary);
        return false;
    }
    fuse_stat_t stat = fuse_module_load(module->image, size, &module->policy, &module->id);
    const char *what = "load";
    if (stat == FUSE_SUCCESS) {
        stat = fuse_module_start(module->id);
        what = "start";
    }
    if (stat != FUSE_SUCCESS) {
        (void)fprintf(stderr, "error: cannot %s module %s: %s\n", what, module->name, fuse_stat_name(stat));
        return false;
    }
    return true;
}

bool modules_start(const char *directory)
{
    for (uint32_t i = 0U; i < demo_module_count; i++) {
        if (!start_one(&demo_modules[i], directory)) {
            return false;
        }
    }
    return true;
}

void modules_release(void)
{
    for (uint32_t i = 0U; i < demo_module_count; i++) {
        free(demo_modules[i].image);
        demo_modules[i].image = NULL;
    }
}

const demo_module_t *module_by_id(fuse_module_id_t id)
{
    for (uint32_t i = 0U; i < demo_module_count; i++) {
        if (demo_modules[i].id == id && id != FUSE_INVALID_MODULE_ID) {
            return &demo_modules[i];
        }
    }
    return NULL;
}

uint32_t modules_of_camera(void)
{
    uint32_t mask = 0U;
    for (uint32_t i = 0U; i < demo_module_count; i++) {
        if ((demo_modules[i].policy.capabilities & FUSE_CAP_CAMERA) != 0U) {
            mask |= (uint32_t)1U << demo_modules[i].id;
        }
    }
    return mask;
}

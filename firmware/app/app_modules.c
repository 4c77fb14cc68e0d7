/* SPDX-License-Identifier: Apache-2.0 */
/** The table of modules, from fuse_app_config.h. */
#include "app_modules.h"

#include <stddef.h>

#include "fuse_app_config.h"

#define MODULE(NAME, MACRO)                                                    \
    {                                                                          \
        .name = #NAME,                                                         \
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
    },

app_module_t app_modules[] = {FUSE_APP_MODULES(MODULE)};

const uint32_t app_module_count = (uint32_t)(sizeof app_modules / sizeof app_modules[0]);

bool app_start_module(uint32_t index, app_image_t image, app_failure_t *failure)
{
    app_module_t *const module = &app_modules[index];
    *failure = (app_failure_t){.module = module, .what = "load"};
    failure->stat = fuse_module_load(image.bytes, image.size, &module->policy, &module->id);
    if (failure->stat == FUSE_SUCCESS) {
        failure->what = "start";
        failure->stat = fuse_module_start(module->id);
    }
    return failure->stat == FUSE_SUCCESS;
}

const app_module_t *app_module_by_id(fuse_module_id_t id)
{
    for (uint32_t i = 0U; i < app_module_count; i++) {
        if (app_modules[i].id == id && id != FUSE_INVALID_MODULE_ID) {
            return &app_modules[i];
        }
    }
    return NULL;
}

uint32_t app_modules_of_camera(void)
{
    uint32_t mask = 0U;
    for (uint32_t i = 0U; i < app_module_count; i++) {
        if ((app_modules[i].policy.capabilities & FUSE_CAP_CAMERA) != 0U && app_modules[i].id != FUSE_INVALID_MODULE_ID) {
            mask |= (uint32_t)1U << app_modules[i].id;
        }
    }
    return mask;
}

const char *app_state_name(fuse_module_state_t state)
{
    static const char *const names[] = {"LOADED", "RUNNING", "PAUSED", "TRAPPED", "QUOTA_EXCEEDED", "UNLOADED"};
    return (state < sizeof names / sizeof names[0]) ? names[state] : "UNKNOWN";
}

/* SPDX-License-Identifier: Apache-2.0 */
/** The devices, and the actions that change them. */
#include "world.h"

#include <string.h>

#include "clock.h"
#include "crc32.h"
#include "entries.h"
#include "lines.h"

/* A group that lives outside the runtime's tree. */
#ifndef FUSE_HAL_ENABLE_DOWNLINK
#define FUSE_HAL_ENABLE_DOWNLINK 0
#endif

/** Changed bytes of images that a scenario may have. */
#define CORRUPTIONS_MAX 64U

typedef struct {
    uint32_t module;
    uint32_t offset;
    uint32_t mask;
} corruption_t;

static const twin_scenario_t *scenario;
static uint32_t states[TWIN_DEVICES];
/** How many faults of each kind a device has at the moment. */
static uint32_t faults[TWIN_DEVICES][TWIN_STUCK + 1U];
static float temperature;
/** What a stuck sensor goes on giving. */
static float stuck_temperature;
static uint32_t frame;
static uint32_t stuck_frame;
static uint64_t stuck_clock;
static uint64_t booted_at;
static uint32_t overruns[TWIN_MODULES_MAX];
static corruption_t corruptions[CORRUPTIONS_MAX];
static uint32_t corruption_count;

static uint64_t device_clock(void)
{
    return twin_now() - booted_at;
}

void twin_world_begin(const twin_scenario_t *given)
{
    scenario = given;
    (void)memset(states, 0, sizeof states);
    (void)memset(faults, 0, sizeof faults);
    (void)memset(overruns, 0xFF, sizeof overruns);
    corruption_count = 0U;
    temperature = 0.0F;
    frame = TWIN_NONE;
}

void twin_world_boot(void)
{
    booted_at = twin_now();
    stuck_clock = 0U;
}

/* ---- The HAL ---- */

#if FUSE_HAL_ENABLE_TEMP_SENSOR
static float get_reading(void)
{
    twin_entry_called(TWIN_TEMP);
    if (states[TWIN_TEMP] == TWIN_FAILS) {
        return 0.0F;
    }
    return (states[TWIN_TEMP] == TWIN_STUCK) ? stuck_temperature : temperature;
}
#endif

#if FUSE_HAL_ENABLE_TIMER
static uint64_t get_timestamp(void)
{
    twin_entry_called(TWIN_TIMER);
    if (states[TWIN_TIMER] == TWIN_FAILS) {
        return 0U;
    }
    return (states[TWIN_TIMER] == TWIN_STUCK) ? stuck_clock : device_clock();
}
#endif

#if FUSE_HAL_ENABLE_CAMERA
static uint64_t last_frame(void *buffer, uint32_t capacity)
{
    twin_entry_called(TWIN_CAMERA);
    const uint32_t seen = (states[TWIN_CAMERA] == TWIN_STUCK) ? stuck_frame : frame;
    if (states[TWIN_CAMERA] == TWIN_FAILS || seen == TWIN_NONE) {
        return 0U;
    }
    const twin_frame_t *const shown = &scenario->frames[seen];
    const uint32_t size = (shown->size < capacity) ? shown->size : capacity;
    (void)memcpy(buffer, twin_at(scenario, shown->offset), size);
    return shown->size;
}
#endif

#if FUSE_HAL_ENABLE_DOWNLINK
static uint32_t take_downlink(void *bytes, uint32_t length)
{
    twin_entry_called(TWIN_DOWNLINK);
    if (states[TWIN_DOWNLINK] != TWIN_WORKS) {
        return 0U;
    }
    twin_line("down", twin_now());
    twin_word(twin_entry_module());
    twin_number(length);
    twin_number(crc32(bytes, length));
    twin_end_line();
    return length;
}
#endif

static bool has(uint32_t device)
{
    return (scenario->header->devices & (1U << device)) != 0U;
}

void twin_world_wire(fuse_hal_t *hal)
{
#if FUSE_HAL_ENABLE_TEMP_SENSOR
    hal->temp.get_reading = has(TWIN_TEMP) ? get_reading : NULL;
#endif
#if FUSE_HAL_ENABLE_TIMER
    hal->timer.get_timestamp = has(TWIN_TIMER) ? get_timestamp : NULL;
#endif
#if FUSE_HAL_ENABLE_CAMERA
    hal->camera.last_frame = has(TWIN_CAMERA) ? last_frame : NULL;
#endif
#if FUSE_HAL_ENABLE_DOWNLINK
    hal->downlink.write = has(TWIN_DOWNLINK) ? take_downlink : NULL;
#endif
}

/* ---- Actions ---- */

static void keep_last(uint32_t device)
{
    if (device == TWIN_TEMP) {
        stuck_temperature = temperature;
    } else if (device == TWIN_CAMERA) {
        stuck_frame = frame;
    } else {
        stuck_clock = device_clock();
    }
}

/** Faults may overlap: a device works again when the last has ended, and what fails is not stuck. */
static void set_state(uint32_t device, uint32_t begins, uint32_t ends)
{
    uint32_t *const count = faults[device];
    if (begins == TWIN_WORKS) {
        count[ends]--;
    } else {
        count[begins]++;
        if (begins == TWIN_STUCK && count[TWIN_STUCK] == 1U) {
            keep_last(device);
        }
    }
    states[device] = TWIN_WORKS;
    if (count[TWIN_FAILS] != 0U) {
        states[device] = TWIN_FAILS;
    } else if (count[TWIN_STUCK] != 0U) {
        states[device] = TWIN_STUCK;
    } else {
        /* None is left. */
    }
}

static void add_corruption(const twin_action_t *action)
{
    if (corruption_count < CORRUPTIONS_MAX) {
        corruptions[corruption_count] =
            (corruption_t){.module = action->subject, .offset = action->value, .mask = action->mask};
        corruption_count++;
    }
}

void twin_world_report(uint32_t index)
{
    twin_line("act", twin_now());
    twin_number(index);
    twin_end_line();
}

void twin_world_act(uint32_t index)
{
    const twin_action_t *const action = &scenario->actions[index];
    if (action->kind != TWIN_POST) {
        twin_world_report(index);
    }
    switch (action->kind) {
    case TWIN_POST:
        twin_post_interrupt(action->subject);
        break;
    case TWIN_TEMPERATURE:
        (void)memcpy(&temperature, &action->value, sizeof temperature);
        break;
    case TWIN_FRAME:
        frame = action->value;
        if (action->subject != TWIN_NONE) {
            twin_post_interrupt(action->subject);
        }
        break;
    case TWIN_DEVICE_STATE:
        set_state(action->subject, action->value, action->mask);
        break;
    case TWIN_OVERRUN:
        overruns[action->subject] = action->value;
        break;
    case TWIN_CORRUPT:
        add_corruption(action);
        break;
    default:
        break;
    }
}

uint32_t twin_world_take_overrun(uint32_t module)
{
    const uint32_t us = overruns[module];
    overruns[module] = TWIN_NONE;
    return us;
}

bool twin_world_is_corrupt(uint32_t module)
{
    for (uint32_t i = 0U; i < corruption_count; i++) {
        if (corruptions[i].module == module) {
            return true;
        }
    }
    return false;
}

void twin_world_corrupt(uint32_t module, uint8_t *image, uint32_t size)
{
    for (uint32_t i = 0U; i < corruption_count; i++) {
        if (corruptions[i].module == module && corruptions[i].offset < size) {
            image[corruptions[i].offset] ^= (uint8_t)corruptions[i].mask;
        }
    }
}

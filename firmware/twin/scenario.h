/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A scenario as `fuse twin` hands it to the player: one block of bytes, 8-byte aligned, little-endian; places are offsets from its
 * start. cli/twin/play-file.ts writes it. It carries the modules' images, so that a board runs them from flash.
 */
#ifndef TWIN_SCENARIO_H
#define TWIN_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#define TWIN_MAGIC 0x4E575446U
#define TWIN_VERSION 1U
#define TWIN_NAME_BYTES 64U
#define TWIN_NONE UINT32_MAX
/** Modules that a runtime can have: an id is a bit of a word. */
#define TWIN_MODULES_MAX 32U

typedef struct {
    uint32_t magic;
    uint32_t version;
    uint32_t size;
    /** Period of fuse_tick(); 0: the host sleeps until there is work. */
    uint32_t tick_us;
    uint64_t duration_us;
    uint32_t pool_bytes;
    uint32_t log_bytes;
    /** Bits of TWIN_DEVICE_*: what the application's HAL groups name. */
    uint32_t devices;
    /** Real time after which an entry is taken for one that never ends. */
    uint32_t hang_us;
    uint32_t module_count;
    uint32_t modules;
    uint32_t action_count;
    uint32_t actions;
    uint32_t frame_count;
    uint32_t frames;
} twin_header_t;

typedef struct {
    char name[TWIN_NAME_BYTES];
    /** The fields of fuse_policy_t, in order. */
    uint32_t policy[8];
    uint32_t image;
    uint32_t image_size;
    uint32_t init_us;
    /** Durations of its steps, one after the other; after the last the first, or, in a recording, none. */
    uint32_t durations;
    uint32_t duration_count;
    uint32_t is_recorded;
    /** 1: a step takes as long as this machine takes for it. */
    uint32_t is_measured;
    /** What each call of a device adds to a step, in microseconds, by TWIN_DEVICE. */
    uint32_t call_us[4];
    uint32_t reserved;
} twin_module_t;

typedef struct {
    uint64_t at_us;
    /** 0: once. */
    uint64_t period_us;
    /** How often; 0: for ever. */
    uint32_t times;
    uint32_t kind;
    uint32_t subject;
    uint32_t value;
    uint32_t mask;
    uint32_t reserved;
} twin_action_t;

typedef struct {
    uint32_t offset;
    uint32_t size;
} twin_frame_t;

/* Kinds of actions. Those of interrupts happen at their microsecond, also in the middle of a step; */
/** Posts event `subject`. */
#define TWIN_POST 1U
/** The temperature is the float whose bits `value` has. */
#define TWIN_TEMPERATURE 2U
/** The camera's latest frame is `value`, and event `subject` is posted unless it is TWIN_NONE. */
#define TWIN_FRAME 3U
/** A fault of device `subject` begins, `value` being TWIN_FAILS or TWIN_STUCK; with TWIN_WORKS one of kind `mask` ends. */
#define TWIN_DEVICE_STATE 4U
/** The next step of module `subject` takes `value` microseconds. */
#define TWIN_OVERRUN 5U
/** Byte `value` of the image of module `subject` is changed by `mask`, from the next load on. */
#define TWIN_CORRUPT 6U
/** Power is lost for `value` microseconds. */
#define TWIN_POWER_LOSS 7U
/* those of the runtime's task when a tick is over. */
/** The host restarts the runtime in good order, which takes `value` microseconds. */
#define TWIN_RESTART 8U
#define TWIN_RELOAD 9U
#define TWIN_PAUSE 10U
#define TWIN_RESUME 11U

#define TWIN_TEMP 0U
#define TWIN_CAMERA 1U
#define TWIN_TIMER 2U
#define TWIN_DOWNLINK 3U
#define TWIN_DEVICES 4U

#define TWIN_WORKS 0U
#define TWIN_FAILS 1U
#define TWIN_STUCK 2U

typedef struct {
    const twin_header_t *header;
    const twin_module_t *modules;
    const twin_action_t *actions;
    const twin_frame_t *frames;
} twin_scenario_t;

/** Takes a block apart; false: it is not of this version, or cut off. */
bool twin_open(const void *block, uint32_t size, twin_scenario_t *out);

/** The bytes at an offset. */
const void *twin_at(const twin_scenario_t *scenario, uint32_t offset);

#endif

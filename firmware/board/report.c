/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The application's reports as console lines, for people and programs: docs/firmware.md lists them. A serial line is slow, and a line
 * that is out is progress.
 */
#include "report.h"

#include "app_modules.h"
#include "application.h"
#include "board.h"
#include "console.h"
#include "crc32.h"
#include "downlink_buffer.h"
#include "fuse_app_config.h"
#include "run.h"
#include "supervisor.h"

#define DOWNLINK_BYTES_A_LINE 32U

static void put_name(fuse_module_id_t id)
{
    const app_module_t *const module = app_module_by_id(id);
    board_console_text((module == NULL) ? "-" : module->name);
}

static const char *level_name(uint8_t level)
{
    static const char *const names[] = {"debug", "info", "fatal"};
    return (level < sizeof names / sizeof names[0]) ? names[level] : "fatal";
}

void report_start(uint32_t width, uint32_t height)
{
    for (uint32_t i = 0U; i < app_module_count; i++) {
        if (app_modules[i].id != FUSE_INVALID_MODULE_ID) {
            board_console_text("module ");
            board_console_number(app_modules[i].id);
            board_console_text(" ");
            board_console_text(app_modules[i].name);
            console_field("quota_us", app_modules[i].policy.cpu_quota_us);
            console_end_line();
        }
    }
    board_console_text("start");
    console_field("width", width);
    console_field("height", height);
    board_console_text(" application ");
    console_text(FUSE_APP_NAME);
    console_end_line();
}

void report_log(uint32_t frame, const fuse_log_entry_t *entry)
{
    (void)frame;
    supervisor_progress();
    board_console_text("log ");
    console_time(entry->timestamp_us);
    board_console_text((entry->origin == FUSE_LOG_ORIGIN_GUEST) ? " guest " : " runtime ");
    put_name(entry->module_id);
    board_console_text(" ");
    board_console_text(level_name(entry->level));
    board_console_text(" ");
    console_text(entry->text);
    console_end_line();
}

void report_stopped(fuse_module_id_t id, fuse_module_state_t state)
{
    board_console_text("stopped ");
    put_name(id);
    board_console_text(" ");
    board_console_text(app_state_name(state));
    console_end_line();
}

static void put_downlink(uint32_t frame, const uint8_t *bytes, uint32_t length)
{
    for (uint32_t offset = 0U; offset < length; offset += DOWNLINK_BYTES_A_LINE) {
        const uint32_t rest = length - offset;
        supervisor_progress();
        board_console_text("down ");
        board_console_number(frame);
        board_console_text(" ");
        board_console_number(offset);
        board_console_text(" ");
        board_console_hex(&bytes[offset], (rest < DOWNLINK_BYTES_A_LINE) ? rest : DOWNLINK_BYTES_A_LINE);
        console_end_line();
    }
}

bool report_frame(uint32_t frame, const report_step_t *steps, uint32_t step_count, uint32_t missed)
{
    const uint32_t length = downlink_size();
    put_downlink(frame, downlink_bytes(), length);
    const uint32_t crc = crc32(downlink_bytes(), length);
    const uint8_t crc_bytes[] = {(uint8_t)(crc >> 24), (uint8_t)(crc >> 16), (uint8_t)(crc >> 8), (uint8_t)crc};
    board_console_text("frame ");
    board_console_number(frame);
    console_field("missed", missed);
    console_field("bytes", length);
    board_console_text(" crc32 ");
    board_console_hex(crc_bytes, sizeof crc_bytes);
    board_console_text(" steps");
    for (uint32_t i = 0U; i < step_count; i++) {
        const app_module_t *const module = app_module_by_id(steps[i].id);
        console_field((module == NULL) ? "-" : module->name, steps[i].step_us);
    }
    console_end_line();
    return true;
}

void report_end(uint32_t frames, uint32_t missed)
{
    for (uint32_t i = 0U; i < app_module_count; i++) {
        fuse_module_info_t info = {0};
        (void)fuse_module_info(app_modules[i].id, &info);
        board_console_text("result ");
        board_console_text(app_modules[i].name);
        board_console_text(" ");
        board_console_text(app_state_name(info.state));
        console_field("steps", info.steps);
        console_field("quota_kills", info.quota_kills);
        console_field("traps", info.traps);
        console_field("step_us_max", info.step_us_max);
        console_field("pool_bytes", info.pool_bytes);
        console_field("memory_bytes", info.memory_bytes);
        console_end_line();
    }
    board_console_text("end");
    console_field("frames", frames);
    console_field("missed", missed);
    console_field("log_lost", app_log_lost());
    console_field("stack_unused", application_stack_unused());
    console_end_line();
}

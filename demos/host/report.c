/* SPDX-License-Identifier: Apache-2.0 */
/** What the host tells its front end: one JSON object a line on standard output. demos/README.md lists them. */
#include "report.h"

#include <inttypes.h>
#include <stdio.h>

#include "app_modules.h"
#include "camera.h"
#include "downlink_buffer.h"
#include "files.h"
#include "fuse_app_config.h"
#include "run.h"

/** A JSON string of bytes from anywhere: what is not plain ASCII is escaped, so that the line stays valid. */
static void put_string(const char *text)
{
    (void)putchar('"');
    for (const char *c = text; *c != '\0'; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\') {
            (void)printf("\\%c", byte);
        } else if (byte < 0x20U || byte >= 0x7FU) {
            (void)printf("\\u%04x", byte);
        } else {
            (void)putchar(byte);
        }
    }
    (void)putchar('"');
}

static void put_module(fuse_module_id_t id)
{
    const app_module_t *const module = app_module_by_id(id);
    (void)printf("\"module\":");
    if (module == NULL) {
        (void)printf("null");
    } else {
        put_string(module->name);
    }
}

static void put_frame(uint32_t frame)
{
    if (frame == CAMERA_NO_FRAME) {
        (void)printf("\"frame\":null");
    } else {
        (void)printf("\"frame\":%" PRIu32, frame);
    }
}

/** Ends a line, and hands it over at once: the front end shows progress. */
static void end_line(void)
{
    (void)printf("}\n");
    (void)fflush(stdout);
}

void report_start(uint32_t width, uint32_t height)
{
    (void)printf("{\"type\":\"start\",\"application\":");
    put_string(FUSE_APP_NAME);
    (void)printf(",\"width\":%" PRIu32 ",\"height\":%" PRIu32 ",\"modules\":[", width, height);
    for (uint32_t i = 0U; i < app_module_count; i++) {
        (void)printf("%s{", (i == 0U) ? "" : ",");
        put_module(app_modules[i].id);
        (void)printf(",\"id\":%" PRIu32 ",\"quota_us\":%" PRIu32 "}", app_modules[i].id, app_modules[i].policy.cpu_quota_us);
    }
    (void)printf("]");
    end_line();
}

void report_log(uint32_t frame, const fuse_log_entry_t *entry)
{
    (void)printf("{\"type\":\"log\",");
    put_frame(frame);
    (void)printf(",\"time_us\":%" PRIu64 ",\"origin\":\"%s\",\"level\":%u,", entry->timestamp_us,
                 (entry->origin == FUSE_LOG_ORIGIN_GUEST) ? "guest" : "runtime", entry->level);
    put_module(entry->module_id);
    (void)printf(",\"text\":");
    put_string(entry->text);
    end_line();
}

void report_stopped(fuse_module_id_t id, fuse_module_state_t state)
{
    (void)printf("{\"type\":\"stopped\",");
    put_module(id);
    (void)printf(",\"state\":\"%s\"", app_state_name(state));
    end_line();
}

bool report_frame(uint32_t frame, const report_step_t *steps, uint32_t step_count, uint32_t missed)
{
    char file[32];
    const uint32_t bytes = downlink_size();
    if (!downlink_write_file(frame, file, sizeof file)) {
        return false;
    }
    (void)printf("{\"type\":\"frame\",");
    put_frame(frame);
    (void)printf(",\"missed\":%" PRIu32 ",\"bytes\":%" PRIu32 ",\"file\":", missed, bytes);
    put_string(file);
    (void)printf(",\"steps\":[");
    for (uint32_t i = 0U; i < step_count; i++) {
        (void)printf("%s{", (i == 0U) ? "" : ",");
        put_module(steps[i].id);
        (void)printf(",\"step_us\":%" PRIu32 "}", steps[i].step_us);
    }
    (void)printf("]");
    end_line();
    return true;
}

void report_end(uint32_t frames, uint32_t missed)
{
    (void)printf("{\"type\":\"end\",\"frames\":%" PRIu32 ",\"missed\":%" PRIu32 ",\"log_lost\":%" PRIu32 ",\"modules\":[", frames,
                 missed, app_log_lost());
    for (uint32_t i = 0U; i < app_module_count; i++) {
        fuse_module_info_t info = {0};
        (void)fuse_module_info(app_modules[i].id, &info);
        (void)printf("%s{", (i == 0U) ? "" : ",");
        put_module(app_modules[i].id);
        (void)printf(",\"state\":\"%s\",\"steps\":%" PRIu32 ",\"quota_kills\":%" PRIu32 ",\"traps\":%" PRIu32
                     ",\"step_us_max\":%" PRIu32 ",\"pool_bytes\":%" PRIu32 ",\"memory_bytes\":%" PRIu32 "}",
                     app_state_name(info.state), info.steps, info.quota_kills, info.traps, info.step_us_max, info.pool_bytes,
                     info.memory_bytes);
    }
    (void)printf("]");
    end_line();
}

/* SPDX-License-Identifier: Apache-2.0 */
/** Takes a scenario's block of bytes apart. */
#include "scenario.h"

const void *twin_at(const twin_scenario_t *scenario, uint32_t offset)
{
    return (const uint8_t *)(const void *)scenario->header + offset;
}

bool twin_open(const void *block, uint32_t size, twin_scenario_t *out)
{
    const twin_header_t *const header = block;
    if (size < sizeof *header || header->magic != TWIN_MAGIC || header->version != TWIN_VERSION || header->size != size) {
        return false;
    }
    out->header = header;
    out->modules = twin_at(out, header->modules);
    out->actions = twin_at(out, header->actions);
    out->frames = twin_at(out, header->frames);
    return true;
}

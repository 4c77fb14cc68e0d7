// SPDX-License-Identifier: Apache-2.0
/**
 * Woken by an event, it posts OVERHEATED once when the temperature reaches 60 degrees, and again only after it fell below 55.
 * Needs TEMP_SENSOR, LOG and EVENT_POST.
 */
#include <fuse_module.hpp>

namespace {
constexpr uint32_t overheated = 1U;
bool is_hot;
} // namespace

FUSE_MODULE_STEP()
{
    const float celsius = fuse::temp_get_reading();
    if (!is_hot && celsius >= 60.0F) {
        is_hot = true;
        fuse::log(fuse::level::info, "overheated");
        fuse::fuse_event_post(overheated);
    } else if (is_hot && celsius < 55.0F) {
        is_hot = false;
        fuse::log(fuse::level::info, "cooled down");
    }
}

// SPDX-License-Identifier: Apache-2.0
/** Sends the camera's frame down as it is, and logs how much of it was taken. Needs CAMERA, LOG and DOWNLINK. */
#include <fuse_module.hpp>

namespace {
uint8_t frame[64U * 48U];
}

FUSE_MODULE_STEP()
{
    const auto taken = fuse::span<const uint8_t>(frame).first(static_cast<uint32_t>(fuse::camera_last_frame(frame)));
    const bool all = fuse::downlink_write(taken) == taken.size();
    fuse::log(fuse::level::info, all ? fuse::text_view("sent") : fuse::text_view("sent in part"));
}

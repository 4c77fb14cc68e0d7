// SPDX-License-Identifier: Apache-2.0
/** Takes the camera's frame, run-length-encodes it, and logs both sizes and a checksum of the bytes. Needs CAMERA and LOG. */
#include <fuse_module.hpp>

namespace {

constexpr uint32_t frame_bytes = 64U * 48U;
constexpr uint32_t max_run = 255U;

uint8_t frame[frame_bytes];
/** A pair for each byte, when no two neighbours are equal. */
uint8_t encoded[2U * frame_bytes];

/** Pairs of a count (1 to 255) and the value that occurs so often in a row. */
fuse::span<const uint8_t> encode(fuse::span<const uint8_t> input, fuse::span<uint8_t> output)
{
    uint32_t written = 0U;
    uint32_t position = 0U;
    while (position < input.size()) {
        const uint8_t value = input[position];
        uint32_t run = 1U;
        while (run < max_run && position + run < input.size() && input[position + run] == value) {
            run++;
        }
        output[written] = static_cast<uint8_t>(run);
        output[written + 1U] = value;
        written += 2U;
        position += run;
    }
    return output.first(written);
}

/** Adler-32. */
uint32_t checksum(fuse::span<const uint8_t> bytes)
{
    uint32_t low = 1U;
    uint32_t high = 0U;
    for (const uint8_t byte : bytes) {
        low = (low + byte) % 65521U;
        high = (high + low) % 65521U;
    }
    return (high << 16U) | low;
}

} // namespace

FUSE_MODULE_STEP()
{
    const auto length = static_cast<uint32_t>(fuse::camera_last_frame(frame));
    if (length == 0U) {
        fuse::log(fuse::level::info, "no frame");
        return;
    }
    const auto compressed = encode(fuse::span<const uint8_t>(frame).first(length), encoded);
    fuse::line()
        .text("compressed ")
        .number(length)
        .text(" to ")
        .number(compressed.size())
        .text(" bytes, checksum ")
        .number(checksum(compressed))
        .log(fuse::level::info);
}

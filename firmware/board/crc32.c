/* SPDX-License-Identifier: Apache-2.0 */
/** CRC-32, bit by bit: a table would cost a kilobyte for a few kilobytes of data a second. */
#include "crc32.h"

/** The polynomial of IEEE 802.3, bits reversed. */
#define POLYNOMIAL 0xEDB88320U

uint32_t crc32(const uint8_t *bytes, uint32_t length)
{
    uint32_t crc = UINT32_MAX;
    for (uint32_t i = 0U; i < length; i++) {
        crc ^= bytes[i];
        for (uint32_t bit = 0U; bit < 8U; bit++) {
            crc = (crc >> 1) ^ (((crc & 1U) != 0U) ? POLYNOMIAL : 0U);
        }
    }
    return ~crc;
}

/* SPDX-License-Identifier: Apache-2.0 */
/** CRC-32 as zlib and Ethernet have it. */
#ifndef FIRMWARE_CRC32_H
#define FIRMWARE_CRC32_H

#include <stdint.h>

uint32_t crc32(const uint8_t *bytes, uint32_t length);

#endif

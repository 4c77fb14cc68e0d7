/* SPDX-License-Identifier: Apache-2.0 */
/** @file seal.c The seal at the end of an image. */
#include "seal.h"

#include <stdlib.h>
#include <string.h>

#include "natives.h"
#include "sha256.h"

#define SECTION_TYPE_CUSTOM 100U
#define SECTION_SUBTYPE_RAW 0U
#define SECTION_HEADER_SIZE 8U
#define SEAL_SIZE 96U
#define SEAL_FORMAT 1U
#define SEAL_CHECKS_BOUNDS 1U
#define SEAL_CHECKS_STACK 2U

static const char seal_name[] = "fuse.seal";

static uint8_t *put_u16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)(value & 0xFFU);
    at[1] = (uint8_t)((value >> 8U) & 0xFFU);
    return at + 2;
}

static uint8_t *put_u32(uint8_t *at, uint32_t value)
{
    return put_u16(put_u16(at, value & 0xFFFFU), value >> 16U);
}

static uint8_t *put_bytes(uint8_t *at, const void *bytes, size_t size)
{
    memcpy(at, bytes, size);
    return at + size;
}

bool seal_append(buffer_t *image)
{
    const uint32_t padded = (image->size + 3U) & ~3U;
    uint8_t *const bytes = realloc(image->bytes, (size_t)padded + SEAL_SIZE);
    if (bytes == NULL) {
        return false;
    }
    memset(bytes + image->size, 0, padded - image->size);

    uint8_t *at = bytes + padded;
    at = put_u32(at, SECTION_TYPE_CUSTOM);
    at = put_u32(at, SEAL_SIZE - SECTION_HEADER_SIZE);
    at = put_u32(at, SECTION_SUBTYPE_RAW);
    at = put_u16(at, (uint32_t)sizeof seal_name);
    at = put_bytes(at, seal_name, sizeof seal_name);
    at = put_u32(at, SEAL_FORMAT);
    at = put_u32(at, SEAL_CHECKS_BOUNDS | SEAL_CHECKS_STACK);
    at = put_bytes(at, natives_hash, NATIVES_HASH_SIZE);
    sha256(bytes, (size_t)(at - bytes), at);

    image->bytes = bytes;
    image->size = padded + SEAL_SIZE;
    return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
/** @file seal.c The end of an image: what it was made from, and the seal. */
#include "seal.h"

#include <stdlib.h>
#include <string.h>

#include "natives.h"

#define SECTION_TYPE_CUSTOM 100U
#define SECTION_SUBTYPE_RAW 0U
#define SECTION_HEADER_SIZE 8U
#define ORIGIN_SIZE 56U
#define SEAL_SIZE 96U
#define SEAL_FORMAT 1U
#define SEAL_CHECKS_BOUNDS 1U
#define SEAL_CHECKS_STACK 2U

static const char origin_name[] = "fuse.wasm";
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

/** The head of a raw custom section that takes `size` bytes in all. */
static uint8_t *put_head(uint8_t *at, uint32_t size, const char *name, size_t name_size)
{
    uint8_t *next = put_u32(at, SECTION_TYPE_CUSTOM);
    next = put_u32(next, size - SECTION_HEADER_SIZE);
    next = put_u32(next, SECTION_SUBTYPE_RAW);
    next = put_u16(next, (uint32_t)name_size);
    return put_bytes(next, name, name_size);
}

bool seal_append(buffer_t *image, const uint8_t origin[SHA256_SIZE])
{
    const uint32_t padded = (image->size + 3U) & ~3U;
    uint8_t *const bytes = realloc(image->bytes, (size_t)padded + ORIGIN_SIZE + SEAL_SIZE);
    if (bytes == NULL) {
        return false;
    }
    memset(bytes + image->size, 0, padded - image->size);

    uint8_t *at = bytes + padded;
    at = put_head(at, ORIGIN_SIZE, origin_name, sizeof origin_name);
    at = put_bytes(at, origin, SHA256_SIZE);
    at = put_head(at, SEAL_SIZE, seal_name, sizeof seal_name);
    at = put_u32(at, SEAL_FORMAT);
    at = put_u32(at, SEAL_CHECKS_BOUNDS | SEAL_CHECKS_STACK);
    at = put_bytes(at, natives_hash, NATIVES_HASH_SIZE);
    sha256(bytes, (size_t)(at - bytes), at);

    image->bytes = bytes;
    image->size = padded + ORIGIN_SIZE + SEAL_SIZE;
    return true;
}

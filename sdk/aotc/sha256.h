/* SPDX-License-Identifier: Apache-2.0 */
/** @file sha256.h SHA-256, by LLVM's support library. */
#ifndef FUSE_AOTC_SHA256_H
#define FUSE_AOTC_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE 32U

#ifdef __cplusplus
extern "C" {
#endif

void sha256(const uint8_t *bytes, size_t size, uint8_t hash[SHA256_SIZE]);

#ifdef __cplusplus
}
#endif

#endif

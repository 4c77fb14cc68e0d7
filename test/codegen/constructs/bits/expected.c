/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from bits/input.ts by codegen; do not edit. */
/** Operators: & | ^ ~ on unsigned types. */
#include "input.h"

#define READY 0x1U
#define FAULT 0x80U

uint32_t fuse_masked(uint32_t status)
{
    return (status & ~FAULT) | READY;
}

uint8_t fuse_toggled(uint8_t flags, uint8_t mask)
{
    return (uint8_t)(flags ^ mask);
}

bool fuse_is_ready(uint32_t status)
{
    return (status & READY) != 0U && (status & FAULT) == 0U;
}

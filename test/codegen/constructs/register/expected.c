/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from register/input.ts by codegen; do not edit. */
/** Hardware: registers, each access a volatile one. */
#include "input.h"

#define DATA 0x40011004U
#define READY 0x80U

void fuse_send(uint8_t byte)
{
    volatile uint32_t *const data = (volatile uint32_t *)(uintptr_t)DATA;
    *data = (uint32_t)byte;
}

bool fuse_is_ready(uart_t *uart)
{
    return (uart->status & READY) != 0U;
}

void fuse_echo(uart_t *uart)
{
    const uint32_t byte = uart->data;
    uart->data = byte;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from register/input.ts by codegen; do not edit. */
/** Hardware: registers, each access a volatile one. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

typedef struct uart {
    volatile uint32_t status;
    volatile uint32_t data;
} uart_t;

void fuse_send(uint8_t byte);
bool fuse_is_ready(uart_t *uart);
void fuse_echo(uart_t *uart);

#endif

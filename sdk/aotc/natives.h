/* SPDX-License-Identifier: Apache-2.0 */
/** @file natives.h The native functions that a module may import from "env", as derived from the runtime's HAL groups. */
#ifndef FUSE_AOTC_NATIVES_H
#define FUSE_AOTC_NATIVES_H

#include <stdbool.h>
#include <stdint.h>

#define NATIVES_MODULE "env"
#define NATIVES_HASH_SIZE 32U

/** SHA-256 of the natives text, see "Seal" in docs/architecture.md. */
extern const uint8_t natives_hash[NATIVES_HASH_SIZE];

/** Makes the functions known to WAMR, so that calls to them are compiled as direct calls. */
bool natives_register(void);

/** WAMR's signature of the function of that name, "(ii)I" for example, or NULL. */
const char *natives_signature(const char *name);

/** The known name that resembles `name` most, or NULL if none does. */
const char *natives_nearest(const char *name);

#endif

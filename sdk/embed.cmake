# SPDX-License-Identifier: Apache-2.0
# Script: writes the file IMAGE as the C array NAME_aot into OUTPUT_DIR/NAME.c and NAME.h.

file(READ ${IMAGE} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
# 16 bytes a line.
string(REGEX REPLACE "(................................................................................)" "    \\1\n" lines "${bytes}")
string(REGEX REPLACE "\n(0x[^\n]*)$" "\n    \\1\n" lines "${lines}")

string(TOUPPER ${NAME} guard)
file(CONFIGURE OUTPUT ${OUTPUT_DIR}/${NAME}.h @ONLY CONTENT [[/* The ahead-of-time image of module @NAME@. Generated. */
#ifndef @guard@_AOT_H
#define @guard@_AOT_H

#include <stdint.h>

extern const uint8_t @NAME@_aot[];
extern const uint32_t @NAME@_aot_size;

#endif
]])
file(CONFIGURE OUTPUT ${OUTPUT_DIR}/${NAME}.c @ONLY CONTENT [[/* The ahead-of-time image of module @NAME@. Generated. */
#include "@NAME@.h"

_Alignas(8) const uint8_t @NAME@_aot[@size@] = {
@lines@};
const uint32_t @NAME@_aot_size = @size@U;
]])

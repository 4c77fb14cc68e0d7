/* SPDX-License-Identifier: Apache-2.0 */
/** @file twice.c The second source of the module `indirect`. */
#include "indirect.h"

unsigned twice(unsigned value)
{
    return value * FACTOR;
}

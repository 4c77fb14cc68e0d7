/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file cmsdk_watchdog.h
 * The watchdog of Arm's Cortex-M System Design Kit (DDI 0479): when it runs out it asks for an interrupt, and if that was
 * not answered when it runs out again, it resets.
 */
#ifndef CMSDK_WATCHDOG_H
#define CMSDK_WATCHDOG_H

#include <stdint.h>

void cmsdk_watchdog_start(uintptr_t base, uint32_t counts);
void cmsdk_watchdog_kick(uintptr_t base);

#endif

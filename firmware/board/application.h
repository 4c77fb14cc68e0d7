/* SPDX-License-Identifier: Apache-2.0 */
/** The application, and what it asks of what it runs on: a kernel's task, or a process of Linux. */
#ifndef FIRMWARE_APPLICATION_H
#define FIRMWARE_APPLICATION_H

#include <stdbool.h>
#include <stdint.h>

/** Runs the modules of app_config.json to the end of the application; gives 0, or 1 if something could not be done. */
uint32_t application_run(void);

/** Whether someone has asked for the end. Weak; false. */
bool application_is_over(void);

/** Bytes of the stack below application_run() that were never used; 0 where that is not known. */
uint32_t application_stack_unused(void);

#endif

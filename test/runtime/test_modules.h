/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file test_modules.h
 * The images of the test modules, built from modules/ and embedded.
 */
#ifndef FUSE_TEST_MODULES_H
#define FUSE_TEST_MODULES_H

#include "module_all_calls.h"
#include "module_aux_stack.h"
#include "module_busy.h"
#include "module_camera.h"
#include "module_constructors.h"
#include "module_deinit_result.h"
#include "module_four_gib.h"
#include "module_four_gib_growing.h"
#include "module_grow.h"
#include "module_hostile.h"
#include "module_imported_global.h"
#include "module_imported_start.h"
#include "module_init_parameter.h"
#include "module_lifecycle.h"
#include "module_no_step.h"
#include "module_poster.h"
#include "module_sensors.h"
#include "module_speaker.h"
#include "module_stack_depth.h"
#include "module_step_global.h"
#include "module_step_imported.h"
#include "module_step_imported_plain.h"
#include "module_step_parameter.h"
#include "module_step_result.h"
#include "module_two_growing_pages.h"
#include "module_two_pages.h"
#include "module_unknown_import.h"
#include "module_unknown_namespace.h"
#include "module_worker.h"
#include "module_wrong_signature.h"

#endif

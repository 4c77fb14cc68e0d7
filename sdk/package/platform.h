/* SPDX-License-Identifier: Apache-2.0 */
/** @file platform.h The old name of fuse_platform.h. */
#ifndef FUSE_PLATFORM_OLD_NAME_H
#define FUSE_PLATFORM_OLD_NAME_H

#include <fuse_platform.h>

#endif

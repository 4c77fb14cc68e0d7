/* SPDX-License-Identifier: Apache-2.0 */
/** @file fuse_types.h The old name: all types are in fuse.h. */
#ifndef FUSE_TYPES_H
#define FUSE_TYPES_H

#include "fuse.h"

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/** @file indirect.h Between the two sources of the module `indirect`. */
#ifndef INDIRECT_H
#define INDIRECT_H

unsigned twice(unsigned value);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/** @file report.h Error messages of fuse-aotc: "fuse-aotc: FILE: what is wrong". */
#ifndef FUSE_AOTC_REPORT_H
#define FUSE_AOTC_REPORT_H

#include <stdbool.h>

/** Prints one message about `file` to standard error. Returns false, so that a check can end with it. */
bool report(const char *file, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/** @file files.c Whole files in and out. */
#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

bool file_read(const char *path, buffer_t *contents)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return report(path, "cannot be read: %s", strerror(errno));
    }

    bool ok = true;
    contents->bytes = NULL;
    if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
        ok = report(path, "is not a regular file");
    } else if (status.st_size > INT32_MAX) {
        ok = report(path, "is larger than 2 GiB");
    } else {
        contents->size = (uint32_t)status.st_size;
        /* One byte more, because malloc(0) may give NULL. */
        contents->bytes = malloc((size_t)contents->size + 1U);
        if (contents->bytes == NULL) {
            ok = report(path, "does not fit into memory");
        } else if (fread(contents->bytes, 1U, contents->size, file) != contents->size) {
            ok = report(path, "cannot be read: %s", strerror(errno));
        }
    }
    fclose(file);
    if (!ok) {
        free(contents->bytes);
    }
    return ok;
}

bool file_check_output(const char *path, const char *input)
{
    struct stat output_status;
    struct stat input_status;

    if (stat(path, &output_status) != 0) {
        return true;
    }
    if (!S_ISREG(output_status.st_mode)) {
        return report(path, "is not a regular file and cannot be replaced");
    }
    if (stat(input, &input_status) == 0 && input_status.st_dev == output_status.st_dev && input_status.st_ino == output_status.st_ino) {
        return report(path, "is the input file: name another output with -o");
    }
    return true;
}

/** mkstemp() makes files that only their owner may read; an output has the usual rights. */
static mode_t usual_rights(void)
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666U & ~mask;
}

static bool write_all(int descriptor, const buffer_t *contents)
{
    uint32_t written = 0;
    while (written < contents->size) {
        const ssize_t count = write(descriptor, contents->bytes + written, contents->size - written);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        written += count > 0 ? (uint32_t)count : 0U;
    }
    return fchmod(descriptor, usual_rights()) == 0;
}

bool file_write(const char *path, const buffer_t *contents)
{
    static const char suffix[] = ".XXXXXX";
    const size_t length = strlen(path);
    char *temporary = malloc(length + sizeof suffix);
    if (temporary == NULL) {
        return report(path, "cannot be written: %s", strerror(errno));
    }
    memcpy(temporary, path, length);
    memcpy(temporary + length, suffix, sizeof suffix);

    bool ok = false;
    const int descriptor = mkstemp(temporary);
    if (descriptor >= 0) {
        ok = write_all(descriptor, contents);
        ok = close(descriptor) == 0 && ok;
        ok = ok && rename(temporary, path) == 0;
        if (!ok) {
            const int reason = errno;
            unlink(temporary);
            errno = reason;
        }
    }
    free(temporary);
    return ok || report(path, "cannot be written: %s", strerror(errno));
}

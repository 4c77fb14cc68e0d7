/* SPDX-License-Identifier: Apache-2.0 */
/** @file main.c fuse-aotc: compiles a WebAssembly module ahead of time into a sealed image. */
#include <stdlib.h>

#include "arguments.h"
#include "compile.h"
#include "files.h"
#include "report.h"
#include "seal.h"

static bool run(const arguments_t *arguments)
{
    buffer_t wasm = {.bytes = NULL, .size = 0U};
    buffer_t image = {.bytes = NULL, .size = 0U};

    bool ok = file_read(arguments->input, &wasm) && file_check_output(arguments->output, arguments->input);
    uint8_t origin[SHA256_SIZE];
    if (ok) {
        /* Now: WAMR writes into what it loads. */
        sha256(wasm.bytes, wasm.size, origin);
        ok = compile(wasm, arguments->target, arguments->input, &image);
    }
    if (ok && !seal_append(&image, origin)) {
        ok = report(arguments->output, "does not fit into memory");
    }
    ok = ok && file_write(arguments->output, &image);
    free(wasm.bytes);
    free(image.bytes);
    return ok;
}

int main(int argc, char **argv)
{
    const arguments_t arguments = arguments_parse(argc, argv);
    return run(&arguments) ? EXIT_SUCCESS : EXIT_FAILURE;
}

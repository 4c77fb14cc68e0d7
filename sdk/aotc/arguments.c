/* SPDX-License-Identifier: Apache-2.0 */
/** @file arguments.c The command line of fuse-aotc, over glibc's argp. */
#include "arguments.h"

#include <argp.h>
#include <stddef.h>

#define OPTION_TARGET 't'
#define OPTION_OUTPUT 'o'

const char *argp_program_version = "fuse-aotc " FUSE_VERSION " (WAMR " FUSE_WAMR_VERSION ", LLVM " FUSE_LLVM_VERSION ")";

static const char description[] =
    "Compiles a WebAssembly module ahead of time into a sealed image for the FUSE runtime.\v"
    "Targets: host (x86-64-v2), cortex-m4 (ARMv7E-M with single-precision FPU), cortex-m4-xip (the same; the code runs from flash).\n"
    "Memory bounds and native stack are always checked by the compiled code.";

static const struct argp_option options[] = {
    {"target", OPTION_TARGET, "TARGET", 0, "Processor to compile for: host (default), cortex-m4 or cortex-m4-xip", 0},
    {"output", OPTION_OUTPUT, "OUT.aot", 0, "File to write (required)", 0},
    {0},
};

static error_t parse_option(int key, char *value, struct argp_state *state)
{
    arguments_t *arguments = state->input;

    switch (key) {
    case OPTION_TARGET:
        arguments->target = target_find(value);
        if (arguments->target == NULL) {
            argp_error(state, "unknown target '%s'; the targets are host, cortex-m4 and cortex-m4-xip", value);
        }
        return 0;
    case OPTION_OUTPUT:
        arguments->output = value;
        return 0;
    case ARGP_KEY_ARG:
        if (arguments->input != NULL) {
            argp_error(state, "one input file at a time: '%s' is one too many", value);
        }
        arguments->input = value;
        return 0;
    case ARGP_KEY_END:
        if (arguments->input == NULL) {
            argp_error(state, "no input file: name the .wasm file to compile");
        }
        if (arguments->output == NULL) {
            argp_error(state, "no output file: name it with -o OUT.aot");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

arguments_t arguments_parse(int argc, char **argv)
{
    static const struct argp parser = {options, parse_option, "IN.wasm", description, NULL, NULL, NULL};
    arguments_t arguments = {.input = NULL, .output = NULL, .target = target_find("host")};

    argp_parse(&parser, argc, argv, 0, NULL, &arguments);
    return arguments;
}

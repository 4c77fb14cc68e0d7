/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file run_image.c
 * Images of fuse-aotc do what their modules say: the loader takes the sealed image, natives get their arguments, and every
 * access outside the memory, every recursion without end and every trap comes back as an exception.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aot_runtime.h"
#include "check.h"
#include "indirect.h"
#include "probe.h"
#include "wasm_export.h"

#define STACK_SIZE 16384U
#define MEMORY_SIZE 4096U

static struct {
    uint32_t frame_address;
    uint32_t frame_length;
    uint32_t log_address;
    uint32_t log_length;
    uint32_t log_level;
} seen;

static uint64_t timer_get_timestamp(wasm_exec_env_t env)
{
    (void)env;
    return 1000000000000U;
}

static uint64_t camera_last_frame(wasm_exec_env_t env, uint32_t address, uint32_t length)
{
    (void)env;
    seen.frame_address = address;
    seen.frame_length = length;
    return 11U;
}

static void module_log_event(wasm_exec_env_t env, uint32_t address, uint32_t length, uint32_t level)
{
    (void)env;
    seen.log_address = address;
    seen.log_length = length;
    seen.log_level = level;
}

static float temp_get_reading(wasm_exec_env_t env)
{
    (void)env;
    return 21.5F;
}

#define NATIVE(name, signature) {#name, (void *)(uintptr_t)(name), signature, NULL}
static NativeSymbol natives[] = {
    NATIVE(timer_get_timestamp, "()I"),
    NATIVE(camera_last_frame, "(ii)I"),
    NATIVE(module_log_event, "(iii)"),
    NATIVE(temp_get_reading, "()f"),
};

typedef struct {
    uint8_t *image;
    wasm_module_t module;
    wasm_module_inst_t instance;
    wasm_exec_env_t env;
} program_t;

static program_t load(const uint8_t *image, uint32_t size)
{
    char error[128] = "";
    program_t program = {.image = malloc(size)};

    /* WAMR's loader wants a pointer to bytes that it may change. */
    memcpy(program.image, image, size);
    program.module = wasm_runtime_load(program.image, size, error, sizeof error);
    if (program.module != NULL) {
        program.instance = wasm_runtime_instantiate(program.module, STACK_SIZE, 0, error, sizeof error);
    }
    if (program.instance == NULL) {
        fprintf(stderr, "the image does not load: %s\n", error);
        exit(EXIT_FAILURE);
    }
    program.env = wasm_runtime_create_exec_env(program.instance, STACK_SIZE);
    return program;
}

static void unload(program_t program)
{
    wasm_runtime_destroy_exec_env(program.env);
    wasm_runtime_deinstantiate(program.instance);
    wasm_runtime_unload(program.module);
    free(program.image);
}

/** Runs an export; returns "" or the exception it ended with. */
static const char *call(program_t program, const char *name)
{
    const wasm_function_inst_t function = wasm_runtime_lookup_function(program.instance, name);
    wasm_runtime_clear_exception(program.instance);
    if (function == NULL) {
        return "no such export";
    }
    if (wasm_runtime_call_wasm(program.env, function, 0, NULL)) {
        return "";
    }
    return wasm_runtime_get_exception(program.instance);
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text);
    const size_t end_length = strlen(end);
    const bool ends = length >= end_length && strcmp(text + length - end_length, end) == 0;
    if (!ends) {
        fprintf(stderr, "\"%s\" instead of \"%s\"\n", text, end);
    }
    return ends;
}

static uint8_t *memory_of(program_t program)
{
    return wasm_runtime_addr_app_to_native(program.instance, 0);
}

static void natives_get_their_arguments(program_t program)
{
    uint64_t sum;
    float temperature;

    CHECK(ends_with(call(program, "module_step"), ""));
    memcpy(&sum, memory_of(program), sizeof sum);
    memcpy(&temperature, memory_of(program) + 8, sizeof temperature);
    CHECK_EQUAL(sum, 1000000000011U);
    CHECK(temperature > 21.4F && temperature < 21.6F);
    CHECK_EQUAL(seen.frame_address, 64U);
    CHECK_EQUAL(seen.frame_length, 100U);
    CHECK_EQUAL(seen.log_address, 16U);
    CHECK_EQUAL(seen.log_length, 4U);
    CHECK_EQUAL(seen.log_level, 1U);
    CHECK(memcmp(memory_of(program) + 16, "data", 4U) == 0);
}

static void memory_is_cut_to_what_is_used(program_t program)
{
    const AOTModuleInstance *const instance = (const AOTModuleInstance *)(const void *)program.instance;
    const AOTMemoryInstance *const memory = instance->memories[0];
    CHECK_EQUAL(memory->memory_data_size, MEMORY_SIZE);
}

static void accesses_outside_end_in_an_exception(program_t program)
{
    static const char *const exports[] = {"store_outside", "store_far_outside", "load_across_the_end", "fill_outside", "copy_outside"};

    CHECK(ends_with(call(program, "last_byte"), ""));
    CHECK_EQUAL(memory_of(program)[MEMORY_SIZE - 1U], 7U);
    for (size_t i = 0; i < sizeof exports / sizeof exports[0]; i++) {
        CHECK(ends_with(call(program, exports[i]), "out of bounds memory access"));
    }
    /* A range that fails is not touched in part. */
    CHECK_EQUAL(memory_of(program)[4080], 0U);
}

static void other_faults_end_in_an_exception(program_t program)
{
    CHECK(ends_with(call(program, "recurse_for_ever"), "native stack overflow"));
    CHECK(ends_with(call(program, "divide_by_zero"), "integer divide by zero"));
    CHECK(ends_with(call(program, "stop_here"), "unreachable"));
    /* And the instance still works. */
    CHECK(ends_with(call(program, "module_step"), ""));
}

int main(void)
{
    RuntimeInitArgs arguments = {
        .mem_alloc_type = Alloc_With_System_Allocator,
        .native_module_name = "env",
        .native_symbols = natives,
        .n_native_symbols = (uint32_t)(sizeof natives / sizeof natives[0]),
    };
    CHECK(wasm_runtime_full_init(&arguments));

    const program_t probe = load(probe_aot, probe_aot_size);
    natives_get_their_arguments(probe);
    memory_is_cut_to_what_is_used(probe);
    accesses_outside_end_in_an_exception(probe);
    other_faults_end_in_an_exception(probe);
    unload(probe);

    const program_t indirect = load(indirect_aot, indirect_aot_size);
    CHECK(ends_with(call(indirect, "module_step"), ""));
    unload(indirect);

    wasm_runtime_destroy();
    return check_finish();
}

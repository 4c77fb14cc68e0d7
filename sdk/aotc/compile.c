/* SPDX-License-Identifier: Apache-2.0 */
/** @file compile.c From WebAssembly to an unsealed image, by WAMR's compilation library. */
#include "compile.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <llvm-c/ErrorHandling.h>

#include "aot_export.h"
#include "module_check.h"
#include "natives.h"
#include "report.h"
#include "wasm_export.h"

#define LEVEL_3 3U
#define ON 1U
#define ERROR_TEXT_SIZE 256U
/** WAMR's messages speak of bytes ("invalid limits flags"), so the usual causes are named. */
#define UNSUPPORTED "64-bit, shared and multiple memories, SIMD, reference types, tail calls and exceptions are not supported"

/** Takes the place of vprintf() in WAMR, see BH_VPRINTF in CMakeLists.txt. */
int compile_discard_print(const char *format, va_list values);

int compile_discard_print(const char *format, va_list values)
{
    (void)format;
    (void)values;
    return 0;
}

/**
 * What code that runs in place must leave to the runtime, because the processor has no instruction for it and a call to the
 * compiler's support library would need a relocation. Naming these instead of "all" keeps 32-bit and float arithmetic inline.
 */
static const char xip_intrinsics[] =
    "i64.div_s,i64.div_u,i64.rem_s,i64.rem_u,f64.common,f64xi32,f64xi64,f32xi64,f32_demote_f64,f64_promote_f32,"
    "llvm.ceil.f32,llvm.floor.f32,llvm.trunc.f32,llvm.rint.f32,llvm.minnum.f32,llvm.maxnum.f32";

/**
 * The compiler measures stack frames through a file that LLVM writes. A file in memory leaves nothing behind, whatever happens.
 * Returns its descriptor, or -1, and its path.
 */
static int open_stack_usage_file(char *path, size_t size)
{
    const int descriptor = memfd_create("stack-usage", MFD_CLOEXEC);
    snprintf(path, size, "/proc/self/fd/%d", descriptor);
    return descriptor;
}

static AOTCompOption compiler_options(const target_t *target, const char *stack_usage_file)
{
    return (AOTCompOption){
        .target_arch = (char *)(uintptr_t)target->arch,
        .target_abi = (char *)(uintptr_t)target->abi,
        .target_cpu = (char *)(uintptr_t)target->cpu,
        .output_format = AOT_FORMAT_FILE,
        .opt_level = LEVEL_3,
        /* The small code model. The runtime maps code below 2 GiB, so that it holds on x86-64 as well. */
        .size_level = LEVEL_3,
        /* Never the default: on 64-bit targets that is no check at all. */
        .bounds_checks = ON,
        .stack_bounds_checks = ON,
        .enable_aux_stack_check = true,
        .enable_bulk_memory = true,
        .enable_bulk_memory_opt = true,
        .enable_call_indirect_overlong = true,
        .is_indirect_mode = target->execute_in_place,
        .disable_llvm_intrinsics = target->execute_in_place,
        .builtin_intrinsics = target->execute_in_place ? xip_intrinsics : NULL,
        .stack_usage_file = stack_usage_file,
    };
}

static bool emit(aot_comp_data_t data, aot_comp_context_t context, buffer_t *image)
{
    uint8_t *const emitted = aot_emit_aot_file_buf(context, data, &image->size);
    if (emitted == NULL) {
        return false;
    }
    image->bytes = malloc(image->size);
    if (image->bytes != NULL) {
        memcpy(image->bytes, emitted, image->size);
    }
    wasm_runtime_free(emitted);
    return image->bytes != NULL;
}

static bool compile_checked(wasm_module_t module, AOTCompOption *options, buffer_t *image)
{
    bool ok = false;
    const aot_comp_data_t data = aot_create_comp_data(module, options->target_arch, false);
    if (data == NULL) {
        return false;
    }
    const aot_comp_context_t context = aot_create_comp_context(data, options);
    if (context != NULL) {
        ok = aot_compile_wasm(context) && emit(data, context, image);
        aot_destroy_comp_context(context);
    }
    aot_destroy_comp_data(data);
    return ok;
}

static bool compile_loaded(wasm_module_t module, const target_t *target, const char *file, buffer_t *image)
{
    char path[sizeof "/proc/self/fd/" + 16U];
    const int descriptor = open_stack_usage_file(path, sizeof path);
    if (descriptor < 0) {
        return report(file, "cannot be compiled: no file in memory: %s", strerror(errno));
    }
    AOTCompOption options = compiler_options(target, path);
    const bool ok = compile_checked(module, &options, image);
    close(descriptor);
    return ok || report(file, "cannot be compiled: %s", aot_get_last_error());
}

/** LLVM ends the process where it cannot go on; the file being compiled is told here, because it passes no value. */
static const char *file_being_compiled = "";

static void report_fatal_error(const char *reason)
{
    report(file_being_compiled, "cannot be compiled: LLVM: %s", reason);
    exit(EXIT_FAILURE);
}

/** WAMR prefixes its messages with what ours says already. */
static const char *without_prefix(const char *text)
{
    static const char prefix[] = "WASM module load failed: ";
    return strncmp(text, prefix, sizeof prefix - 1U) == 0 ? text + sizeof prefix - 1U : text;
}

static bool check_magic(buffer_t wasm, const char *file)
{
    if (wasm.size >= 4U && memcmp(wasm.bytes, "\0aot", 4U) == 0) {
        return report(file, "is an ahead-of-time image already; give the .wasm file that it was made from");
    }
    if (wasm.size < 8U || memcmp(wasm.bytes, "\0asm", 4U) != 0) {
        return report(file, "is not a WebAssembly module: it does not begin with its mark and version");
    }
    if (memcmp(wasm.bytes + 4, "\1\0\0\0", 4U) != 0) {
        return report(file, "is not a core WebAssembly module of version 1; components cannot be compiled");
    }
    return true;
}

bool compile(buffer_t wasm, const target_t *target, const char *file, buffer_t *image)
{
    char error[ERROR_TEXT_SIZE] = "";

    if (!check_magic(wasm, file)) {
        return false;
    }
    /* WAMR would run other compilers named there. */
    unsetenv("WAMRC_LLC_COMPILER");
    unsetenv("WAMRC_ASM_COMPILER");

    file_being_compiled = file;
    LLVMInstallFatalErrorHandler(report_fatal_error);

    RuntimeInitArgs init = {.mem_alloc_type = Alloc_With_System_Allocator};
    if (!wasm_runtime_full_init(&init) || !aot_compiler_init() || !natives_register()) {
        return report(file, "cannot be compiled: WAMR's compiler does not start");
    }
    bool ok = false;
    const wasm_module_t module = wasm_runtime_load(wasm.bytes, wasm.size, error, sizeof error);
    if (module == NULL) {
        report(file, "is not a WebAssembly module that can be compiled: %s (" UNSUPPORTED ")", without_prefix(error));
    } else {
        ok = module_check(module, file) && compile_loaded(module, target, file, image);
        wasm_runtime_unload(module);
    }
    aot_compiler_destroy();
    wasm_runtime_destroy();
    return ok;
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file module_check.c
 * The module ABI: functions of "env" are the only imports; module_step is exported, module_init and module_deinit may be.
 *
 * WAMR itself takes unknown imports (calls to them trap), skips an imported start function, and calls an entry of another type
 * as if it had the right one. The runtime refuses such images at load; here the message can still say what is wrong.
 */
#include "module_check.h"

#include <stdio.h>
#include <string.h>

#include "natives.h"
#include "report.h"
#include "wasm.h"

/** Enough for the type of any import we know; longer ones are cut in the message. */
#define TYPE_TEXT_SIZE 160U

static char signature_letter(uint8_t type)
{
    switch (type) {
    case VALUE_TYPE_I32:
        return 'i';
    case VALUE_TYPE_I64:
        return 'I';
    case VALUE_TYPE_F32:
        return 'f';
    case VALUE_TYPE_F64:
        return 'F';
    default:
        return '?';
    }
}

static const char *type_name(char letter)
{
    switch (letter) {
    case 'i':
        return "i32";
    case 'I':
        return "i64";
    case 'f':
        return "f32";
    case 'F':
        return "f64";
    default:
        return "?";
    }
}

/** Writes the type in WAMR's notation, "(ii)I". */
static void type_signature(const WASMFuncType *type, char text[TYPE_TEXT_SIZE])
{
    size_t at = 0;
    text[at++] = '(';
    for (uint32_t i = 0; i < type->param_count + type->result_count && at < TYPE_TEXT_SIZE - 3U; i++) {
        if (i == type->param_count) {
            text[at++] = ')';
        }
        text[at++] = signature_letter(type->types[i]);
    }
    if (type->result_count == 0U) {
        text[at++] = ')';
    }
    text[at] = '\0';
}

/** Writes a signature as people write it, "(i32, i32) -> i64". */
static void readable(const char *signature, char text[TYPE_TEXT_SIZE])
{
    size_t at = 0;
    const char *separator = "";
    text[0] = '\0';
    for (const char *letter = signature; *letter != '\0' && at < TYPE_TEXT_SIZE; letter++) {
        int length;
        if (*letter == '(') {
            length = snprintf(text + at, TYPE_TEXT_SIZE - at, "(");
            separator = "";
        } else if (*letter == ')') {
            length = snprintf(text + at, TYPE_TEXT_SIZE - at, ") -> %s", letter[1] == '\0' ? "()" : "");
            separator = "";
        } else {
            length = snprintf(text + at, TYPE_TEXT_SIZE - at, "%s%s", separator, type_name(*letter));
            separator = ", ";
        }
        at += (size_t)length;
    }
}

static bool check_function_import(const WASMFunctionImport *import, const char *file)
{
    char actual[TYPE_TEXT_SIZE];
    char actual_text[TYPE_TEXT_SIZE];
    char expected_text[TYPE_TEXT_SIZE];

    if (strcmp(import->module_name, NATIVES_MODULE) != 0) {
        return report(file, "imports %s.%s, but modules import from \"%s\" only", import->module_name, import->field_name, NATIVES_MODULE);
    }
    const char *const expected = natives_signature(import->field_name);
    if (expected == NULL) {
        const char *const nearest = natives_nearest(import->field_name);
        if (nearest != NULL) {
            return report(file, "imports unknown function env.%s; did you mean %s?", import->field_name, nearest);
        }
        return report(file, "imports unknown function env.%s; the runtime's HAL groups have none of that name", import->field_name);
    }
    type_signature(import->func_type, actual);
    if (strcmp(actual, expected) != 0) {
        readable(actual, actual_text);
        readable(expected, expected_text);
        return report(file, "imports env.%s as %s, but it is %s", import->field_name, actual_text, expected_text);
    }
    return true;
}

static bool refuse_imports(const WASMImport *imports, uint32_t count, const char *kind, const char *file)
{
    for (uint32_t i = 0; i < count; i++) {
        report(file, "imports the %s %s.%s; modules import functions only: define it in the module", kind,
               imports[i].u.names.module_name, imports[i].u.names.field_name);
    }
    return count == 0U;
}

static bool check_imports(const WASMModule *module, const char *file)
{
    bool ok = true;
    for (uint32_t i = 0; i < module->import_function_count; i++) {
        ok = check_function_import(&module->import_functions[i].u.function, file) && ok;
    }
    ok = refuse_imports(module->import_memories, module->import_memory_count, "memory", file) && ok;
    ok = refuse_imports(module->import_tables, module->import_table_count, "table", file) && ok;
    ok = refuse_imports(module->import_globals, module->import_global_count, "global", file) && ok;
    return ok;
}

static const WASMExport *find_export(const WASMModule *module, const char *name)
{
    for (uint32_t i = 0; i < module->export_count; i++) {
        if (strcmp(module->exports[i].name, name) == 0) {
            return &module->exports[i];
        }
    }
    return NULL;
}

static bool check_entry(const WASMModule *module, const char *name, bool required, const char *file)
{
    char actual[TYPE_TEXT_SIZE];
    char actual_text[TYPE_TEXT_SIZE];

    const WASMExport *const entry = find_export(module, name);
    if (entry == NULL) {
        return !required || report(file, "does not export %s, the function that the runtime calls", name);
    }
    if (entry->kind != EXPORT_KIND_FUNC) {
        return report(file, "exports %s, but not as a function", name);
    }
    if (entry->index < module->import_function_count) {
        return report(file, "exports the imported function env.%s as %s; an entry must be a function of the module's own",
                      module->import_functions[entry->index].u.function.field_name, name);
    }
    const WASMFuncType *const type = module->functions[entry->index - module->import_function_count]->func_type;
    if (type->param_count != 0U || type->result_count != 0U) {
        type_signature(type, actual);
        readable(actual, actual_text);
        return report(file, "exports %s as %s, but it must be () -> ()", name, actual_text);
    }
    return true;
}

static bool check_start_function(const WASMModule *module, const char *file)
{
    if (module->start_function != (uint32_t)-1 && module->start_function < module->import_function_count) {
        return report(file, "names the imported function env.%s as its start function; a start function must be the module's own",
                      module->import_functions[module->start_function].u.function.field_name);
    }
    return true;
}

bool module_check(wasm_module_t loaded, const char *file)
{
    const WASMModule *const module = (const WASMModule *)(const void *)loaded;

    bool ok = check_imports(module, file);
    ok = check_entry(module, "module_step", true, file) && ok;
    ok = check_entry(module, "module_init", false, file) && ok;
    ok = check_entry(module, "module_deinit", false, file) && ok;
    ok = check_start_function(module, file) && ok;
    return ok;
}

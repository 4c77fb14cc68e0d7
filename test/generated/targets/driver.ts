// SPDX-License-Identifier: Apache-2.0
/** The C around generated programs: a digest of what they note, and a main() that runs each and says how it ended. */
import { NOTES } from '../host';
import { BANK } from '../registers';

/** Seeds that each program is run with: small, large, and one with bits everywhere. */
export const SEEDS = [1, 0xfffffff0, 0x9e3779b9] as const;
/** How many notes there are to one interrupt. */
export const NOTES_TO_INTERRUPT = 3;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** noteU32 is note_u32. */
export const cNameOf = (name: string): string => snake(name);
const C_TYPES: Readonly<Record<string, string>> = {
  u32: 'uint32_t',
  i32: 'int32_t',
  u64: 'uint64_t',
  i64: 'int64_t',
  f32: 'float',
  f64: 'double',
  boolean: 'bool',
};

const declarationOf = (name: string, type: string): string => `void ${cNameOf(name)}(${C_TYPES[type]} value)`;

/** A constant of the host's header. */
export const HOST_LIMIT = 77;

export const HOST_HEADER = `#ifndef FUZZ_HOST_H
#define FUZZ_HOST_H
#include <stdbool.h>
#include <stdint.h>
${Object.entries(NOTES)
  .map(([name, type]) => `${declarationOf(name, type)};`)
  .join('\n')}
typedef struct host_point {
    int32_t x;
    uint16_t y;
} host_point_t;
#define HOST_LIMIT ${HOST_LIMIT}U
void host_store(uint32_t *place, uint32_t value);
uint32_t host_load(const uint32_t *place);
uint32_t host_length(const char *text);
void host_move(host_point_t *point, int32_t by);
uint32_t host_apply(uint32_t (*f)(uint32_t a), uint32_t a);
uint32_t host_mode(uint32_t n);
#endif
`;

/** What each kind of value adds to the digest; a NaN is one value, whatever its bits. */
const BODIES: Readonly<Record<string, string>> = {
  noteU32: 'mix(value, 1U);',
  noteI32: 'mix((uint32_t)value, 2U);',
  noteU64: 'mix((uint32_t)value, (uint32_t)(value >> 32));',
  noteI64: 'mix((uint32_t)(uint64_t)value, (uint32_t)((uint64_t)value >> 32));',
  noteF32: 'uint32_t bits = 0x7FC00000U; if (value == value) { memcpy(&bits, &value, sizeof bits); } mix(bits, 3U);',
  noteF64:
    'uint64_t bits = 0x7FF8000000000000U; if (value == value) { memcpy(&bits, &value, sizeof bits); } mix((uint32_t)bits, (uint32_t)(bits >> 32));',
  noteBool: 'mix(value ? 1U : 0U, 4U);',
};

/** A program's C functions. */
export interface Functions {
  readonly run: string;
  readonly interrupt: string | null;
}

const runs = (functions: readonly Functions[]): string => `#define _GNU_SOURCE
#include <setjmp.h>
#include <string.h>
#include "fuzz_host.h"

static uint32_t low;
static uint32_t high;
static void mix(uint32_t a, uint32_t b)
{
    low = (low ^ a) * 0x01000193U;
    high = (high ^ b ^ (low >> 15)) * 0x85EBCA6BU;
    high ^= high >> 13;
}
static uint32_t program;
static uint32_t notes;
static bool interrupted;
static void interrupt(void);
${Object.entries(NOTES)
  .map(([name, type]) => `${declarationOf(name, type)} { ${BODIES[name]} interrupt(); }`)
  .join('\n')}
void host_store(uint32_t *place, uint32_t value) { *place = value; }
uint32_t host_load(const uint32_t *place) { return *place; }
uint32_t host_length(const char *text) { return (uint32_t)strlen(text); }
void host_move(host_point_t *point, int32_t by)
{
    point->x = (int32_t)((uint32_t)point->x + (uint32_t)by);
    point->y = (uint16_t)(point->y + 7U);
}
uint32_t host_apply(uint32_t (*f)(uint32_t a), uint32_t a) { return f(f(a)); }
uint32_t host_mode(uint32_t n) { return (n % 3U) * 5U; }

static jmp_buf recovery;
static uint32_t panicked;
_Noreturn void fuse_panic(uint32_t site);
_Noreturn void fuse_panic(uint32_t site) { panicked = site; longjmp(recovery, 1); }

${functions.map((f) => `void ${f.run}(uint32_t seed);`).join('\n')}
${functions.map((f) => (f.interrupt === null ? '' : `void ${f.interrupt}(uint32_t line);\n`)).join('')}
static void (*const programs[])(uint32_t seed) = { ${functions.map((f) => f.run).join(', ')} };
static void (*const interrupts[])(uint32_t line) = { ${functions.map((f) => f.interrupt ?? 'NULL').join(', ')} };
static const uint32_t seeds[] = { ${SEEDS.map((s) => `${s}U`).join(', ')} };
#define PROGRAMS (sizeof programs / sizeof programs[0])

/* Every third note is where the program's interrupt comes. */
static void interrupt(void)
{
    notes++;
    if (!interrupted && notes % ${NOTES_TO_INTERRUPT}U == 0U && interrupts[program] != NULL) {
        interrupted = true;
        interrupts[program](notes);
        interrupted = false;
    }
}

static void run(uint32_t number, uint32_t seed)
{
    low = 0x811C9DC5U;
    high = seed;
    panicked = 0U;
    program = number;
    notes = 0U;
    interrupted = false;
    if (setjmp(recovery) == 0) {
        programs[program](seed);
    }
}
`;

/** On a computer: prints a line for each run, beginning with the program that the first argument names. */
export const hostedDriver = (functions: readonly Functions[]): string => `${runs(functions)}
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
int main(int argc, char **argv)
{
    void *const bank = (void *)${BANK}U;
    if (mmap(bank, 4096U, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != bank) {
        perror("the register bank");
        return 1;
    }
    for (uint32_t next = (argc > 1) ? (uint32_t)atoi(argv[1]) : 0U; next < PROGRAMS; next++) {
        for (uint32_t i = 0U; i < sizeof seeds / sizeof seeds[0]; i++) {
            run(next, seeds[i]);
            printf("%08x%08x %u\\n", (unsigned)high, (unsigned)low, (unsigned)panicked);
        }
        fflush(stdout);
    }
    return 0;
}
`;

/** On a board: the same lines over its console. */
export const boardDriver = (functions: readonly Functions[]): string => `${runs(functions)}
void console_write(const char *bytes, uint32_t length);
static void put(uint32_t value, bool last)
{
    char text[9];
    for (uint32_t i = 0U; i < 8U; i++) {
        text[i] = "0123456789abcdef"[(value >> (28U - 4U * i)) & 15U];
    }
    text[8] = last ? '\\n' : ' ';
    console_write(text, sizeof text);
}
int main(void)
{
    for (uint32_t next = 0U; next < PROGRAMS; next++) {
        for (uint32_t i = 0U; i < sizeof seeds / sizeof seeds[0]; i++) {
            run(next, seeds[i]);
            put(high, false);
            put(low, false);
            put(panicked, true);
        }
    }
    return 0;
}
`;

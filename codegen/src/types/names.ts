// SPDX-License-Identifier: Apache-2.0
/** C names from TypeScript names (docs/language.md §13). */

/** `cpuQuotaUs` → `cpu_quota_us`, `readPNGFile` → `read_png_file`; what already has underscores keeps them. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

export function upperCase(name: string): string {
  return snakeCase(name).toUpperCase();
}

/** The prefix is not doubled: `fuseInit` and `init` are both `fuse_init`. */
function prefixed(prefix: string, name: string): string {
  return name.startsWith(prefix) ? name : prefix + name;
}

export function functionName(name: string, exported: boolean): string {
  return exported ? prefixed('fuse_', snakeCase(name)) : snakeCase(name);
}
export const variableName = functionName;

export function typeName(name: string, exported: boolean): string {
  return `${functionName(name, exported)}_t`;
}

export function constantName(name: string, exported: boolean): string {
  return exported ? prefixed('FUSE_', upperCase(name)) : upperCase(name);
}

export function memberPrefix(enumName: string, exported: boolean): string {
  return `${constantName(enumName, exported)}_`;
}

const reserved = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
    'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while ' +
    '_Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local ' +
    'bool true false NULL asm typeof noreturn alignas alignof static_assert thread_local ' +
    'int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t size_t intptr_t uintptr_t ptrdiff_t ' +
    'linux unix errno stdin stdout stderr main class new delete this template namespace private public protected virtual ' +
    'operator try catch throw using friend explicit export and or not xor'
  ).split(' '),
);

/** Keywords and macros of C, and of C++ because hosts include the headers from there. */
export function isReservedInC(name: string): boolean {
  return reserved.has(name);
}

export function isCIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name);
}

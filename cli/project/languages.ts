// SPDX-License-Identifier: Apache-2.0
// The languages that modules are written in: their names on command lines, and how their files end.

export const LANGUAGES = {
  c: { title: 'C', extension: '.c' },
  cpp: { title: 'C++', extension: '.cpp' },
  rust: { title: 'Rust', extension: '.rs' },
  zig: { title: 'Zig', extension: '.zig' },
  ts: { title: 'TypeScript (AssemblyScript)', extension: '.ts' },
} as const;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];

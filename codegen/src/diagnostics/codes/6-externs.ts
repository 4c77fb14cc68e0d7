// SPDX-License-Identifier: Apache-2.0
/** 6xxx: C declarations, C names, tags. */
import type { CodeEntry } from '../registry';

export const externCodes = {
  FUSE6100: {
    title: 'a .d.ts without @header',
    explain:
      'Its declarations are C; the first doc comment names the header that has them: /** WAMR. @header wasm_export.h */.',
  },
  FUSE6101: {
    title: 'two declarations with one C name',
    explain:
      'camelCase becomes snake_case, so different names may meet. Exported names are unique in the program. @cname chooses another.',
  },
  FUSE6102: {
    title: 'not a C name',
    explain:
      'A name of C has the letters a to z and A to Z, digits and _. Keywords and standard names of C (and of C++, from where hosts include the headers) are taken. @cname chooses another; a local or parameter is renamed.',
  },
  FUSE6104: {
    title: 'this cannot be declared of a C header',
    explain:
      'A .d.ts says what a C header has: interfaces, functions, type names, and constants that are numbers, pointers or C strings. Instead of an enum declare its constants: export declare const LEVEL_DEBUG: u32;',
  },
  FUSE6105: {
    title: 'an unknown tag',
    explain:
      'A misspelt tag would silently mean nothing. docs/language.md §2 lists the tags; prose is written without @, or in backquotes.',
  },
} as const satisfies Record<string, CodeEntry>;

// SPDX-License-Identifier: Apache-2.0
// Lint of the TypeScript that runs in Node. runtime-ts/ is another language with rules of its own: the compiler checks it.

import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'build*/',
      'node_modules/',
      'third_party/',
      'runtime-ts/',
      'codegen/lang/',
      'demos/hal/',
      // AssemblyScript.
      'sdk/templates/',
      'test/kits/ts/',
      'test/runtime/',
      'test/crash/checked/',
      '**/fixtures/',
      'test/generated/found/',
      'test/codegen/constructs/*/',
    ],
  },
  {
    // As in tsconfig.json.
    files: [
      '{codegen/src,codegen/node,cli,sdk,demos,bench}/**/*.ts',
      'cli/**/*.tsx',
      'test/**/*.test.ts',
      'test/support/**/*.ts',
      'test/generated/**/*.ts',
    ],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      // Arrows that call for effect, `() => list.push(x)`, are read easily enough.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Text is counted by code point, as compilers count columns.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Tests feed wrong types on purpose; fast-check and jest hand back `any`.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);

// SPDX-License-Identifier: Apache-2.0
// What the documents say exists, exists: npm scripts, CMake options, files, and the targets of links.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { suggestion } from '../support/nearest';
import { repositoryRoot } from '../support/paths';
import type { Suite } from '../testing/suite';

/** What the claims of a document are held against. */
export interface Known {
  readonly scripts: ReadonlySet<string>;
  readonly options: ReadonlySet<string>;
  /** Whether a path from the repository's root exists. */
  exists(file: string): boolean;
}

export interface Finding {
  readonly line: number;
  readonly message: string;
}

/** Faults of one document, and how many claims were looked at. */
export function checkDocument(file: string, text: string, known: Known): { claims: number; findings: Finding[] } {
  const findings: Finding[] = [];
  let claims = 0;
  const claim = (line: number, holds: boolean, message: () => string): void => {
    claims++;
    if (!holds) findings.push({ line, message: message() });
  };
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    for (const [, run, short] of content.matchAll(/\bnpm (?:run (?:--?[\w-]+ )*([\w:-]+)|(start|test)\b)/g)) {
      const script = run ?? short ?? '';
      claim(
        line,
        known.scripts.has(script),
        () => `no npm script '${script}'${suggestion(script, [...known.scripts])}`,
      );
    }
    for (const [, option = ''] of content.matchAll(/-D((?:FUSE|WAMR)_[A-Z0-9_]+)/g)) {
      claim(
        line,
        known.options.has(option),
        () => `no CMake option ${option}${suggestion(option, [...known.options])}`,
      );
    }
    for (const [, compiled = ''] of content.matchAll(/\bnode (dist\/[\w./-]+\.js)/g)) {
      const source = compiled.replace(/^dist\/(.*)\.js$/, '$1.ts');
      claim(line, known.exists(source), () => `${compiled} has no source ${source}`);
    }
    for (const [, target = ''] of content.matchAll(/\]\(([^)\s#:]+)(?:#[^)]*)?\)/g)) {
      const linked = path.posix.join(path.posix.dirname(file), target);
      claim(line, known.exists(linked), () => `the link's target ${target} does not exist`);
    }
    // Paths in the text, unless something in them is a placeholder.
    for (const [, named = ''] of content.matchAll(
      /`((?:cli|codegen|runtime-ts|platform|sdk|third_party|demos|bench|docs|cmake|boards)\/[\w./-]*)`/g,
    )) {
      claim(line, known.exists(named), () => `${named} does not exist`);
    }
  });
  return { claims, findings };
}

export const docsCheck: Suite = {
  name: 'documents',
  run() {
    const root = repositoryRoot();
    const known = knownOf(root);
    let passed = 0;
    let failed = 0;
    for (const file of documentsOf(root)) {
      const { claims, findings } = checkDocument(file, fs.readFileSync(path.join(root, file), 'utf8'), known);
      for (const { line, message } of findings) process.stdout.write(`${file}:${line}: error: ${message}\n`);
      passed += claims - findings.length;
      failed += findings.length;
    }
    return { passed, failed };
  },
};

function documentsOf(root: string): string[] {
  const isDocument = (name: string): boolean => name.endsWith('.md');
  const below = ['docs', 'third_party', 'demos', 'boards', 'bench'].flatMap((folder) =>
    fs.existsSync(path.join(root, folder))
      ? fs.readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`)
      : [],
  );
  return [...fs.readdirSync(root), ...below].filter(isDocument);
}

function knownOf(root: string): Known {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts?: object };
  const cmake = [
    'CMakeLists.txt',
    'third_party/wamr.cmake',
    'sdk/modules.cmake',
    'sdk/languages.cmake',
    'codegen/codegen.cmake',
    'bench/CMakeLists.txt',
    'boards/boards.cmake',
    'third_party/freertos.cmake',
  ];
  const declared = ['demos/CMakeLists.txt', ...cmake].flatMap((file) => {
    const text = fs.existsSync(path.join(root, file)) ? fs.readFileSync(path.join(root, file), 'utf8') : '';
    return [...text.matchAll(/^\s*(?:option|set|find_program)\((\w+)/gm)].map(([, name = '']) => name);
  });
  return {
    scripts: new Set([...Object.keys(manifest.scripts ?? {})]),
    options: new Set(declared),
    exists: (file) => fs.existsSync(path.join(root, file)),
  };
}

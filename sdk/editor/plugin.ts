// SPDX-License-Identifier: Apache-2.0
/**
 * Plugin of TypeScript's language service: what the FUSE compiler says of a project, with its quick fixes, where the editor shows
 * what TypeScript says. Enable it in the project's tsconfig.json: "plugins": [{ "name": "typescript-fuse-plugin" }]. See docs/editor.md.
 */
import type ts from 'typescript';
import { fixesAt } from './code-fixes';
import { codeNumbers, semanticDiagnostics } from './diagnostics';
import { EditorProject } from './project';

function init(): ts.server.PluginModule {
  return {
    create(info) {
      const project = new EditorProject(info);
      const service = info.languageService;
      return {
        ...service,
        getSemanticDiagnostics: (file) => semanticDiagnostics(project, file, service.getSemanticDiagnostics(file)),
        getSupportedCodeFixes: (file) => [...service.getSupportedCodeFixes(file), ...codeNumbers().map(String)],
        getCodeFixesAtPosition: (file, start, end, codes, format, preferences) => [
          ...fixesAt(project, file, { start, end }, codes),
          ...service.getCodeFixesAtPosition(file, start, end, codes, format, preferences),
        ],
      };
    },
  };
}

export = init;

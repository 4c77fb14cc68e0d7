// SPDX-License-Identifier: Apache-2.0
/** Diagnostics as SARIF 2.1.0, which code hosts and editors read: every rule with its explanation, every result with its places and fixes. */
import { pathToFileURL } from 'node:url';
import type * as sarif from 'sarif';
import type { Location } from '../ir';
import type { Diagnostic } from './diagnostic';
import type { Fix } from './fix';
import { allCodes, type Code, registry } from './registry';

export interface SarifOptions {
  /** Of the compiler. */
  readonly version: string;
  /** Folder that the paths of locations are relative to. */
  readonly root: string;
  /** What to read about a code: text, and the same as Markdown. */
  readonly helpOf: (code: Code) => sarif.MultiformatMessageString;
  /** Page about a code, if there is one. */
  readonly pageOf: (code: Code) => string | undefined;
}

const BASE = 'ROOT';

/** `notes` refuse nothing: the checks that stay in the program. */
export function diagnosticsToSarif(
  list: readonly Diagnostic[],
  notes: readonly Diagnostic[],
  options: SarifOptions,
): string {
  const log: sarif.Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'fuse-codegen', version: options.version, rules: allCodes.map((c) => rule(c, options)) },
        },
        // Locations count UTF-16 units, as TypeScript does.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(options.root).href.replace(/\/$/, '')}/` } },
        results: [...list.map((d) => result(d, 'error')), ...notes.map((d) => result(d, 'note'))],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: Code, options: SarifOptions): sarif.ReportingDescriptor {
  const { title, explain } = registry[code];
  const page = options.pageOf(code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explain },
    help: options.helpOf(code),
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: 'error' },
  };
}

function result(d: Diagnostic, level: sarif.Result.level): sarif.Result {
  return {
    ruleId: d.code,
    ruleIndex: allCodes.indexOf(d.code),
    level,
    message: { text: d.message },
    locations: [{ physicalLocation: physical(d.at) }],
    ...(d.related.length === 0
      ? {}
      : {
          relatedLocations: d.related.map((r, id) => ({
            id,
            physicalLocation: physical(r.at),
            message: { text: r.message },
          })),
        }),
    ...(d.fixes.length === 0 ? {} : { fixes: d.fixes.map(fix) }),
  };
}

/** One change per file, with the edits in it. */
function fix({ title, edits }: Fix): sarif.Fix {
  const files = [...new Set(edits.map((edit) => edit.at.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.at.file === file)
        .map((edit) => ({ deletedRegion: region(edit.at), insertedContent: { text: edit.text } })),
    })),
  };
}

function physical(at: Location): sarif.PhysicalLocation {
  return { artifactLocation: artifact(at.file), region: region(at) };
}

function artifact(file: string): sarif.ArtifactLocation {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

function region(at: Location): sarif.Region {
  return { startLine: at.line, startColumn: at.column, endLine: at.endLine, endColumn: at.endColumn };
}

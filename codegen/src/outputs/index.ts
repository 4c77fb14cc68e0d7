// SPDX-License-Identifier: Apache-2.0
/** Outputs: everything that is written for a program. The same program gives the same bytes. */
import type * as c from '../c';
import { decide } from '../facts';
import type { Program } from '../ir';
import { Library } from '../lower/library';
import { cNames } from '../lower/names';
import { nativesOutputs } from '../natives';
import { printFile } from '../print';
import { callsJson } from './calls';
import { checksJson } from './checks';
import { findHomes } from './homes';
import { langHeader, slicesHeader } from './lang';
import { publicHeader, publicTypes } from './public-header';
import { headerFile, sourceFile, type UnitContext } from './units';

export interface OutputFile {
  readonly name: string;
  readonly text: string;
}
export interface EmitOptions {
  /** Put #line directives into the C, so that debuggers show the TypeScript. */
  readonly lineDirectives: boolean;
  /** Put before the source paths in them; empty, or with a slash at its end. */
  readonly sourceRoot: string;
  /** Check at run time what was proved as well, to test the proofs. */
  readonly checkProved?: boolean;
}

/** Decides the program's obligations and emits its C, headers, tables and reports. */
export function emit(program: Program, options: EmitOptions): OutputFile[] {
  const facts = decide(program, { checkProved: options.checkProved === true });
  const library = new Library(cNames(program));
  const homes = findHomes(program);
  const ctx: UnitContext = { program, library, homes, switchSites: facts.switchSites };
  const shared = publicTypes(homes);
  const files = (): c.CFile[] => [
    ...homes.publicHeaders.map((header, i) => publicHeader(ctx, library, header, i === 0, shared)),
    ...program.files.map((file) => headerFile(ctx, file)),
    ...program.files.map((file) => sourceFile(ctx, file)),
  ];
  // The first round tells the library what all files together use; the second writes it down.
  files();
  const natives = nativesOutputs(ctx);
  const own = files();
  const slices = slicesHeader(ctx, homes, shared);
  const emitted = [
    ...own,
    ...natives.files,
    ...(slices === null ? [] : [slices]),
    langHeader(program, library, shared),
  ];
  return [
    ...emitted.map((file) => ({ name: file.name, text: printFile(file, options) })),
    ...natives.texts,
    { name: 'checks.json', text: checksJson(facts) },
    { name: 'calls.json', text: callsJson(program) },
  ];
}

// SPDX-License-Identifier: Apache-2.0
/** How runs of a program ended, and whether two targets agree about it. */

/** For each seed: the digest of what was noted, and the line of the check that ended the run, if one did. */
export interface Run {
  readonly digest: string;
  /** "unit0.ts:12" of the check; null where the run came to its end. */
  readonly panic: string | null;
}
export type Outcome =
  | { readonly kind: 'ran'; readonly runs: readonly Run[] }
  /** The target's program ended in a way that none may: a sanitizer, a signal, an exception. */
  | { readonly kind: 'broke'; readonly why: string };

export function describe(outcome: Outcome): string {
  if (outcome.kind === 'broke') return `broke: ${outcome.why}`;
  return outcome.runs.map(({ digest, panic }) => (panic === null ? digest : `${digest} panic at ${panic}`)).join(', ');
}

/** Which of several checks of a line ends the program is not said, so only the line counts. */
export function agree(a: Outcome, b: Outcome): boolean {
  return a.kind === 'ran' && b.kind === 'ran' && describe(a) === describe(b);
}

/** The table of checks.json: from a site's number to its line. */
export function siteLines(checksJson: string): Map<number, string> {
  const { checks } = JSON.parse(checksJson) as { checks: { site: number; file: string; line: number }[] };
  return new Map(checks.map(({ site, file, line }) => [site, `${file}:${line}`]));
}

/** By line, the kind of its checks; not of lines that have several. */
export function siteKinds(checksJson: string): Map<string, string> {
  const { checks } = JSON.parse(checksJson) as { checks: { kind: string; file: string; line: number }[] };
  const kinds = new Map<string, Set<string>>();
  for (const { kind, file, line } of checks) {
    const place = `${file}:${line}`;
    kinds.set(place, (kinds.get(place) ?? new Set()).add(kind));
  }
  return new Map([...kinds].flatMap(([place, some]) => (some.size === 1 ? [[place, [...some][0] as string]] : [])));
}

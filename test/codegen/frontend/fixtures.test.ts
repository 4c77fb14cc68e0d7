// SPDX-License-Identifier: Apache-2.0
/**
 * Every diagnostic has programs that it refuses, at the places that they mark, and programs that show what to write instead. And the
 * other way round: every place of the compiler that reports one, and every entry of the table of syntax that refuses one, can be
 * switched off in turn, and a fixture notices.
 */
import { SyntaxKind } from 'typescript';
import { allCodes, type Diagnostic, Diagnostics, formatDiagnostics } from '../../../codegen/src/diagnostics';
import * as tableModule from '../../../codegen/src/subset/table';
import {
  compileFixture,
  expectedOf,
  fixtureFolders,
  fixturesOf,
  reportedOf,
  type Fixture,
} from '../../support/fixtures';
import { reportSites, SiteFinder, type Site } from '../../support/report-sites';

/** No program produces it: see internal.test.ts. */
const withoutFixture = new Set<string>(['FUSE9000']);
const codes = allCodes.filter((code) => !withoutFixture.has(code));
const fixtures = codes.flatMap((code) => fixturesOf(code));

type ReportArguments = Parameters<Diagnostics['report']>;

/** Reports and entries of the table, each of which can be switched off, and the fixtures that meet them. */
class Switches {
  readonly sites = reportSites();
  readonly atSite = new Map<string, Set<Fixture>>();
  readonly atKind = new Map<string, Set<Fixture>>();
  private running: Fixture | null = null;
  private off = '';

  constructor() {
    const finder = new SiteFinder(this.sites);
    const { report } = Diagnostics.prototype as { report: (this: Diagnostics, ...args: ReportArguments) => void };
    const meets = (site: Site | null): boolean => {
      if (site === null)
        throw new Error('a report from no known place of codegen/src: is dist/ older than the sources? Run npx tsc -b');
      return this.meets(this.atSite, site.id);
    };
    jest.spyOn(Diagnostics.prototype, 'report').mockImplementation(function (this: Diagnostics, ...args) {
      if (meets(finder.current())) report.apply(this, args);
    });
    const { ruleOf } = tableModule;
    jest.spyOn(tableModule, 'ruleOf').mockImplementation((kind) => {
      const rule = ruleOf(kind);
      return rule.rule !== 'refused' || this.meets(this.atKind, this.nameOf(kind)) ? rule : { rule: 'allowed' };
    });
  }

  private readonly names = new Map(
    Object.keys(tableModule.table).map((name) => [SyntaxKind[name as keyof typeof SyntaxKind], name]),
  );

  nameOf(kind: SyntaxKind): string {
    return this.names.get(kind) as string;
  }

  /** Notes that the running fixture gets here; whether this is switched on. */
  private meets(where: Map<string, Set<Fixture>>, key: string): boolean {
    const met = where.get(key) ?? new Set();
    where.set(key, met);
    if (this.running !== null && this.off === '') met.add(this.running);
    return this.off !== key;
  }

  run(fixture: Fixture, off = ''): readonly Diagnostic[] {
    this.running = fixture;
    this.off = off;
    try {
      return compileFixture(fixture);
    } finally {
      this.off = '';
      this.running = null;
    }
  }

  /** Whether a fixture no longer ends as it says with this switched off. */
  isNoticed(off: string, by: ReadonlySet<Fixture>): boolean {
    return [...by].some((fixture) => {
      try {
        return !isEqual(reportedOf(fixture.files, this.run(fixture, off)), expectedOf(fixture.files));
      } catch {
        return true;
      }
    });
  }
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

const switches = new Switches();

/** An internal failure is the failure of its fixture, not of all. */
function outcomeOf(fixture: Fixture): readonly Diagnostic[] | Error {
  try {
    return switches.run(fixture);
  } catch (error) {
    return error as Error;
  }
}

const results = new Map(fixtures.map((fixture) => [fixture, outcomeOf(fixture)]));
afterAll(() => jest.restoreAllMocks());

describe('fixtures', () => {
  it('are there for every code, accepted and refused, and for no other', () => {
    expect(fixtureFolders()).toEqual(codes);
    for (const code of codes) {
      const kinds = new Set(fixtures.filter((f) => f.code === code).map((f) => f.accepted));
      expect([code, kinds.size]).toEqual([code, 2]);
    }
  });

  describe.each(codes)('%s', (code) => {
    it.each(fixtures.filter((f) => f.code === code).map((f) => [f.name, f] as const))('%s', (_name, fixture) => {
      const list = results.get(fixture) as readonly Diagnostic[] | Error;
      if (list instanceof Error) throw list;
      const text = formatDiagnostics(list, (file) => fixture.files[file], false);
      expect({ at: reportedOf(fixture.files, list), text }).toEqual({ at: expectedOf(fixture.files), text });
      // Another code beside its own would be noise for whoever reads it.
      expect([...new Set(list.map((d) => d.code))]).toEqual(fixture.accepted ? [] : [code]);
    });
  });
});

/** What stands in the table only to be complete says what is refused before it. */
it('what is never the first to be refused is a part of what is', () => {
  for (const [name, rule] of Object.entries(tableModule.table)) {
    if (rule.rule !== 'refused' || rule.behind === undefined) continue;
    expect([name, switches.atKind.has(name)]).toEqual([name, false]);
    if (rule.behind in tableModule.table)
      expect([name, tableModule.table[rule.behind as keyof typeof tableModule.table].rule]).toEqual([name, 'refused']);
  }
});

describe('switched off', () => {
  it('every place that reports a diagnostic is missed by a fixture', () => {
    const unmet = switches.sites.filter((s) => !switches.atSite.has(s.id)).map((s) => `${s.id} ${s.text}`);
    expect(unmet).toEqual([]);
    const unnoticed = switches.sites.filter(
      (s) => !switches.isNoticed(s.id, switches.atSite.get(s.id) as Set<Fixture>),
    );
    expect(unnoticed.map((s) => `${s.id} ${s.text}`)).toEqual([]);
  });
  it('every entry of the table of syntax that refuses is missed by a fixture', () => {
    const { table } = tableModule;
    const names = Object.keys(table) as (keyof typeof table)[];
    // Some kinds have two names.
    const own = names.filter((name) => switches.nameOf(SyntaxKind[name]) === name);
    const kinds = own.filter((name) => table[name].rule === 'refused' && !('behind' in table[name]));
    expect(kinds.filter((name) => !switches.atKind.has(name))).toEqual([]);
    expect(kinds.filter((name) => !switches.isNoticed(name, switches.atKind.get(name) as Set<Fixture>))).toEqual([]);
  });
});

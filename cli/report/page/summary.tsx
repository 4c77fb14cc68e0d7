// SPDX-License-Identifier: Apache-2.0
// The beginning of the page: what it is about, whether it may be signed, the main figures, findings, and what has changed.

import type { VNode } from 'preact';
import type { Change, Report } from '../model';
import { aboutBytes, plural } from '../rights';
import { Pill, Section, type Tone } from './parts';

export function Verdict({ findings, schedule }: Pick<Report, 'findings' | 'schedule'>): VNode {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const also = warnings === 0 ? '' : `, and ${plural(warnings, 'point')} to think about`;
  const [tone, title, text]: [Tone, string, string] =
    errors > 0
      ? ['bad', 'Do not sign yet', `${plural(errors, 'error')} to repair first${also}.`]
      : warnings > 0
        ? ['warn', 'Nothing forbids it', `${plural(warnings, 'point')} to think about before you sign.`]
        : ['good', 'Nothing to object to', fits(schedule)];
  return (
    <div class={`verdict ${tone}`}>
      <p>
        <strong>{title}.</strong> {text}
      </p>
    </div>
  );
}

function fits({ responses }: Report['schedule']): string {
  return responses.some(({ verdict }) => verdict === 'met')
    ? 'Code, rights, memory and declared deadlines fit each other.'
    : 'Code, rights and memory fit each other. No deadline is declared, so that none was looked at.';
}

export function Figures({ report }: { report: Report }): VNode {
  const { modules, memory, schedule } = report;
  const rights = modules.flatMap((module) => module.rights.filter(({ granted }) => granted));
  const unused = rights.filter(({ imported }) => imported?.length === 0).length;
  const unknown = rights.filter(({ imported }) => imported === null).length;
  const use =
    unknown > 0 ? `${unknown} not compared with code` : unused === 0 ? 'all of them used' : `${unused} never used`;
  const [pool] = memory;
  const { utilisation } = schedule;
  return (
    <dl class="figures">
      <Figure
        name="Modules"
        value={String(modules.length)}
        more={modules.length > 4 ? 'in the order of a tick below' : modules.map(({ name }) => name).join(', ')}
      />
      <Figure name="Rights granted" value={String(rights.length)} more={use} />
      {pool === undefined ? null : (
        <Figure
          name="Memory they may take"
          value={aboutBytes(pool.usedBytes)}
          more={`of ${aboutBytes(pool.capacityBytes)}`}
        />
      )}
      <Figure
        name="Processor time they may ask for"
        value={utilisation === undefined ? 'any amount' : percentText(utilisation)}
        more={timing(report)}
      />
    </dl>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd>{more}</dd>
    </div>
  );
}

function percentText(share: number): string {
  return share > 0 && share < 0.001 ? 'below 0.1 %' : `${(100 * share).toFixed(1)} %`;
}

function timing({ schedule }: Report): string {
  const { responses, verdict, utilisation } = schedule;
  const count = (wanted: string): number => responses.filter((response) => response.verdict === wanted).length;
  if (verdict === 'unschedulable') return `${plural(count('missed'), 'answer')} may come too late`;
  if (verdict === 'unbounded') return 'a module has no quota: no answer is certain';
  if (responses.length === 0) return 'nothing is stepped by itself';
  if (utilisation === undefined) return 'neither tick_us nor event_min_interval_us limits it';
  return count('met') === 0 ? 'no deadline is declared' : 'the quotas keep every declared deadline';
}

export function Findings({ report }: { report: Report }): VNode {
  const { application, findings } = report;
  const ordered = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return (
    <Section id="findings" title="What to look at">
      {ordered.length === 0 ? (
        <p>Nothing was found.</p>
      ) : (
        <ul class="points">
          {ordered.map(({ severity, line, field, message }, i) => (
            <li key={i} class={severity === 'error' ? 'bad' : 'warn'}>
              <strong>{severity === 'error' ? 'Error: ' : 'Think about: '}</strong>
              {message}
              <span class="where">
                <code>
                  {application.file}, line {line}
                  {field === '' ? '' : `: ${field}`}
                </code>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const EFFECTS: Readonly<Record<Change['effect'], { readonly title: string; readonly tone: Tone }>> = {
  grants: { title: 'grants', tone: 'warn' },
  'takes away': { title: 'takes away', tone: 'good' },
  changes: { title: 'changes', tone: 'plain' },
};

export function Changes({ changes }: Pick<Report, 'changes'>): VNode | null {
  if (changes === null) return null;
  const { against, list } = changes;
  return (
    <Section id="changes" title="What has changed">
      <p>
        Compared with <code>{against}</code>
        {list.length === 0 ? ': no right and no limit is different.' : ':'}
      </p>
      {list.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">Effect</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {list.map(({ effect, module, message }, i) => (
              <tr key={i}>
                <td>
                  <Pill tone={EFFECTS[effect].tone}>{EFFECTS[effect].title}</Pill>
                </td>
                <td>{module === '' ? 'the application' : module}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

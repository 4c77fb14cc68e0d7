// SPDX-License-Identifier: Apache-2.0
// Who may touch what: the matrix of modules and rights, then each module in sentences.

import type { VNode } from 'preact';
import type { Report, ReportModule, Right } from '../model';
import { list } from '../rights';
import { Mark, Pill, Section, type Tone, WideTable } from './parts';

type Use = 'used' | 'unused' | 'unknown' | 'missing' | 'none';

const USES: Readonly<Record<Use, { readonly sign: string; readonly tone: Tone; readonly words: string }>> = {
  used: { sign: '✓', tone: 'good', words: 'may, and its code does' },
  unused: { sign: '○', tone: 'warn', words: 'may, but its code never does' },
  unknown: { sign: '●', tone: 'plain', words: 'may; its code was not looked at' },
  missing: { sign: '✗', tone: 'bad', words: 'may not, but its code tries' },
  none: { sign: '–', tone: 'plain', words: 'may not' },
};

function useOf({ granted, imported }: Right): Use {
  if (imported === null) return granted ? 'unknown' : 'none';
  if (imported.length > 0) return granted ? 'used' : 'missing';
  return granted ? 'unused' : 'none';
}

export function Matrix({ modules }: Pick<Report, 'modules'>): VNode {
  const capabilities = modules[0]?.rights.map(({ capability }) => capability) ?? [];
  const there = new Set(modules.flatMap(({ rights }) => rights.map(useOf)));
  return (
    <Section id="rights" title="Who may touch what">
      {modules.length === 0 ? (
        <p>The configuration names no module: each is loaded at run time, with the policy that it brings along.</p>
      ) : (
        <>
          <p>A module can touch nothing but what is marked here: everything else ends it.</p>
          <WideTable label="Rights by module">
            <table class="matrix">
              <thead>
                <tr>
                  <th scope="col">Module</th>
                  {capabilities.map((capability) => (
                    <th key={capability} scope="col">
                      <span class="upright">{capability}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {modules.map(({ name, rights }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {rights.map((right) => (
                      <td key={right.capability}>
                        <Mark {...USES[useOf(right)]} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </WideTable>
          <ul class="legend">
            {(Object.keys(USES) as Use[])
              .filter((use) => there.has(use))
              .map((use) => (
                <li key={use}>
                  <span class={`mark ${USES[use].tone}`} aria-hidden="true">
                    {USES[use].sign}
                  </span>{' '}
                  {USES[use].words}
                </li>
              ))}
          </ul>
        </>
      )}
    </Section>
  );
}

export function Modules({ modules }: Pick<Report, 'modules'>): VNode | null {
  if (modules.length === 0) return null;
  return (
    <Section id="modules" title="Each module in words">
      <div class="cards">
        {modules.map((module) => (
          <ModuleCard key={module.name} module={module} />
        ))}
      </div>
    </Section>
  );
}

function ModuleCard({ module }: { module: ReportModule }): VNode {
  const { name, id, rights, limits, code } = module;
  const shown = rights.filter((right) => useOf(right) !== 'none');
  const refused = rights.filter(({ granted }) => !granted).map(({ capability }) => capability);
  return (
    <article class="card">
      <h3>
        {name} <Pill tone="plain">module {id}</Pill>
      </h3>
      <div class="columns">
        <div>
          <p class="label">What it may do</p>
          <ul class="rights">
            {shown.map((right) => (
              <li key={right.capability}>
                <Mark {...USES[useOf(right)]} />
                <span>
                  <Sentence right={right} />
                </span>
              </li>
            ))}
          </ul>
          {rights.some(({ granted }) => granted) ? null : <p>It may compute, and nothing else.</p>}
          {refused.length === 0 ? null : <p class="small faint">Not granted: {list(refused)}.</p>}
        </div>
        <div>
          <p class="label">Its limits</p>
          <ul>
            {limits.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      </div>
      <p class="label">What its code imports</p>
      {code === null ? (
        <p class="small">There is no code to look at yet.</p>
      ) : (
        <p class="small">
          {code.imports.length === 0 ? 'Nothing' : <Imports names={code.imports} />}; read from <code>{code.file}</code>
          .
        </p>
      )}
    </article>
  );
}

function Imports({ names }: { names: readonly string[] }): VNode {
  return (
    <>
      {names.map((name, i) => (
        <span key={name}>
          {i === 0 ? '' : ', '}
          <code>{name.replace(/^env\./, '')}</code>
        </span>
      ))}
    </>
  );
}

function Sentence({ right }: { right: Right }): VNode {
  const use = useOf(right);
  const called = list((right.imported ?? []).map((name) => `${name}()`));
  if (use === 'missing') {
    return (
      <>
        It may not, but tries to: {called} needs {right.capability}. The attempt ends it.
      </>
    );
  }
  return (
    <>
      {right.sentence} {use === 'unused' ? <Pill tone="warn">never used</Pill> : null}
    </>
  );
}

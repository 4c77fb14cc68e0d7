// SPDX-License-Identifier: Apache-2.0
// Memory against the pool and the device, as bars.

import type { VNode } from 'preact';
import type { MemoryBar, Report } from '../model';
import { aboutBytes } from '../rights';
import { Bar, Pill, Section, Swatch } from './parts';

export function Memory({ memory }: Pick<Report, 'memory'>): VNode {
  return (
    <Section id="memory" title="Memory">
      <p>What the modules may come to take at most, against what there is.</p>
      <div class="cards">
        {memory.map((bar) => (
          <MemoryCard key={bar.name} bar={bar} />
        ))}
      </div>
    </Section>
  );
}

function MemoryCard({ bar }: { bar: MemoryBar }): VNode {
  const { kind, name, capacityBytes, usedBytes, parts, note } = bar;
  const free = capacityBytes - usedBytes;
  return (
    <article class="card">
      <h3>
        {name}: {aboutBytes(usedBytes)} of {aboutBytes(capacityBytes)}
        {free < 0 ? <Pill tone={kind === 'ram' ? 'bad' : 'warn'}>{aboutBytes(-free)} more than there is</Pill> : null}
      </h3>
      <Bar parts={parts.map(({ bytes }) => bytes)} limit={capacityBytes} />
      <ul class="sum">
        {parts.map((part, i) => (
          <li key={i}>
            <Swatch index={i} />
            {part.name} {aboutBytes(part.bytes)}
          </li>
        ))}
        {free > 0 ? <li>left {aboutBytes(free)}</li> : null}
      </ul>
      <p class="small faint">{note}</p>
    </article>
  );
}

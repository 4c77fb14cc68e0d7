// SPDX-License-Identifier: Apache-2.0
// What several sections of the page are made of: headings, tables that scroll by themselves, bars, marks with words.

import type { Child, VNode } from 'preact';

export function Section({ id, title, children }: { id: string; title: string; children: Child }): VNode {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** A table that is wider than a telephone scrolls by itself, also by the keyboard. */
export function WideTable({ label, children }: { label: string; children: Child }): VNode {
  return (
    <div class="wide" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export function Pill({ tone, children }: { tone: Tone; children: Child }): VNode {
  return <span class={`pill ${tone}`}>{children}</span>;
}

/** A sign for the eye, words for who does not see it. */
export function Mark({ sign, words, tone }: { sign: string; words: string; tone: Tone }): VNode {
  return (
    <span class={`mark ${tone}`}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{words}</span>
    </span>
  );
}

const SEGMENTS = 6;

export function segmentClass(index: number): string {
  return `segment${index % SEGMENTS}`;
}

/** The colour of a part in a bar, in front of its words. */
export function Swatch({ index }: { index: number }): VNode {
  return <span class={`swatch ${segmentClass(index)}`} aria-hidden="true" />;
}

/** Parts beside one another, and a line where the limit is. The words beside it say the same. */
export function Bar({ parts, limit }: { parts: readonly number[]; limit: number | undefined }): VNode {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const whole = Math.max(total, limit ?? 0, 1);
  const percent = (value: number): string => `${Number(((100 * value) / whole).toFixed(3))}%`;
  let start = 0;
  return (
    <svg class="bar" width="100%" height="18" aria-hidden="true">
      <rect class="track" width="100%" height="18" />
      {parts.map((part, i) => {
        const x = percent(start);
        start += part;
        return <rect key={i} class={segmentClass(i)} x={x} y="3" width={percent(part)} height="12" />;
      })}
      {limit !== undefined && limit < total ? <rect class="limit" x={percent(limit)} width="3" height="18" /> : null}
    </svg>
  );
}

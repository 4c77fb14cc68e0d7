// SPDX-License-Identifier: Apache-2.0
// Processor time: when each module is answered at the latest, with the arithmetic.

import type { VNode } from 'preact';
import type { Report } from '../model';
import { timeText } from '../rights';
import type { Response, Schedule, Verdict } from '../schedule/analysis';
import { Bar, Pill, Section, Swatch, type Tone } from './parts';

const VERDICTS: Readonly<Record<Verdict, { readonly tone: Tone; readonly words: string }>> = {
  met: { tone: 'good', words: 'quotas fit in time' },
  missed: { tone: 'bad', words: 'may be too late' },
  unbounded: { tone: 'warn', words: 'no limit' },
  'no-deadline': { tone: 'plain', words: 'no deadline declared' },
};

export function Time({ schedule }: Pick<Report, 'schedule'>): VNode {
  return (
    <Section id="time" title="Processor time">
      {schedule.responses.length === 0 ? (
        <p>No module steps by itself.</p>
      ) : (
        <>
          <p>{hostSentence(schedule)}</p>
          <p>
            In a tick, which is one round of the host program, the modules that are due step one after the other, in the
            order of their numbers, and no step interrupts another. The worst case is therefore a sum: the wait for the
            next tick, then every step before its own, then its own, each as long as its quota allows.
          </p>
          <Omitted schedule={schedule} />
          <div class="cards">
            {schedule.responses.map((response, i) => (
              <ResponseCard key={i} response={response} />
            ))}
          </div>
        </>
      )}
    </Section>
  );
}

function Omitted({ schedule: { stepOverheadUs } }: { schedule: Schedule }): VNode {
  return (
    <p>
      {stepOverheadUs === 0 ? (
        <>
          <strong>The sums are of quotas alone.</strong> What else takes time comes on top: the runtime around each
          step,{' '}
        </>
      ) : (
        <>
          <strong>The sums are of quotas, and {timeText(stepOverheadUs)} for the runtime around each step</strong>,
          which is what whoever made this page has measured, or taken for it. What else takes time comes on top:{' '}
        </>
      )}
      interrupts, and what the host program does between ticks, such as printing the log. On a board, whose kernel looks
      every millisecond, a sleeping host wakes up to 1 ms late, and a module is stopped up to 2 ms after the end of its
      quota. Keep that much free before you rely on a time.
    </p>
  );
}

function hostSentence({ tickUs, worstTickUs }: Schedule): string {
  const tick = `A tick in which every module steps takes at most ${timeText(worstTickUs)}.`;
  return tickUs === undefined
    ? `The configuration declares no tick_us: the host is taken to sleep until a module is due or an event comes. ${tick}`
    : `The host starts a tick every ${timeText(tickUs)}, as tick_us says, and a late one at once. ${tick}`;
}

function ResponseCard({ response }: { response: Response }): VNode {
  const { task, cause, terms, responseUs, deadlineUs, verdict } = response;
  const { tone, words } = VERDICTS[verdict];
  const bounded = responseUs !== Infinity;
  return (
    <article class="card">
      <h3>
        {task.name}, {causeText(response)} <Pill tone={tone}>{words}</Pill>
      </h3>
      <p>
        {bounded
          ? `By the quotas, done ${timeText(responseUs)} after that at the latest`
          : 'When it is done cannot be said'}
        {deadlineUs === undefined ? '.' : `${bounded ? '' : ','} and ${nextText(cause)} after ${timeText(deadlineUs)}.`}
      </p>
      {bounded ? <Bar parts={terms.map(({ us }) => us)} limit={deadlineUs} /> : null}
      <ul class="sum">
        {terms.map(({ what, us }, i) => (
          <li key={i}>
            {bounded ? <Swatch index={i} /> : null}
            {i === 0 ? '' : '+ '}
            {timeText(us)} {what}
          </li>
        ))}
        <li>
          <strong>= {timeText(responseUs)}</strong>
        </li>
      </ul>
    </article>
  );
}

function causeText({ cause, task }: Response): string {
  if (cause === 'event') return 'when an event comes';
  return task.intervalUs === 0 ? 'in every tick' : `every ${timeText(task.intervalUs ?? 0)}`;
}

function nextText(cause: Response['cause']): string {
  return cause === 'event' ? 'the next event may come' : 'it is due again';
}

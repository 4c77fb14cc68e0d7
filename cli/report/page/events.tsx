// SPDX-License-Identifier: Apache-2.0
// Who wakes whom: the event graph as a picture, and the same in sentences.

import type { VNode } from 'preact';
import { type EventEdge, HOST } from '../event-graph';
import { list } from '../rights';
import { Section } from './parts';

interface Props {
  readonly edges: readonly EventEdge[];
  /** Undefined when it would have too many lines. */
  readonly picture: string | undefined;
}

export function Events({ edges, picture }: Props): VNode {
  const events = [...new Set(edges.map(({ event }) => event))];
  const any = whoMayPostAny(events, edges);
  const sentences = [
    ...(any.length === 0 ? [] : [`Any event may come from ${list(any)}.`]),
    ...events.map((event) => sentenceOf(event, edges, any)),
  ];
  const caption = `From who posts an event, over the event, to whom it wakes${edges.some(({ possible }) => possible) ? '; dashed: it may, but the code does not show whether it does' : ''}.`;
  return (
    <Section id="events" title="Who wakes whom">
      {edges.length === 0 ? (
        <p>No module is woken by an event.</p>
      ) : (
        <>
          <p>The host program and interrupts may post every event; they are named where no module is known to.</p>
          {picture === undefined ? (
            <p>A picture of it would have more lines than one can follow: the sentences say all of it.</p>
          ) : (
            <figure>
              <div class="picture" role="region" aria-label="Event graph" tabIndex={0}>
                <div role="img" aria-label={sentences.join(' ')} dangerouslySetInnerHTML={{ __html: picture }} />
              </div>
              <figcaption class="small faint">{caption}</figcaption>
            </figure>
          )}
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const MANY = 4;

/** Modules that may post every event, when they are too many to be named at each. */
function whoMayPostAny(events: readonly string[], edges: readonly EventEdge[]): string[] {
  const modules = [...new Set(edges.filter(({ from, possible }) => possible && from !== HOST).map(({ from }) => from))];
  const reach = (module: string): number =>
    new Set(edges.filter(({ from, possible }) => possible && from === module).map(({ event }) => event)).size;
  const any = modules.filter((module) => reach(module) === events.length);
  return any.length < MANY ? [] : any;
}

function sentenceOf(event: string, edges: readonly EventEdge[], any: readonly string[]): string {
  const of = edges.filter((edge) => edge.event === event);
  const name = (who: string): string => (who === HOST ? 'the host program or an interrupt' : who);
  const posters = (possible: boolean): string[] => [
    ...new Set(of.filter((edge) => edge.possible === possible).map(({ from }) => name(from))),
  ];
  const certain = posters(false);
  const others = posters(true).filter((who) => !certain.includes(who) && !any.includes(who));
  const perhaps = any.length === 0 ? others : ['one that may post any', ...others];
  const by = [
    ...(certain.length === 0 ? [] : [`posted by ${list(certain)}`]),
    ...(perhaps.length === 0 ? [] : [`perhaps by ${list(perhaps)}`]),
  ];
  return `${event}, ${by.join(', ')}, wakes ${list([...new Set(of.map(({ to }) => to))])}.`;
}

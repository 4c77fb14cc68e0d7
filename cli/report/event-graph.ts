// SPDX-License-Identifier: Apache-2.0
// Who posts which event and whom it wakes, as a graph and as a picture of it.

import { type Graph, instance } from '@viz-js/viz';
import type { Report } from './model';

export interface EventEdge {
  readonly from: string;
  readonly event: string;
  readonly to: string;
  /** It may post the event, but its code does not say whether it does. */
  readonly possible: boolean;
}

/** What is not a module: interrupts and the host program may post every event. */
export const HOST = '';

/** One edge for each way from a poster over an event to a module that it wakes. */
export function eventEdges({ application, modules }: Pick<Report, 'application' | 'modules'>): EventEdge[] {
  const events = new Set([...application.events.map(({ name }) => name), ...modules.flatMap((m) => m.subscribes)]);
  const edges: EventEdge[] = [];
  for (const event of events) {
    const woken = modules.filter((module) => module.subscribes.includes(event) && module.activation.includes('EVENT'));
    const posters = modules.filter(({ posts }) => posts === null || posts.includes(event));
    const certain = posters.filter(({ posts }) => posts !== null);
    for (const { name: to } of woken) {
      for (const poster of posters) edges.push({ from: poster.name, event, to, possible: poster.posts === null });
      // What no module is known to post must come from the host.
      if (certain.length === 0) edges.push({ from: HOST, event, to, possible: posters.length > 0 });
    }
  }
  return edges;
}

/** Lines beyond which a picture says less than the sentences, and takes minutes to draw. */
const LINES_MAX = 80;
/** Between modules that may post every event, and the events: a line from each to each would hide all others. */
const ANY = 'any';

interface Line {
  readonly tail: string;
  readonly head: string;
  readonly possible: boolean;
}

/**
 * The picture as SVG: who posts, the events, whom they wake. Graphviz escapes every text in it. Undefined: nobody could follow its
 * lines.
 */
export async function eventPicture(edges: readonly EventEdge[]): Promise<string | undefined> {
  // Ids that no name can be: names are texts only, in the labels.
  const modules = distinct(edges.flatMap(({ from, to }) => [from, to]));
  const events = distinct(edges.map(({ event }) => event));
  const idOf = (name: string): string => (name === HOST ? 'host' : `module${modules.indexOf(name)}`);
  const eventId = (name: string): string => `event${events.indexOf(name)}`;
  const posts = edges.map(({ from, event, possible }) => ({ tail: idOf(from), head: eventId(event), possible }));
  const wakes = edges.map(({ event, to }) => ({ tail: eventId(event), head: idOf(to), possible: false }));
  const lines = distinctLines([...throughAny(distinctLines(posts)), ...wakes]);
  if (lines.length > LINES_MAX) return undefined;
  const graph: Graph = {
    directed: true,
    graphAttributes: { rankdir: 'LR', bgcolor: 'transparent', fontname: FONT, nodesep: 0.3, ranksep: 0.6 },
    nodeAttributes: { fontname: FONT, fontsize: 12, shape: 'box', height: 0.45, margin: '0.2,0.1' },
    nodes: [
      ...modules.map((name) => ({
        name: idOf(name),
        attributes:
          name === HOST
            ? { label: 'host program\nand interrupts', style: 'rounded,dotted' }
            : { label: plain(name), style: 'rounded' },
      })),
      ...events.map((name) => ({
        name: eventId(name),
        attributes: { label: plain(name), shape: 'plain', fontsize: 11 },
      })),
      ...(lines.some(({ tail }) => tail === ANY)
        ? [{ name: ANY, attributes: { label: 'any event', shape: 'plain', fontsize: 11 } }]
        : []),
    ],
    edges: lines.map(({ tail, head, possible }) => ({
      tail,
      head,
      attributes: { style: possible ? 'dashed' : 'solid' },
    })),
  };
  const viz = await instance();
  const svg = viz.renderString(graph, { format: 'svg' });
  // The page is HTML: an XML declaration, a document type and comments have no place in it. Titles are Graphviz' own ids.
  return svg.slice(svg.indexOf('<svg')).replace(/<!--.*?-->\n?|<title>.*?<\/title>\n?/gs, '');
}

/** Modules that may post every event post to one place, and from there to the events, where that takes fewer lines. */
function throughAny(posts: readonly Line[]): readonly Line[] {
  const isAny = ({ tail, possible }: Line): boolean => possible && tail !== 'host';
  const any = posts.filter(isAny);
  const tails = distinct(any.map(({ tail }) => tail));
  const heads = distinct(any.map(({ head }) => head));
  if (tails.length + heads.length >= any.length) return posts;
  return [
    ...posts.filter((line) => !isAny(line)),
    ...tails.map((tail) => ({ tail, head: ANY, possible: true })),
    ...heads.map((head) => ({ tail: ANY, head, possible: true })),
  ];
}

function distinctLines(lines: readonly Line[]): Line[] {
  return distinct(lines.map(({ tail, head, possible }) => JSON.stringify({ tail, head, possible }))).map(
    (line) => JSON.parse(line) as Line,
  );
}

/** Graphviz measures texts in it: fonts of one width are as wide everywhere. */
const FONT = 'Courier';

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** A text in which Graphviz sees neither escapes nor entities. */
function plain(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/&/g, '&amp;');
}

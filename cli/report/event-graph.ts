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

/** The picture as SVG: who posts, the events, whom they wake. Graphviz escapes every text in it. */
export async function eventPicture(edges: readonly EventEdge[]): Promise<string> {
  // Ids that no name can be: names are texts only, in the labels.
  const modules = distinct(edges.flatMap(({ from, to }) => [from, to]));
  const events = distinct(edges.map(({ event }) => event));
  const idOf = (name: string): string => (name === HOST ? 'host' : `module${modules.indexOf(name)}`);
  const eventId = (name: string): string => `event${events.indexOf(name)}`;
  const posts = distinct(
    edges.map(({ from, event, possible }) => JSON.stringify([idOf(from), eventId(event), possible])),
  );
  const wakes = distinct(edges.map(({ event, to }) => JSON.stringify([eventId(event), idOf(to), false])));
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
    ],
    edges: [...posts, ...wakes].map((edge) => {
      const [tail, head, possible] = JSON.parse(edge) as [string, string, boolean];
      return { tail, head, attributes: { style: possible ? 'dashed' : 'solid' } };
    }),
  };
  const viz = await instance();
  const svg = viz.renderString(graph, { format: 'svg' });
  // The page is HTML: an XML declaration, a document type and comments have no place in it. Titles are Graphviz' own ids.
  return svg.slice(svg.indexOf('<svg')).replace(/<!--.*?-->\n?|<title>.*?<\/title>\n?/gs, '');
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

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
export const HOST = 'host';

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

/** The picture as SVG; Graphviz escapes every text in it. */
export async function eventPicture(report: Pick<Report, 'application' | 'modules'>): Promise<string> {
  const edges = eventEdges(report);
  const usesHost = edges.some(({ from }) => from === HOST);
  // Ids that no name can be: names are texts only, in the labels.
  const idOf = new Map(report.modules.map(({ name }, i) => [name, `module${i}`]));
  const graph: Graph = {
    directed: true,
    graphAttributes: { rankdir: 'LR', bgcolor: 'transparent', fontname: 'sans-serif', nodesep: 0.35, ranksep: 1 },
    nodeAttributes: { fontname: 'sans-serif', fontsize: 12, shape: 'box', style: 'rounded', height: 0.5 },
    edgeAttributes: { fontname: 'sans-serif', fontsize: 10 },
    nodes: [
      ...(usesHost
        ? [{ name: 'host', attributes: { label: 'host program\nand interrupts', shape: 'ellipse', class: 'host' } }]
        : []),
      ...report.modules.map(({ name }, i) => ({
        name: `module${i}`,
        attributes: { label: plain(name), class: 'module' },
      })),
    ],
    edges: edges.map(({ from, event, to, possible }) => ({
      tail: from === HOST ? 'host' : (idOf.get(from) ?? ''),
      head: idOf.get(to) ?? '',
      attributes: { label: plain(` ${event} `), style: possible ? 'dashed' : 'solid' },
    })),
  };
  const viz = await instance();
  const svg = viz.renderString(graph, { format: 'svg' });
  // The page is HTML: an XML declaration, a document type and comments have no place in it. Titles are Graphviz' own ids.
  return svg.slice(svg.indexOf('<svg')).replace(/<!--.*?-->\n?|<title>.*?<\/title>\n?/gs, '');
}

/** A text in which Graphviz sees neither escapes nor entities. */
function plain(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/&/g, '&amp;');
}

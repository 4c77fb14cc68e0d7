// SPDX-License-Identifier: Apache-2.0
// The page as a whole: one file without scripts that asks for nothing, which its content security policy makes certain.

import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { type EventEdge, eventEdges, eventPicture } from '../event-graph';
import type { Report } from '../model';
import { Events } from './events';
import { Memory } from './memory';
import { Matrix, Modules } from './modules';
import { Sign, Unknown } from './sign';
import { style } from './style';
import { Changes, Figures, Findings, Verdict } from './summary';
import { Time } from './time';
import { allVisible } from './visible';

/** The page's HTML. The same files give the same bytes, wherever they lie: there is no date in it, and names are the application's. */
export async function renderPage(original: Report): Promise<string> {
  const report = allVisible(original);
  const edges = eventEdges(report);
  const picture = edges.length === 0 ? undefined : await eventPicture(edges);
  return `<!DOCTYPE html>\n${renderToStaticMarkup(<Page report={report} edges={edges} picture={picture} />)}\n`;
}

interface Props {
  readonly report: Report;
  readonly edges: readonly EventEdge[];
  readonly picture: string | undefined;
}

function Page({ report, edges, picture }: Props): VNode {
  const { application, modules, memory, schedule, changes, findings } = report;
  const css = style(`configuration ${application.sha256.slice(0, 16)}`);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyOf(css)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Policy report: ${application.name}`}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <header>
          <p class="kind">Policy report</p>
          <h1>{application.name}</h1>
          {application.description === '' ? null : <p>{application.description}</p>}
          <p class="small faint">
            {application.file}
            {application.target === null ? '' : `, for ${application.target}`}. Hardware that it uses:{' '}
            {application.groups.length === 0 ? 'none' : application.groups.join(', ')}.
          </p>
        </header>
        <main>
          <Verdict findings={findings} schedule={schedule} />
          <Figures report={report} />
          <Contents hasChanges={changes !== null} hasModules={modules.length > 0} />
          <Changes changes={changes} />
          <Findings report={report} />
          <Matrix modules={modules} />
          <Modules modules={modules} />
          <Events edges={edges} picture={picture} />
          <Memory memory={memory} />
          <Time schedule={schedule} />
          <Unknown />
          <Sign report={report} />
        </main>
        <footer class="small faint">
          Made by <code>fuse report</code> from the files named above. It holds no scripts and asks for nothing.
        </footer>
      </body>
    </html>
  );
}

/** Nothing may be loaded or run; the one style is named by its hash. */
function policyOf(css: string): string {
  const hash = createHash('sha256').update(css).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function Contents({ hasChanges, hasModules }: { hasChanges: boolean; hasModules: boolean }): VNode {
  const sections = [
    ...(hasChanges ? [['changes', 'What has changed']] : []),
    ['findings', 'What to look at'],
    ['rights', 'Who may touch what'],
    ...(hasModules ? [['modules', 'Each module in words']] : []),
    ['events', 'Who wakes whom'],
    ['memory', 'Memory'],
    ['time', 'Processor time'],
    ['unknown', 'What this page cannot know'],
    ['sign', 'Signature'],
  ] as const;
  return (
    <nav aria-label="Sections">
      <ul>
        {sections.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

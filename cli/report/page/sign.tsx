// SPDX-License-Identifier: Apache-2.0
// The end of the page: what it does not know, exactly which files it is about, and where to sign.

import type { VNode } from 'preact';
import type { Report } from '../model';
import { bytesText } from '../rights';
import { Section } from './parts';

const UNKNOWN = [
  'Whether a module does its work well: this page says what it can touch, not what it makes of it.',
  'The order of loading: modules have the numbers that they get when the host loads them in the order of the file.',
  'Time outside of steps: interrupts, the work of runtime and host program, and the moment between the end of a quota and the stop of its module come on top of the sums.',
  'Which events a module posts, if it computes them, or if the WebAssembly file that its image was made from is not beside it: it then counts as one that may post every event.',
];

export function Unknown(): VNode {
  return (
    <Section id="unknown" title="What this page cannot know">
      <ul>
        {UNKNOWN.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}

export function Sign({ report }: { report: Report }): VNode {
  const { application, modules } = report;
  return (
    <Section id="sign" title="Signature">
      <p>This page is about these files, and about no others. SHA-256 tells whether a file is the same to the bit.</p>
      <dl class="files small">
        <dt>{application.file}</dt>
        <dd>
          <code>{application.sha256}</code>
        </dd>
        {modules.map(({ name, code, binary }) => (
          <FileEntry key={name} name={name} code={code} binary={binary} />
        ))}
      </dl>
      <p>I have read this page, and accept the rights and limits that it describes for these files.</p>
      <div class="sign">
        <div>Name</div>
        <div>Role</div>
        <div>Date</div>
        <div>Signature</div>
      </div>
    </Section>
  );
}

function FileEntry({ name, code, binary }: Pick<Report['modules'][number], 'name' | 'code' | 'binary'>): VNode {
  if (code === null) {
    return (
      <>
        <dt>
          {name}: {binary}
        </dt>
        <dd>not built yet: a signature says nothing about its code</dd>
      </>
    );
  }
  return (
    <>
      <dt>
        {name}: {code.file}
      </dt>
      <dd>
        {code.target === null
          ? 'WebAssembly, from which an image is still to be compiled'
          : `compiled for ${code.target}`}
        , {bytesText(code.bytes)}
        {', '}
        <code>{code.sha256}</code>
      </dd>
    </>
  );
}

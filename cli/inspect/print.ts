// SPDX-License-Identifier: Apache-2.0
// What `fuse inspect` prints for people.

import { type Colors, printable } from '../support/terminal';
import { type AotReport, faultsOf, type ImageReport, type PolicyReport, type Report, type WasmReport } from './inspect';
import { readableSignature } from './module-facts';

export function formatReport(report: Report, colors: Colors): string {
  const lines = [colors.bold(`${printable(report.file)}: ${titleOf(report)}`), ...linesOf(report)];
  for (const fault of faultsOf(report)) lines.push(`${colors.red('fault:')} ${printable(fault)}`);
  return `${lines.join('\n')}\n`;
}

function titleOf(report: Report): string {
  switch (report.kind) {
    case 'wasm':
      return `WebAssembly module, ${bytesText(report.bytes)}`;
    case 'aot':
      return `compiled module for ${report.target}, ${bytesText(report.bytes)}`;
    case 'policy':
      return 'policy';
    case 'image':
      return `image for ${report.processor}, ${bytesText(report.bytes)}`;
  }
}

function linesOf(report: Report): string[] {
  switch (report.kind) {
    case 'wasm':
      return moduleLines(report);
    case 'aot':
      return [...sealLines(report), ...moduleLines(report)];
    case 'policy':
      return policyLines(report);
    case 'image':
      return imageLines(report);
  }
}

function row(title: string, text: string): string {
  return `  ${title.padEnd(14)}${printable(text)}`;
}

/** The title once, then the lines below it. */
function rows(title: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [row(title, 'none')] : texts.map((text, i) => row(i === 0 ? title : '', text));
}

function moduleLines({ module, demands, leastPolicy, assumed }: WasmReport | AotReport): string[] {
  const capabilityOf = (name: string): string =>
    demands.needs.find(({ functions }) => functions.includes(name))?.capability ?? '-';
  const signed = (name: string, signature: string | null, kind: string): string =>
    `${name} ${signature === null ? `(${kind})` : readableSignature(signature)}`;
  const { memory, auxiliaryStackBytes: stack } = module;
  const growth = memory !== null && memory.maxBytes > memory.bytes ? `, may grow to ${bytesText(memory.maxBytes)}` : '';
  return [
    ...rows(
      'imports',
      module.imports.map((item) => `${signed(item.name, item.signature, item.kind)}  needs ${capabilityOf(item.name)}`),
    ),
    ...rows(
      'exports',
      module.exports.map(({ name, signature, kind }) => signed(name, signature, kind)),
    ),
    row('memory', memory === null ? 'none' : `${bytesText(memory.bytes)}${growth}`),
    row('object stack', stack === null ? 'none' : `${bytesText(stack)} of the memory`),
    row('start code', module.start === 'none' ? 'none' : 'runs at load, under the quota'),
    `  least policy (${assumed.join(', ')} are assumptions: the file does not tell)`,
    ...JSON.stringify(leastPolicy, null, 2)
      .replace(/\[\s+([^\]]*?)\s+\]/g, (_, words: string) => `[${words.replace(/\s+/g, ' ')}]`)
      .split('\n')
      .map((line) => `    ${line}`),
  ];
}

function sealLines({ seal, sections, origin, nativesMatch }: AotReport): string[] {
  if (seal === null) return [row('seal', 'none')];
  const checks = [seal.memoryChecks ? 'memory bounds' : '', seal.stackChecks ? 'native stack' : ''].filter(Boolean);
  return [
    row(
      'seal',
      `${seal.intact ? 'intact' : 'broken'}, version ${seal.version}, checks: ${checks.join(', ') || 'none'}`,
    ),
    row(
      'natives',
      `${seal.nativesHash.slice(0, 16)}… ${nativesMatch === true ? 'as in this build' : 'not this build’s'}`,
    ),
    ...(origin === null ? [] : [row('made from', `WebAssembly of SHA-256 ${origin}`)]),
    ...rows(
      'sections',
      sections.map(({ name, bytes }) => `${name.padEnd(14)}${bytesText(bytes)}`),
    ),
  ];
}

function policyLines({ fields, capabilities, activation, events }: PolicyReport): string[] {
  return [
    row('capabilities', capabilities.join(', ') || 'none'),
    row('memory', `${fields.memory_pages_max} pages of 65,536 bytes`),
    row('stack', bytesText(fields.stack_size)),
    row('heap', bytesText(fields.heap_size)),
    row('quota', fields.cpu_quota_us === 0 ? 'unlimited' : `${fields.cpu_quota_us} us for each entry`),
    row('interval', fields.step_interval_us === 0 ? 'every tick' : `${fields.step_interval_us} us`),
    row('activation', activation.join(', ') || 'INTERVAL (0 means that)'),
    row('events', events.join(', ') || 'none'),
  ];
}

function imageLines({ buildId, sections }: ImageReport): string[] {
  return [
    row('build id', buildId ?? 'none'),
    ...rows(
      'sections',
      sections.map(
        ({ name, address, bytes, memory }) =>
          `${name.padEnd(20)} 0x${address.toString(16).padStart(8, '0')} ${bytesText(bytes).padStart(16)}  ${memory}`,
      ),
    ),
  ];
}

function bytesText(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} byte${bytes === 1 ? '' : 's'}`;
}

// SPDX-License-Identifier: Apache-2.0
// The look of the page: light and dark on a screen, always light on paper.

const LIGHT = `
  --page: #ffffff; --card: #f6f7f9; --text: #1b1f24; --faint: #4f5863; --line: #cfd6dd; --link: #0b5cad;
  --good: #0f5c27; --good-back: #e4f5e9; --warn: #6d4300; --warn-back: #fff2cf; --bad: #9c0d24; --bad-back: #ffe9eb;
  --segment0: #0b5cad; --segment1: #2f8553; --segment2: #b0630a; --segment3: #7a4fb5; --segment4: #b83a63; --segment5: #4d6570;`;

const DARK = `
  --page: #0d1117; --card: #161b22; --text: #e6edf3; --faint: #a9b3be; --line: #343c46; --link: #79bdff;
  --good: #86e5a5; --good-back: #10271a; --warn: #f4d06f; --warn-back: #2c2410; --bad: #ffa3a3; --bad-back: #371519;
  --segment0: #6cb6ff; --segment1: #6bc98f; --segment2: #e0a458; --segment3: #b99cf0; --segment4: #f08bad; --segment5: #93a9b5;`;

const SCREEN = `
*, *::before, *::after { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.1rem 0 0.4rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.75rem 0 0.6rem; padding-top: 0.6rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: 0.4rem 0; max-width: 46rem; }
ul, ol { margin: 0.4rem 0; padding-left: 1.3rem; }
li { margin: 0.2rem 0; }
a { color: var(--link); }
a:focus-visible, .wide:focus-visible, .picture:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: 0.92em/1.4 ui-monospace, "SF Mono", "DejaVu Sans Mono", "Liberation Mono", monospace; }
.kind { color: var(--faint); text-transform: uppercase; letter-spacing: 0.08em; font-size: 0.8rem; font-weight: 600; margin: 0; }
.faint, caption { color: var(--faint); }
.small { font-size: 0.9rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; padding: 0; margin: 1rem 0 0; }

.verdict { border: 1px solid; border-left-width: 6px; border-radius: 6px; padding: 0.8rem 1rem; margin: 1.2rem 0; }
.verdict p { margin: 0; }
.verdict strong { font-size: 1.1rem; }
.good { color: var(--good); background: var(--good-back); }
.warn { color: var(--warn); background: var(--warn-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.plain { color: var(--faint); }
.pill { display: inline-block; border-radius: 1rem; padding: 0.05rem 0.6rem; font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.pill.plain { background: var(--card); border: 1px solid var(--line); }
.mark { display: inline-block; min-width: 1.6em; text-align: center; border-radius: 4px; font-weight: 700; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.7rem; margin: 1rem 0; }
.figures > div, .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.7rem 0.9rem; }
.figures dt { color: var(--faint); font-size: 0.85rem; }
.figures dd { margin: 0; font-size: 1.25rem; font-weight: 600; line-height: 1.3; }
.figures dd + dd { font-size: 0.85rem; font-weight: 400; color: var(--faint); line-height: 1.4; }
.cards { display: grid; gap: 0.8rem; margin: 0.8rem 0; }
.card > h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 0.6rem; }
.points { list-style: none; padding: 0; }
.points > li { border-left: 4px solid; border-radius: 4px; padding: 0.5rem 0.8rem; margin: 0.5rem 0; }
.points .where { display: block; font-size: 0.85rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 0.2rem 2rem; }
.label { color: var(--faint); font-size: 0.85rem; font-weight: 600; margin: 0.7rem 0 0; }
.rights { list-style: none; padding: 0; }
.rights > li { display: grid; grid-template-columns: 1.7em 1fr; gap: 0.5rem; align-items: start; }

.wide { overflow-x: auto; margin: 0.8rem 0; }
table { border-collapse: collapse; min-width: 0; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
thead th { vertical-align: bottom; font-size: 0.85rem; color: var(--faint); }
tbody th { font-weight: 600; }
caption { caption-side: bottom; text-align: left; font-size: 0.85rem; padding-top: 0.4rem; }
.matrix td, .matrix thead th + th { text-align: center; padding: 0.4rem 0.3rem; }
.matrix tbody th { min-width: 5rem; overflow-wrap: anywhere; }
.matrix .upright { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 12rem; text-align: left; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; font-size: 0.9rem; }

.bar { display: block; margin: 0.5rem 0; border-radius: 3px; }
.track { fill: var(--line); fill-opacity: 0.55; }
.limit { fill: var(--text); }
.bar [class^="segment"] { stroke: var(--card); stroke-width: 1px; }
.swatch { display: inline-block; width: 0.75em; height: 0.75em; border-radius: 2px; margin-right: 0.35em; }
.sum { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; font-size: 0.9rem; }
${[0, 1, 2, 3, 4, 5].map((i) => `.segment${i} { fill: var(--segment${i}); background: var(--segment${i}); }`).join('\n')}

figure { margin: 0.8rem 0; }
.picture { overflow-x: auto; }
.picture svg { display: block; }
.picture text { fill: var(--text); font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", "Liberation Mono", monospace; }
.picture .node path { stroke: var(--faint); fill: var(--card); }
.picture .edge path { stroke: var(--faint); }
.picture .edge polygon { stroke: var(--faint); fill: var(--faint); }
.sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 2.4rem 1.5rem; margin: 2.6rem 0 1rem; }
.sign div { border-top: 1px solid var(--text); padding-top: 0.2rem; font-size: 0.85rem; color: var(--faint); }
.files dt { font-weight: 600; margin-top: 0.6rem; }
.files dd { margin: 0; }
footer { padding-bottom: 3rem; margin-top: 2rem; }
@media (max-width: 34rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: 1.5rem; }
}`;

/** `sheet` stands at the foot of each sheet of paper; it must need no escapes. */
const paper = (sheet: string): string => `
@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-left { content: "${sheet}"; font: 8pt monospace; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt monospace; }
}
@media print {
  html { color-scheme: light; font-size: 9.5pt; }
  header, main, footer { max-width: none; padding: 0; }
  nav { display: none; }
  p { max-width: none; }
  .figures { grid-template-columns: repeat(4, 1fr); }
  .sign { grid-template-columns: repeat(2, 1fr); }
  h2 { break-after: avoid; margin-top: 1.5rem; }
  .card, .points > li, tr, .verdict, .figures > div, .picture, .sign, .legend { break-inside: avoid; }
  .wide, .picture { overflow: visible; }
  .picture svg { max-width: 100%; height: auto; }
  .pill, .mark, .verdict, .points > li, .swatch, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`;

/** The page's style; `sheet` are letters, digits and spaces. */
export function style(sheet: string): string {
  const colors = `:root {${LIGHT} }\n@media screen and (prefers-color-scheme: dark) { :root {${DARK} } }`;
  return `${colors}\n${SCREEN}\n${paper(sheet)}\n`;
}

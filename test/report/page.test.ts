// SPDX-License-Identifier: Apache-2.0
/** The page of a policy report in a real browser: for everybody, at every width, on paper, and with texts that mean harm. */

import * as fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { Report } from '../../cli/report/model';
import { renderPage } from '../../cli/report/page/page';
import type { Loose } from '../support/app-config';
import { launchChromium } from '../support/chromium';
import { FITTING, ReportFolder, timedConfig } from '../support/report';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const HOSTILE = `</style></title><script>document.title='harm'</script><img src="https://example.com/x" onerror="document.title='harm'">'"&amp;`;

let browser: Browser;
let folder: ReportFolder;
beforeAll(async () => {
  browser = await launchChromium();
  folder = new ReportFolder();
});
afterAll(async () => {
  await browser.close();
  folder.remove();
});

/** Reports in which every part of the page is there, in every tone. */
function reports(): Record<string, Report> {
  const long = 'a_name_of_sixty_three_characters_which_is_the_longest_there_may_be';
  const many = timedConfig(({ application, modules }) => {
    application.description = HOSTILE;
    application.tick_us = 7000;
    application.max_modules = 32;
    application.events[HOSTILE] = 9;
    const [filter] = modules;
    for (let i = 2; i < 12; i++) {
      const policy = {
        ...filter.policy,
        event_subscribe: [HOSTILE, 'DATA_CAPTURED'],
        activation: ['EVENT', 'INTERVAL'],
      };
      modules.push({ ...filter, name: `${long.slice(0, 60)}_${i}`, binary: `${HOSTILE}.aot`, policy });
    }
    modules[3].policy.cpu_quota_us = 0;
    modules[1].policy.capabilities = ['TIMER'];
  });
  folder.buildModules({ ...FITTING, filter: ['camera_last_frame', 'module_log_event'] });
  folder.write(
    'old.json',
    JSON.stringify(timedConfig(({ modules }) => modules[1].policy.capabilities.push('EVENT_POST'))),
  );
  return {
    'a small application': folder.report(timedConfig()).report,
    'a large one with everything wrong': folder.report(many, { target: 'stm32f405', against: folder.path('old.json') })
      .report,
    'one without modules': folder.report(timedConfig((config) => delete config.modules)).report,
  };
}

const NAMES = ['a small application', 'a large one with everything wrong', 'one without modules'];

describe.each(NAMES)('%s', (name) => {
  let page: Page;
  let client: CDPSession;
  let requests: string[];
  let html: string;

  beforeAll(async () => {
    html = await renderPage(reports()[name]!);
    folder.write('page.html', html);
    requests = [];
    page = await browser.newPage();
    client = await page.createCDPSession();
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`file://${folder.path('page.html')}`);
  });
  afterAll(() => page.close());

  async function show(width: number, media: 'screen' | 'print', scheme: 'light' | 'dark'): Promise<void> {
    await page.setViewport({ width, height: 900 });
    // At once: puppeteer's calls for the one take the other back.
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await client.send('Emulation.setEmulatedMedia', { media, features });
  }

  test('asks for nothing but itself, and runs nothing', async () => {
    await show(1280, 'screen', 'light');
    expect(requests).toEqual([`file://${folder.path('page.html')}`]);
    expect(await page.evaluate('[document.title, document.scripts.length, document.images.length]')).toEqual([
      'Policy report: pipeline',
      0,
      0,
    ]);
    // The style was not refused by the page's own policy, and nothing that needs another was.
    expect(await page.evaluate('document.styleSheets.length')).toBe(1);
    expect(await page.evaluate("document.querySelectorAll('[style]').length")).toBe(0);
  });

  test.each([
    ['in light', 1280, 'screen', 'light'],
    ['in dark', 1280, 'screen', 'dark'],
    ['on a telephone', 320, 'screen', 'dark'],
    ['on paper', 688, 'print', 'dark'],
  ] as const)('axe finds nothing %s', async (_, width, media, scheme) => {
    await show(width, media, scheme);
    await page.evaluate(axe);
    const { violations, passes } = (await page.evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })",
    )) as Loose;
    const found = violations.map(({ id, nodes }: Loose) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
    expect(found).toEqual([]);
    expect(passes.map(({ id }: Loose) => id)).toContain('color-contrast');
  });

  test.each([
    [320, 'screen'],
    [768, 'screen'],
    [1280, 'screen'],
    [688, 'print'],
  ] as const)('nothing is wider than %d pixels (%s)', async (width, media) => {
    await show(width, media, 'light');
    // What scrolls by itself may hold wider things, which only paper cannot scroll.
    const wider = await page.evaluate(`[...document.querySelectorAll('body *')].filter((element) => {
      const { right, left } = element.getBoundingClientRect();
      const scrolls = element.parentElement.closest('.wide, .picture');
      return (right > innerWidth + 0.5 || left < -0.5) && (scrolls === null || ${media === 'print'});
    }).map((element) => element.outerHTML.slice(0, 70)).slice(0, 9)`);
    expect(wider).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('what scrolls can be reached by the keyboard', async () => {
    await show(320, 'screen', 'light');
    expect(
      await page.evaluate(`[...document.querySelectorAll('.wide, .picture')].every((each) => each.tabIndex === 0)`),
    ).toBe(true);
  });

  test('dark is dark, and paper is white', async () => {
    const background = async (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await show(1280, 'screen', 'dark');
    expect(await background()).toBe('rgb(13, 17, 23)');
    await show(688, 'print', 'dark');
    expect(await background()).toBe('rgb(255, 255, 255)');
  });

  test('prints, with the configuration named on each sheet', async () => {
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    // A4, in points.
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    expect(sheets).toBeGreaterThan(1);
    expect(html).toMatch(/@bottom-left \{ content: "configuration [0-9a-f]{16}"/);
  });
});

test('harmful texts are shown as they are', async () => {
  const { report } = folder.report(
    timedConfig(({ application, modules }) => {
      application.name = HOSTILE;
      application.description = HOSTILE;
      application.events = { [HOSTILE]: 3 };
      modules[0].policy.event_subscribe = [HOSTILE];
      modules[0].binary = `${HOSTILE}.aot`;
    }),
  );
  folder.write('page.html', await renderPage(report));
  const page = await browser.newPage();
  await page.goto(`file://${folder.path('page.html')}`);
  const shown = (await page.evaluate(
    `['h1', 'header > p:nth-of-type(2)', '.picture text', '#events li', '#sign dt:nth-of-type(2)'].map((each) => [...document.querySelectorAll(each)].map(({ textContent }) => textContent).join('\\n'))`,
  )) as string[];
  await page.close();
  expect(shown[0]).toBe(HOSTILE);
  expect(shown[1]).toBe(HOSTILE);
  for (const text of shown.slice(2)) expect(text).toContain(HOSTILE);
});

test('what cannot be seen is shown, also what turns the direction of reading', async () => {
  const { report } = folder.report(
    timedConfig(({ application, modules }) => {
      application.description = 'may\tnot\n\u202eeb ton yam\u2066 \u0000\u200b\ud800 é 日本 😀';
      application.events = { '\u202eA\0B': 3 };
      modules[0].policy.event_subscribe = ['\u202eA\0B'];
    }),
  );
  const html = await renderPage(report);
  expect(html).toContain('<p>may not \\u{202e}eb ton yam\\u{2066} \\u{0000}\\u{200b}\\u{d800} é 日本 😀</p>');
  expect(html).toMatch(/<text [^>]*>\\u\{202e\}A\\u\{0000\}B<\/text>/);
  expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0\ufffd]/);
});

test('the same report gives the same bytes', async () => {
  const { report } = folder.report(timedConfig());
  expect(await renderPage(report)).toBe(await renderPage(report));
});

test('modules that may post any event are named once, not at each', async () => {
  const html = await renderPage(reports()['a large one with everything wrong']!);
  expect(html.match(/<li>Any event may come from /g)).toHaveLength(1);
  expect(html).toMatch(
    /<li>FRAME_READY, perhaps by one that may post any and the host program or an interrupt, wakes /,
  );
});

test('the sum of a late answer is on the page', async () => {
  const { report } = folder.report(timedConfig((config) => (config.modules[0].event_min_interval_us = 5500)));
  const text = (await renderPage(report)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(text).toContain('Do not sign yet');
  expect(text).toContain('filter, when an event comes may be too late');
  expect(text).toContain(
    'By the quotas, done 11 ms after that at the latest and the next event may come after 5.5 ms.',
  );
  expect(text).toContain('6 ms the rest of a tick (filter, compress) + 5 ms its own step = 11 ms');
  // Beside the sums, what they do not have.
  expect(text).toMatch(
    /Processor time The .* The sums are of quotas alone\. .*interrupts.* filter, when an event comes/,
  );
});

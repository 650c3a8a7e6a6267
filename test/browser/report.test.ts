import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { buildCampaign } from '../../lib/report/campaign.ts';
import { renderHtml } from '../../lib/report/html.ts';
import { buildReport } from '../../lib/report/model.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { temporaryFolder } from '../support/folders.ts';
import { describeWith } from '../support/needs.ts';
import { sampleRun } from '../support/sample-run.ts';
import { chromium } from './chromium.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const minute = 60_000;

interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly language: 'en' | 'ko';
}

const views: readonly View[] = [1440, 390].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    (['en', 'ko'] as const).map((language) => ({ width, scheme, language })),
  ),
);

/** A run of the ablation has tables of its own; in Korean alone, to save time. */
const looked = [
  ...views.flatMap((view) => ['lab', 'policies'].map((name) => ({ name, ...view }))),
  ...views.filter(({ language }) => language === 'ko').map((view) => ({ name: 'tuned', ...view })),
  { name: 'standard', width: 1440, scheme: 'light', language: 'en' } as const,
  { name: 'standard', width: 390, scheme: 'dark', language: 'ko' } as const,
];

const variants = ['D', 'B', 'C', 'D-socket-lb', 'D+host-routing', 'D+bbr-host-routing', 'E', 'D~twin'];

describeWith('the page in a browser', { browser: chromium() }, ({ browser: executablePath }) => {
  let browser: Browser;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const files: Record<string, string> = {};

  beforeAll(async () => {
    folder = await temporaryFolder();
    const { run, records } = await readRun('docs/evidence/lab/quick');
    const sample = sampleRun();
    const standard = sampleRun({ plan: { profile: 'standard' } });
    const tuned = sampleRun({ plan: { profile: 'ablation', scenarios: variants, shapedLinks: true } });
    const told = ['A', 'C'].map((name) => readRun(`docs/evidence/testbed/policy/${name}`));
    const pages = {
      lab: buildReport(run, records),
      policies: buildCampaign(await Promise.all(told)),
      sample: buildReport(sample.run, sample.records),
      // Of the profiles the one that has processor time to be priced.
      standard: buildReport(standard.run, standard.records),
      tuned: buildReport(tuned.run, tuned.records),
    };
    for (const [name, model] of Object.entries(pages)) {
      files[name] = join(folder.path, `${name}.html`);
      await writeFile(files[name], renderHtml(model));
    }
    // Namespaces of the browser's own are not to be had in every container.
    browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'], timeout: minute });
  }, minute);

  afterAll(async () => {
    await browser?.close();
    await folder?.[Symbol.asyncDispose]();
  });

  async function open(name: string, view: View, query = `?lang=${view.language}`): Promise<Page> {
    const page = await browser.newPage();
    await page.setViewport({ width: view.width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: view.scheme }]);
    await page.setBypassCSP(true);
    await page.goto(`${pathToFileURL(files[name] ?? '')}${query}`);
    return page;
  }

  /** What a reader sees of it: the other language is in the document, too. */
  const shownTitle = (page: Page) => page.evaluate('document.querySelector("h1").innerText');

  it.each(looked)(
    'of $name has no violation of axe at $width px, $scheme, $language, and no sideways scrolling',
    async ({ name, ...view }) => {
      const page = await open(name, view);
      await page.addScriptTag({ path: axe });
      const violations = await page.evaluate(
        '(async () => (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))()',
      );
      expect(violations).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBe(view.width);
      const shots = process.env.SCREENSHOTS;
      if (shots !== undefined) {
        const path = join(shots, `${name}-${view.width}-${view.scheme}-${view.language}.png`);
        await page.screenshot({ path, clip: { x: 0, y: 0, width: view.width, height: 4000 } });
      }
      await page.close();
    },
    3 * minute,
  );

  it(
    'asks for nothing but itself',
    async () => {
      const page = await browser.newPage();
      const asked: string[] = [];
      const refused: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => refused.push(message.text()));
      const address = `${pathToFileURL(files.sample ?? '')}?lang=ko`;
      await page.goto(address, { waitUntil: 'networkidle0' });
      expect(asked).toEqual([address]);
      // Its own script ran under its content security policy.
      expect(refused).toEqual([]);
      expect(await shownTitle(page)).toBe('CNI 데이터패스 비교');
      await page.close();
    },
    minute,
  );

  it(
    'changes the language in place and keeps nothing',
    async () => {
      const page = await open('sample', { width: 1440, scheme: 'light', language: 'en' });
      const state = () =>
        page.evaluate(
          '({ lang: document.documentElement.lang, title: document.title, label: document.querySelector("figure svg").getAttribute("aria-label"), kept: document.cookie, address: location.href })',
        ) as Promise<Record<string, string>>;
      const before = await state();
      expect([before.lang, await shownTitle(page)]).toEqual(['en', 'CNI datapaths compared']);
      await page.click('[data-language="ko"]');
      const after = await state();
      expect([after.lang, await shownTitle(page)]).toEqual(['ko', 'CNI 데이터패스 비교']);
      expect(after.title).toMatch(/^CNI 데이터패스 비교/);
      expect(after.label).toMatch(/[가-힣]/);
      expect([after.kept, after.address]).toEqual(['', before.address]);
      await page.click('[data-language="en"]');
      expect(await state()).toEqual(before);
      await page.close();
    },
    minute,
  );

  it(
    'takes the language of the browser where none is asked for',
    async () => {
      const page = await browser.newPage();
      await page.evaluateOnNewDocument('Object.defineProperty(navigator, "language", { value: "ko-KR" })');
      await page.goto(String(pathToFileURL(files.sample ?? '')));
      expect(await shownTitle(page)).toBe('CNI 데이터패스 비교');
      await page.close();
    },
    minute,
  );

  it(
    'is English without scripts, and shows one language',
    async () => {
      const page = await browser.newPage();
      await page.setJavaScriptEnabled(false);
      await page.goto(`${pathToFileURL(files.sample ?? '')}?lang=ko`);
      expect(await shownTitle(page)).toBe('CNI datapaths compared');
      await page.close();
    },
    minute,
  );

  it.each(['lab', 'policies', 'standard'])(
    'of %s shows no English sentence in Korean, besides what tools said',
    async (name) => {
      const page = await open(name, { width: 1440, scheme: 'light', language: 'ko' });
      const left = await page.evaluate(
        `(() => {
        for (const each of document.querySelectorAll('samp, code, .references, script, button')) each.remove();
        return document.body.innerText.split('\\n').filter((line) => /(?<![A-Za-z_])[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(line));
      })()`,
      );
      expect(left).toEqual([]);
      await page.close();
    },
    minute,
  );
});

import { describe, expect, it } from '@jest/globals';
import { html } from '../../lib/report/html/markup.ts';
import { renderHtml } from '../../lib/report/html.ts';
import { buildReport } from '../../lib/report/model.ts';
import { sampleRun } from '../support/sample-run.ts';

const sample = sampleRun();
const page = renderHtml(buildReport(sample.run, sample.records));

/** Quicker to draw, where the size of the page does not matter. */
const small = sampleRun({ plan: { only: ['rtt'] } });

function matches(pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map((match) => match[1] ?? match[0]);
}

describe('the page', () => {
  it('asks nothing of the network', () => {
    const addresses = matches(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g);
    expect(addresses.length).toBeGreaterThan(100);
    const elsewhere = addresses.filter((address) => !/^(#|raw\/)/.test(address));
    // Documents that a reader may go to; nothing is loaded from them.
    const cited = matches(/<a href="(https:[^"]+)" rel="noreferrer">/g);
    expect(elsewhere).toEqual(cited);
    expect(page).not.toMatch(/@import|<link|<script src/);
    expect(matches(/<script/g)).toHaveLength(1);
    expect(page.length).toBeLessThan(2_000_000);
  });

  it('links every figure to raw outputs that the journal names', () => {
    const kept = new Set(
      sample.records.flatMap((record) => (record.type === 'step' ? (record.raw ?? []) : [])),
    );
    const linked = new Set(matches(/href="(raw\/[^"]+)"/g).map(decodeURIComponent));
    expect([...linked].filter((path) => !kept.has(path))).toEqual([]);
    const counted = buildReport(sample.run, sample.records).raw.flatMap((row) => row.files);
    expect(counted.filter((file) => !linked.has(file.path))).toEqual([]);
  });

  it('has a target for each of its own links, and no id twice', () => {
    const ids = matches(/ id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    expect(matches(/href="#([^"]+)"/g).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('is announced: landmarks, captions, scoped heads, described drawings', () => {
    for (const landmark of ['<header', '<nav aria-labelledby', '<main', '<footer', '<html lang="en"'])
      expect(page).toContain(landmark);
    expect(matches(/<table/g)).toHaveLength(matches(/<caption><span id="table-[0-9a-f]{8}">/g).length);
    expect(matches(/<th(?! scope=)[ >]/g)).toEqual([]);
    const drawings = matches(/<svg [^>]*>/g);
    expect(drawings.length).toBe(2 * matches(/<figure>/g).length);
    for (const drawing of drawings)
      expect(drawing).toMatch(/role="img" aria-label="[^"]{20,}" data-ko="[^"]*[가-힣][^"]*"/);
    expect(matches(/<figcaption>/g)).toHaveLength(matches(/<figure>/g).length);
  });

  it('draws in the colours of the page, for light and dark', () => {
    const drawings = page.slice(page.indexOf('<figure>'));
    expect(drawings).not.toMatch(/<(path|text|rect)[^>]*(fill|stroke)="#(?!000")/);
    const used = new Set(matches(/var\((--[a-z-]+)\)/g));
    const defined = new Set(matches(/(--[a-z-]+):/g));
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
    expect(page).toContain('prefers-color-scheme: dark');
  });

  it('shows no unknown as a number', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|N\/A|\[object/);
  });

  it('is the same for the same journal', () => {
    const draw = () => renderHtml(buildReport(small.run, small.records));
    expect(draw()).toBe(draw());
  });

  it('is drawn of a run that has nothing yet', () => {
    const empty = renderHtml(buildReport(small.run, []));
    expect(empty).toContain('never opened');
    expect(empty).not.toMatch(/NaN|undefined/);
  });

  it('escapes what others wrote', () => {
    const { run, records } = small;
    const hostile = { ...run, environment: { kernel: '<img src=x onerror=alert(1)>' } };
    expect(renderHtml(buildReport(hostile, records))).not.toContain('<img');
    expect(html`<p title="${'"'}">${['<b>', html`<i>kept</i>`]}</p>`.text).toBe(
      '<p title="&quot;">&lt;b&gt;<i>kept</i></p>',
    );
  });
});

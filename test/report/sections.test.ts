import { describe, expect, it } from '@jest/globals';
import { accelerationRows } from '../../lib/domain/acceleration/acceleration.ts';
import { buildCampaign } from '../../lib/report/campaign.ts';
import { type PageSection, sectionsOf } from '../../lib/report/html/sections.ts';
import { korean } from '../../lib/report/locale/words.ts';
import { buildReport } from '../../lib/report/model.ts';
import { readRun } from '../../lib/results/read-run.ts';
import { sampleRun } from '../support/sample-run.ts';

/** What the published page shows, and what a report of ours has beyond it. */
const wanted = [
  ...['overview', 'found', 'findings', 'recommended', 'comparison', 'tunings', 'path', 'environment'],
  ...['throughput', 'udp', 'latency', 'http', 'services', 'kube-proxy', 'dns', 'resources'],
  ...['cost', 'policy', 'xdp', 'published', 'ai-ml', 'conclusion', 'caveats'],
  ...['missing', 'method', 'raw', 'references'],
];

const runs = [
  ...['quick', 'a-a', 'scaling-seed-1'].map((name) => `lab/${name}`),
  ...['A', 'C'].map((name) => `testbed/policy/${name}`),
];

const drawn = new Map<string, readonly PageSection[]>();

async function sectionsIn(folder: string): Promise<readonly PageSection[]> {
  const known = drawn.get(folder);
  if (known) return known;
  const { run, records } = await readRun(`docs/evidence/${folder}`);
  const sections = sectionsOf(buildReport(run, records));
  drawn.set(folder, sections);
  return sections;
}

describe.each(runs)('the report of the committed run %s', (folder) => {
  it('has every section, each with data or with an absence that is stated', async () => {
    const sections = await sectionsIn(folder);
    expect(sections.map(({ id }) => id)).toEqual(wanted);
    for (const { id, body } of sections) {
      expect([id, /<table|<li>|<p class="(absent|finding)">|<p>/.test(body.text)]).toEqual([id, true]);
      const shown = body.text.replace(/<[^>]*>/g, '').trim();
      expect([id, shown.length > 80]).toEqual([id, true]);
    }
  });

  it('has figures in a topic, or says that it has none, never both', async () => {
    const topics = (await sectionsIn(folder)).filter(
      ({ id }) => wanted.indexOf(id) >= 8 && wanted.indexOf(id) < 16,
    );
    expect(topics).toHaveLength(8);
    for (const { id, body } of topics) {
      const stated = body.text.includes('class="absent"');
      const figures = /<td class="number">(<a class="figure"[^>]*>)?[\d.,]+/.test(body.text);
      expect([id, stated !== figures]).toEqual([id, true]);
    }
  });
});

describe('a report', () => {
  it('states as absent what was not planned', async () => {
    const of = (sections: readonly PageSection[], id: string) =>
      sections.find((section) => section.id === id)?.body.text ?? '';
    const scaling = await sectionsIn('lab/scaling-seed-1');
    expect(of(scaling, 'udp')).toContain('its profile (scaling) has no point for it');
    expect(of(scaling, 'services')).not.toContain('class="absent"');
    expect(of(scaling, 'policy')).toContain('Not measured in this run');
    expect(of(scaling, 'xdp')).toContain('Not measured in this run');
  });

  it('draws the way of a packet and the data plane of every scenario, with who sets them up', async () => {
    const path = (await sectionsIn('lab/quick')).find(({ id }) => id === 'path')?.body.text ?? '';
    const parts = path.split('<section').slice(1);
    expect(parts.map((part) => /<h3[^>]*>([^:]*):/.exec(part)?.[1])).toEqual([
      'A',
      'B',
      'model-C',
      'model-D',
      'model-E',
    ]);
    for (const part of parts) expect(part.match(/<figure/g)).toHaveLength(2);
    const [a = '', , c = '', d = ''] = parts;
    expect(a).toContain('aws-node (ipamd): ENIs and prefixes for pods');
    expect(c).toContain('cilium-operator: cluster-pool IPAM');
    expect(d).toContain('cilium-operator: ENI IPAM, prefix delegation');
    for (const part of [c, d]) expect(part).toContain('cilium-agent: eBPF programs and maps');
  });

  it('counts blocks with few events among those that were compared, however few', async () => {
    const text = (await sectionsIn('lab/quick')).map(({ body }) => body.text).join('');
    expect(text).toContain('1 of 1 blocks with few events');
    expect(text).not.toMatch(/\d of 0 blocks/);
  });

  it('says of runs of their own how few blocks were compared, and that calls in a row were not', async () => {
    const told = ['A', 'C'].map((name) => readRun(`docs/evidence/testbed/campaign/${name}`));
    const sections = sectionsOf(buildCampaign(await Promise.all(told)));
    const text = sections.find(({ id }) => id === 'recommended')?.body.text ?? '';
    expect(text).toMatch(/1 of 1 blocks with few events.{0,400}?>1 block</s);
    const chains = text.split('<table class="chains">')[1]?.split('</table>')[0] ?? '';
    const rows = chains.split('<tr').slice(2);
    expect(rows.map((row) => row.includes('>not compared<'))).toEqual([false, true]);
  });

  it('has what a cluster states of XDP and DSR, in Korean too, and nothing of a lab', async () => {
    const of = (sections: readonly PageSection[]) => sections.find(({ id }) => id === 'xdp')?.body.text ?? '';
    const text = of(await sectionsIn('testbed/policy/C'));
    expect(text).toContain('What C has for XDP and DSR');
    expect(text).toMatch(/<samp lang="en">vxlan<\/samp>.*native, or Geneve.*>not as needed<.*>미충족</s);
    expect(of(await sectionsIn('lab/quick'))).not.toContain('as the cluster itself states it');
    for (const driver of ['ena', 'veth', 'other'])
      for (const { what, needed, verdict } of accelerationRows({ 'uplink driver': driver }))
        for (const each of [what, needed, verdict]) expect(korean.acceleration(each)).toMatch(/[가-힣]|^DSR/);
  });

  it('states as absent what failed everywhere', () => {
    const { run, records } = sampleRun({ plan: { only: ['rtt'], scenarios: ['A', 'C'] }, unavailable: 'C' });
    const failed = records.map((record) =>
      record.type === 'step'
        ? {
            ...record,
            samples: record.samples.map(({ metric }) => ({
              metric,
              outcome: 'failed' as const,
              reason: 'fortio: exit status 1',
            })),
          }
        : record,
    );
    const latency = sectionsOf(buildReport(run, failed)).find(({ id }) => id === 'latency');
    expect(latency?.body.text).toContain('failed or was skipped');
  });

  it('sorts every declared figure and every point into one topic', () => {
    const { run, records } = sampleRun();
    const model = buildReport(run, records);
    const headlines = model.topics.flatMap((topic) => topic.headlines);
    const points = model.topics.flatMap((topic) => topic.breadth.map(({ point }) => point));
    expect(headlines).toHaveLength(model.headlines.length);
    expect([...points].sort()).toEqual(model.breadth.map(({ point }) => point).sort());
    expect(model.topics.flatMap((topic) => topic.scaling)).toHaveLength(model.scaling.length);
  });
});

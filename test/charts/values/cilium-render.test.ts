import { expect, it } from '@jest/globals';
import { ciliumValues } from '../../../charts/values/cilium.ts';
import { type Value, type ValuesTree, valuesTree } from '../../../charts/values/value.ts';
import {
  ciliumConfigMismatches,
  expectedCiliumConfig,
} from '../../../lib/domain/datapath/expected-cilium-config.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import { testedVersions } from '../../../lib/domain/versions.ts';
import { ciliumChart, layerHelm } from '../../../scripts/chart-inputs.ts';
import { describeWith } from '../../support/needs.ts';
import { chartKeys, defaultOf, unknownKeys } from '../support/chart-keys.ts';
import { type CiliumChart, renderCiliumConfig } from '../support/render-cilium.ts';

const cluster = { apiServerHost: 'api.example' };
const valuesOf = (name: string) => ciliumValues(parseScenario(name), cluster);
const treeOf = (name: string) => valuesTree(valuesOf(name));

const scenarios = ['B', 'C', 'D', 'E'];
const variants = [
  'D+bpf-masquerade',
  'C+bpf-masquerade+host-routing',
  'E-bbr',
  'E-bbr-bandwidth-manager-hubble-off',
];

/** The first two are the keys of the published scripts. */
const misspelt = [
  'bpf.ctGlobalAnyMax',
  'bpf.ctGlobalTCPMax',
  'eni.enablePrefixDelegation',
  'egress.masqueradeInterface',
  'xgdqzr',
];

const combinations = await Promise.all(
  Object.values(testedVersions).map(async ({ name, cilium, eks, kubectlLayer }) => ({
    name,
    cilium,
    eks,
    inputs: { chart: await ciliumChart(cilium), helm: await layerHelm(kubectlLayer) },
  })),
);

for (const { name, cilium, eks, inputs } of combinations) {
  describeWith(`the chart of Cilium ${cilium} (${name})`, inputs, (paths) => {
    const render = rendererOf({ ...paths, kubernetes: eks });
    const keys = chartKeys(paths.chart);

    it.each([...scenarios, ...variants])('configures %s as expected', (scenario) => {
      const expected = expectedCiliumConfig(parseScenario(scenario));
      expect(ciliumConfigMismatches(expected, render(treeOf(scenario)))).toEqual([]);
    });

    it.each([
      ['B', 'C', 'kube-proxy-replacement'],
      ['C', 'B', 'kube-proxy-replacement'],
      ['D', 'C', 'routing-mode'],
      ['E', 'D', 'enable-bpf-masquerade'],
      ['D', 'E', 'enable-bbr'],
    ])('is found out when %s gets the values of %s', (claimed, given, key) => {
      const expected = expectedCiliumConfig(parseScenario(claimed));
      expect(ciliumConfigMismatches(expected, render(treeOf(given)))).toContainEqual(
        expect.stringMatching(new RegExp(`^${key}: expected`)),
      );
    });

    it.each([...scenarios, ...variants])('knows every key of %s', (scenario) => {
      expect(unknownKeys(keys, treeOf(scenario))).toEqual([]);
    });

    it.each(misspelt)('does not know %s', (key) => {
      expect(unknownKeys(keys, withKeys(key))).toEqual([key]);
    });

    it('takes the unknown keys all the same, and ignores them', () => {
      expect(render(withKeys(...misspelt))).toEqual(render(treeOf('E')));
    });
  });
}

const [published, current] = combinations;
if (published && current)
  describeWith(
    'the defaults of the tested charts',
    { first: published.inputs.chart, second: current.inputs.chart },
    (paths) => {
      const charts = [chartKeys(paths.first), chartKeys(paths.second)];
      it.each(scenarios)('are restated in %s only where the values say so', (scenario) => {
        const isDefault = ({ key, value }: Value) =>
          charts.every((keys) => JSON.stringify(defaultOf(keys, key)) === JSON.stringify(value));
        expect(valuesOf(scenario).filter((value) => isDefault(value) && !value.restatesDefault)).toEqual([]);
      });
    },
  );

if (published)
  describeWith('connection tracking in Cilium 1.16.5', published.inputs, (paths) => {
    const render = (ctTcpMax: number | string) =>
      renderCiliumConfig({ ...paths, kubernetes: '1.31' }, { bpf: { ctTcpMax } });

    it("cannot be set by the chart's own key: a number loses its form, and text is refused", () => {
      expect(render(1_048_576)['bpf-ct-global-tcp-max']).toBe('1.048576e+06');
      expect(() => render('1048576')).toThrow(/ctTcpMax/);
    });
  });

function withKeys(...keys: string[]): ValuesTree {
  return valuesTree([...valuesOf('E'), ...keys.map((key) => ({ key, value: 1, reason: 'a mistake' }))]);
}

/** Renders the same values once: helm takes a tenth of a second. */
function rendererOf(chart: CiliumChart): (values: ValuesTree) => Record<string, string> {
  const known = new Map<string, Record<string, string>>();
  return (values) => {
    const key = JSON.stringify(values);
    const config = known.get(key) ?? renderCiliumConfig(chart, values);
    known.set(key, config);
    return config;
  };
}

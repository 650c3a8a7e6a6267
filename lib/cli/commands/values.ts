import { ciliumValues } from '../../../charts/values/cilium.ts';
import { printValues } from '../../../charts/values/print.ts';
import { vpcCniValues } from '../../../charts/values/vpc-cni.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Scenario } from '../../domain/scenario.ts';
import { ciliumVersionPattern, testedVersions } from '../../domain/versions.ts';
import { type AddCommand, examples } from '../command.ts';
import { deployedScenario } from '../deployed-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { readImageOptions } from '../image-options.ts';

const help = examples([
  ['cni-bench values C > values.yaml', 'Helm values of scenario C'],
  ['cni-bench values E --cilium 1.18.12 --api-host 10.0.0.1', 'for a cluster that you have'],
  ['cni-bench values D+host-routing', 'D with one tuning more, and what that needs'],
  ['cni-bench values A', "configurationValues of EKS' add-on vpc-cni"],
]);

/** Printed where no host is given; no cluster has it, so that Cilium says what is missing. */
const placeholder = 'API_SERVER_HOST';

interface Options {
  readonly cilium: string;
  readonly apiHost: string;
  readonly registryMirrors?: string;
}

export const addValues: AddCommand = (program, { io, end }) => {
  program
    .command('values')
    .description("Print the settings of a scenario's CNI as YAML, with the reason of each.")
    .argument('<scenario>', 'A to E, or a variant')
    .option('--cilium <version>', 'version of the chart', testedVersions.default.cilium)
    .option('--api-host <host>', "the API server's host name, without https://", placeholder)
    .option('--registry-mirrors <pairs>', 'such as quay.io=mirror.example/quay')
    .addHelpText('after', help)
    .action((name: string, options: Options) => {
      io.stdout.write(valuesOf(deployedScenario('scenario', name), options));
      end(exitCodes.ok);
    });
};

function valuesOf(scenario: Scenario, { cilium, apiHost, ...mirrors }: Options): string {
  const title = `${scenario.name}: ${scenario.title}`;
  if (scenario.cni === 'vpc-cni')
    return printValues(vpcCniValues, `${title}. Configuration values of the add-on vpc-cni.`);
  if (!ciliumVersionPattern.test(cilium))
    throw new InputError(`--cilium: must be a version from 1.16.0 to 1.20.x, got "${cilium}"`);
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(apiHost))
    throw new InputError(`--api-host: must be a host name without scheme and port, got "${apiHost}"`);
  const { registryMirrors } = readImageOptions(mirrors);
  const tested = Object.values(testedVersions).some((versions) => versions.cilium === cilium);
  return printValues(
    ciliumValues(scenario, { apiServerHost: apiHost, registryMirrors }),
    `${title}. Values for the chart of Cilium ${cilium}${tested ? '' : ', with which they are not tested'}.`,
  );
}

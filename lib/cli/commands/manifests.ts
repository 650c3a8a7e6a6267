import { mirrored } from '../../domain/images.ts';
import { InputError } from '../../domain/input-error.ts';
import { parseScenario } from '../../domain/scenario.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { type ImageOptions, readImageOptions } from '../image-options.ts';

const help = examples([
  ['cni-bench manifests | kubectl apply -f -', 'put the workloads on a cluster'],
  ['cni-bench manifests --clients-beside-dns', 'for a cluster of two nodes'],
]);

interface Options extends ImageOptions {
  readonly scenario?: string;
  readonly clientsBesideDns?: boolean;
}

export const addManifests: AddCommand = (program, { io, end }) => {
  program
    .command('manifests')
    .description('Print the workloads as Kubernetes objects; they are the same in every scenario.')
    .option('--scenario <name>', 'noted on the namespace')
    .option('--images <pairs>', 'such as fortio=registry.example/fortio:1.66.0')
    .option('--registry-mirrors <pairs>', 'such as docker.io=mirror.example/hub')
    .option('--clients-beside-dns', 'clients may stand on a node with cluster DNS')
    .addHelpText('after', help)
    .action(async ({ scenario, clientsBesideDns, ...given }: Options) => {
      const { images, registryMirrors } = readImageOptions(given);
      if (scenario !== undefined) check(scenario);
      // Kubernetes' types take a tenth of a second to load, which no other command should pay.
      const { workloadManifests } = await import('../../../charts/workloads.ts');
      io.stdout.write(
        workloadManifests({
          images: mirrored(images, registryMirrors),
          clientsApartFromDns: !clientsBesideDns,
          ...(scenario !== undefined && { scenario }),
        }),
      );
      end(exitCodes.ok);
    });
};

function check(scenario: string): void {
  try {
    parseScenario(scenario);
  } catch (error) {
    throw new InputError(`--scenario: ${error instanceof Error ? error.message : String(error)}`);
  }
}

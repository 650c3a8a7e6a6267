import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { readSnapshotFile } from '../../support/snapshot-file.ts';
import { asList, asRecord, type Resource } from './template.ts';

/** Where `ciliumValues` print the host that only CloudFormation knows. */
const placeholder = 'API_SERVER_HOST';

/** Properties that embed what another snapshot file shows in full. */
const embedded: Readonly<
  Record<string, { property: string; file: (stack: string, addon: string) => string }>
> = {
  'Custom::AWSCDK-EKS-KubernetesResource': {
    property: 'Manifest',
    file: (stack) => `${stack}.manifests.yaml`,
  },
  'Custom::AWSCDK-EKS-HelmChart': { property: 'Values', file: (stack) => `${stack}.cilium-values.yaml` },
  'AWS::EKS::Addon': {
    property: 'ConfigurationValues',
    file: (stack, addon) => `${stack}.${addon}-values.yaml`,
  },
};

/**
 * The resource with embedded JSON replaced by the name of the snapshot file that says the same. JSON that differs
 * from the file, or has none, stays as it is.
 */
export function withReferences(stack: string, resource: Resource): Resource {
  const { property, file } = embedded[resource.Type] ?? {};
  const text = property === undefined ? undefined : resource.Properties?.[property];
  if (property === undefined || file === undefined || text === undefined) return resource;
  const name = file(stack, String(resource.Properties?.AddonName));
  const held = readSnapshotFile(name);
  if (held === undefined || !isDeepStrictEqual(JSON.parse(joined(text)), contentOf(held, property)))
    return resource;
  return { ...resource, Properties: { ...resource.Properties, [property]: `<test/snapshots/${name}>` } };
}

/** The text of a property, with the one token that values contain as the CLI prints it. */
function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  return asList(asList(asRecord(value)['Fn::Join'])[1])
    .map((part) => (typeof part === 'string' ? part : placeholder))
    .join('');
}

function contentOf(yaml: string, property: string): unknown {
  return property === 'Manifest' ? parseAllDocuments(yaml).map((one) => one.toJS()) : parse(yaml);
}

import { z } from 'zod';
import { conflictIn } from './address-plan.ts';
import { deploymentFields } from './deployment-fields.ts';
import { defaultImages, type Images } from './images.ts';
import { InputError } from './input-error.ts';
import { parseVariant } from './variant.ts';
import { chooseVersions, type Versions } from './versions.ts';

const schema = z.strictObject(deploymentFields);
type Fields = z.infer<typeof schema>;

/**
 * How the stacks are deployed.
 * - `availabilityZones`: where the VPC has subnets; all nodes are in the first.
 * - `repetitions`: undefined for the profile's own number of blocks.
 * - `ttlHours`: undefined for what the plan's estimate gives.
 * - `endpointCidrs`: who may reach the API's public endpoint; empty for everybody (IAM still decides).
 * - `addons`: undefined versions are EKS's default for the cluster's version. A fixed one would have to move
 *   with every EKS version, and a version that EKS has withdrawn fails the stack after 20 minutes.
 * - `run`: set it to something new to measure again what is already measured.
 */
export interface DeploymentConfig
  extends Omit<Fields, 'versions' | 'eks' | 'cilium' | 'untested' | 'availabilityZones' | 'images'> {
  readonly versions: Versions;
  readonly availabilityZones: readonly [string, string];
  /** Before `registryMirrors` are applied (`mirrored` does). */
  readonly images: Images;
}

/** CDK, its CLI and its feature flags share the context with us; these keys are theirs. */
function isForeign(key: string): boolean {
  return key.includes(':') || key.startsWith('@') || foreignKeys.has(key);
}
const foreignKeys: ReadonlySet<string> = new Set(['acknowledged-issue-numbers', 'cli-telemetry']);

/**
 * Reads the whole CDK context. Values may be JSON (cdk.json) or text (`-c repetitions=6`).
 * @throws InputError with one line that names the key and says what is allowed
 */
export function parseDeploymentConfig(context: Readonly<Record<string, unknown>>): DeploymentConfig {
  const own = Object.fromEntries(
    Object.entries(context).filter(([key, value]) => !isForeign(key) && value !== undefined),
  );
  const unknown = Object.keys(own).find((key) => !Object.hasOwn(deploymentFields, key));
  if (unknown !== undefined)
    throw new InputError(
      `${unknown}: no such context key; there are ${Object.keys(deploymentFields).join(', ')}`,
    );
  const parsed = schema.safeParse(own);
  if (!parsed.success) throw new InputError(refusal(String(parsed.error.issues[0]?.path[0]), own));

  const { versions, eks, cilium, untested, availabilityZones, images, ...rest } = parsed.data;
  const conflict = conflictIn(rest);
  if (conflict) throw new InputError(`${conflict[0]}: ${conflict[1]}`);
  for (const name of rest.variants) checkVariant(name);
  return {
    ...rest,
    versions: chooseVersions({ versions, eks, cilium, untested }),
    availabilityZones: zonesOf(rest.region, availabilityZones),
    images: { ...defaultImages, ...images },
  };
}

function refusal(key: string, own: Readonly<Record<string, unknown>>): string {
  const allowed = Object.entries(deploymentFields).find(([name]) => name === key)?.[1].description;
  return `${key}: must be ${allowed}, got ${JSON.stringify(own[key])}`;
}

function checkVariant(name: string): void {
  try {
    parseVariant(name);
  } catch (error) {
    throw new InputError(`variants: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Zones b and d of Seoul do not offer every instance type, so the published zone and c are the default there. */
function zonesOf(region: string, given: readonly string[] | undefined): readonly [string, string] {
  const [first, second] =
    given ?? (region === 'ap-northeast-2' ? ['a', 'c'] : ['a', 'b']).map((zone) => region + zone);
  if (first === undefined || second === undefined || !first.startsWith(region) || !second.startsWith(region))
    throw new InputError(`availabilityZones: must be two zones of ${region}, got ${JSON.stringify(given)}`);
  return [first, second];
}

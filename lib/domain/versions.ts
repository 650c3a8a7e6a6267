import { InputError } from './input-error.ts';

/** Versions that are deployed together; an EKS version is `1.35`, a Cilium version `1.19.6`. */
export interface Versions {
  readonly name: 'published' | 'default' | 'untested';
  readonly eks: string;
  readonly cilium: string;
  /** Minor of `@aws-cdk/lambda-layer-kubectl-vNN`: its kubectl serves Kubernetes of this minor, one less or one more. */
  readonly kubectlLayer: KubectlLayer;
}

/** The kubectl layers that this package depends on. */
export const kubectlLayers = [31, 35] as const;
export type KubectlLayer = (typeof kubectlLayers)[number];

/**
 * The combinations whose Helm values are rendered and compared in this repository's tests.
 * `published` is what the report of 2026-02-09 ran. `default` is in standard support, and its Cilium is
 * tested end to end with Kubernetes 1.32 to 1.35 by its authors (Cilium 1.19.6,
 * Documentation/network/kubernetes/compatibility.rst).
 */
export const testedVersions = {
  published: { name: 'published', eks: '1.31', cilium: '1.16.5', kubectlLayer: 31 },
  default: { name: 'default', eks: '1.35', cilium: '1.19.6', kubectlLayer: 35 },
} as const satisfies Record<string, Versions>;
export type VersionsName = keyof typeof testedVersions;

export const versionsNames = ['default', 'published'] as const satisfies readonly VersionsName[];

/** What a user says about versions; what is left out comes from the named combination. */
export interface VersionsChoice {
  readonly versions: VersionsName;
  readonly eks?: string | undefined;
  readonly cilium?: string | undefined;
  readonly untested: boolean;
}

/** The Cilium minors whose charts take our values; others have renamed or removed some of them. */
export const ciliumVersionPattern = /^1\.(?:1[6-9]|20)\.\d+$/;

/**
 * The versions to deploy.
 * @throws InputError for a combination that is not tested, unless `untested` is set
 */
export function chooseVersions({ versions, eks, cilium, untested }: VersionsChoice): Versions {
  const named = testedVersions[versions];
  const chosen = { eks: eks ?? named.eks, cilium: cilium ?? named.cilium };
  const tested = Object.values(testedVersions).find(
    (known) => known.eks === chosen.eks && known.cilium === chosen.cilium,
  );
  if (tested) return tested;
  if (!untested) {
    const known = Object.values(testedVersions).map((one) => `EKS ${one.eks} with Cilium ${one.cilium}`);
    throw new InputError(
      `${eks === undefined ? 'cilium' : 'eks'}: must be a tested combination (${known.join('; ')}), ` +
        `got EKS ${chosen.eks} with Cilium ${chosen.cilium}; -c untested=true allows it`,
    );
  }
  return { name: 'untested', ...chosen, kubectlLayer: layerFor(chosen.eks) };
}

function layerFor(eks: string): KubectlLayer {
  const minor = Number(eks.split('.')[1]);
  const [nearest] = kubectlLayers
    .filter((layer) => Math.abs(layer - minor) <= 1)
    .sort((one, other) => Math.abs(one - minor) - Math.abs(other - minor));
  if (nearest !== undefined) return nearest;
  const served = kubectlLayers.map((layer) => `1.${layer - 1} to 1.${layer + 1}`);
  throw new InputError(`eks: must be ${served.join(' or ')}, which the kubectl layers serve, got "${eks}"`);
}

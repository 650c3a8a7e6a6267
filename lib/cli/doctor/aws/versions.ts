import { ciliumIsSupported, eksSupport, eksSupportOn } from '../../../domain/version-support.ts';
import { testedVersions, type Versions } from '../../../domain/versions.ts';
import type { Finding } from '../finding.ts';

/**
 * How long AWS and Cilium support what is deployed; the other tested combination is shown too.
 * @param on ISO date
 */
export function inspectVersions(chosen: Versions, on: string): Finding[] {
  const others = Object.values(testedVersions).filter(({ name }) => name !== chosen.name);
  return [...findingsOf(chosen, true, on), ...others.flatMap((other) => findingsOf(other, false, on))];
}

function findingsOf({ name, eks, cilium }: Versions, deployed: boolean, on: string): Finding[] {
  const which = deployed ? 'what is deployed' : `what -c versions=${name} deploys`;
  return [eksFinding(name, eks, which, deployed, on), ciliumFinding(name, cilium, which)];
}

function eksFinding(name: string, eks: string, purpose: string, deployed: boolean, on: string): Finding {
  const id = `eks:${name}`;
  const dates = eksSupport[eks];
  if (!dates) return { id, state: 'warning', purpose, found: `EKS ${eks}, support unknown` };
  const other = 'deploy with -c versions=default, or with -c eks and untested=true';
  switch (eksSupportOn(eks, on)) {
    case 'standard':
      return { id, state: 'ok', purpose, found: `EKS ${eks}, supported until ${dates.standardUntil}` };
    case 'extended': {
      const found = `EKS ${eks}, in extended support until ${dates.extendedUntil}, which costs more`;
      return { id, state: 'warning', purpose, found, remedy: other };
    }
    default: {
      const found = `EKS ${eks}, no new cluster since ${dates.extendedUntil}`;
      return { id, state: deployed ? 'blocking' : 'warning', purpose, found, remedy: other };
    }
  }
}

function ciliumFinding(name: string, cilium: string, purpose: string): Finding {
  const id = `cilium:${name}`;
  if (ciliumIsSupported(cilium)) return { id, state: 'ok', purpose, found: `Cilium ${cilium}, supported` };
  const found = `Cilium ${cilium}, out of support`;
  return { id, state: 'warning', purpose, found, remedy: 'deploy with -c versions=default' };
}

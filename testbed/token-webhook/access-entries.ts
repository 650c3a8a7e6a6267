/** A principal of IAM and what it is in the cluster, as EKS keeps it. */
export interface AccessEntry {
  /** `arn:aws:iam::123456789012:role/path/name`, or that of a user. */
  readonly principalArn: string;
  readonly kubernetesGroups: readonly string[];
}

/** Who somebody is to Kubernetes. */
export interface Identity {
  readonly username: string;
  readonly groups: readonly string[];
}

/**
 * Who a caller is, by the ARN that STS tells of it: the entry of the role that it assumed, or its own. The name is the one
 * that EKS gives where an entry has none.
 * @returns undefined where it has no entry
 */
export function identityOf(callerArn: string, entries: readonly AccessEntry[]): Identity | undefined {
  const principal = principalOf(callerArn);
  const entry = entries.find(({ principalArn }) => withoutPath(principalArn) === principal);
  return entry && { username: callerArn, groups: entry.kubernetesGroups };
}

/** STS tells an assumed role with its session and without its path. */
function principalOf(arn: string): string {
  return arn.replace(/^(arn:[^:]+):sts:(:\d+:)assumed-role\/([^/]+)\/[^/]+$/, '$1:iam:$2role/$3');
}

function withoutPath(arn: string): string {
  return arn.replace(/:role\/.*\//, ':role/');
}

import { CfnAddon } from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import { type Value, valuesTree } from '../../charts/values/value.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Cluster } from './cluster.ts';

type AddonName = keyof DeploymentConfig['addons'];

export interface AddonProps extends Pick<DeploymentConfig, 'addons'> {
  readonly cluster: Cluster;
  readonly name: AddonName;
  readonly values?: readonly Value[];
}

/**
 * An EKS add-on that leaves nothing behind. Without a version of the user's, EKS takes its default for the
 * cluster's version.
 */
export class Addon extends Construct {
  constructor(scope: Construct, id: string, { cluster, name, addons, values }: AddonProps) {
    super(scope, id);
    const version = addons[name];
    const addon = new CfnAddon(this, 'Addon', {
      addonName: name,
      clusterName: cluster.eks.clusterName,
      preserveOnDelete: false,
      // The L2 construct has no say in this; a conflict would otherwise fail the stack.
      resolveConflicts: 'OVERWRITE',
      ...(version !== undefined && { addonVersion: version }),
      ...(values && { configurationValues: JSON.stringify(valuesTree(values)) }),
    });
    addon.node.addDependency(cluster.controlPlane);
  }
}

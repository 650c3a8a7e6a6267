import { eksSupport } from '../../../lib/domain/version-support.ts';
import { asList, at, ofType } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** What cdk-nag's EKS rules ask for; they do not see this class of cluster. */
export const controlPlane: Check = {
  name: 'control plane',
  problems: (template) =>
    ofType(template, 'AWS::EKS::Cluster').flatMap(([id, { Properties }]) => {
      const logs = asList(at(Properties, 'Logging.ClusterLogging.EnabledTypes')).map((one) =>
        at(one, 'Type'),
      );
      return unmet(
        [`${id}: private endpoint`, at(Properties, 'ResourcesVpcConfig.EndpointPrivateAccess') === true],
        [`${id}: public endpoint`, at(Properties, 'ResourcesVpcConfig.EndpointPublicAccess') === true],
        [`${id}: all logs`, logTypes.every((type) => logs.includes(type))],
        [`${id}: IAM alone`, at(Properties, 'AccessConfig.AuthenticationMode') === 'API'],
        [`${id}: no Auto Mode`, at(Properties, 'ComputeConfig.Enabled') === false],
        [`${id}: no add-ons of EKS`, Properties?.BootstrapSelfManagedAddons === false],
        [`${id}: a version of EKS`, Object.hasOwn(eksSupport, String(Properties?.Version))],
        [
          `${id}: nobody by having made it`,
          at(Properties, 'AccessConfig.BootstrapClusterCreatorAdminPermissions') === false,
        ],
      );
    }),
};

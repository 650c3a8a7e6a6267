import type { KubeConfig } from '@kubernetes/client-node';
import { type Connection, connectionOf, KeptAliveConfig } from '../targets/kubernetes/connection.ts';
import { eksToken, type TokenRequest } from './eks-token.ts';

/** An EKS cluster, as the stack that made it knows it. */
export interface ClusterAccess extends TokenRequest {
  /** `https://…`. */
  readonly endpoint: string;
  /** The certificates that the API server is to be known by, PEM in base64. */
  readonly certificateAuthority: string;
}

/** The clients of a cluster's API; every request bears a token of its own. */
export function connectToEks(access: ClusterAccess): Connection {
  const { clusterName, endpoint, certificateAuthority } = access;
  const config = new KeptAliveConfig();
  config.loadFromOptions({
    clusters: [{ name: clusterName, server: endpoint, caData: certificateAuthority }],
    users: [{ name: 'handler', authProvider: { name: 'eks' } }],
    contexts: [{ name: clusterName, cluster: clusterName, user: 'handler' }],
    currentContext: clusterName,
  });
  const authenticator: Parameters<KubeConfig['addAuthenticator']>[0] = {
    isAuthProvider: (user) => user.authProvider?.name === 'eks',
    async applyAuthentication(_user, options) {
      options.headers = { ...options.headers, Authorization: `Bearer ${await eksToken(access)}` };
    },
  };
  config.addAuthenticator(authenticator);
  return connectionOf(config);
}

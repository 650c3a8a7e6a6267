import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentityProvider } from '@smithy/types';

/** Who asks for a token, and for which cluster. */
export interface TokenRequest {
  readonly clusterName: string;
  readonly region: string;
  /** Of the region, such as `sts.ap-northeast-2.amazonaws.com`: EKS takes no other. */
  readonly stsHost: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

/** How long the signature is good for, s. EKS itself takes a token for 15 minutes from its signing on. */
const expirySeconds = 60;

/**
 * A bearer token for the API server of an EKS cluster: a presigned GetCallerIdentity, which EKS sends to STS
 * to learn who asks. Nothing is sent here.
 * @param signingDate @default now
 */
export async function eksToken(request: TokenRequest, signingDate = new Date()): Promise<string> {
  const { clusterName, region, stsHost, credentials } = request;
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Hash.bind(null, 'sha256') });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: stsHost,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      // Signed with the rest, so that a token for one cluster opens no other.
      headers: { host: stsHost, 'x-k8s-aws-id': clusterName },
    },
    { expiresIn: expirySeconds, signingDate },
  );
  const query = new URLSearchParams(
    Object.entries(signed.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
  );
  return `k8s-aws-v1.${Buffer.from(`https://${stsHost}/?${query}`).toString('base64url')}`;
}

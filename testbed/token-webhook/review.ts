import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Identity, identityOf } from './access-entries.ts';
import { presignedUrl, refusalOf } from './presigned-token.ts';

/** What the webhook knows of AWS: the file that `up --token-webhook` is given. */
export const configSchema = z.strictObject({
  clusterName: z.string(),
  region: z.string(),
  /** Where presigned requests are executed, `http://…`: an imitation of STS. */
  stsEndpoint: z.url({ protocol: /^http$/ }),
  /** STS keeps the secrets; no imitation of it verifies signatures. */
  keys: z.array(z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() })),
  accessEntries: z.array(z.strictObject({ principalArn: z.string(), kubernetesGroups: z.array(z.string()) })),
});
export type WebhookConfig = z.infer<typeof configSchema>;

/** `who` is known, or why not. */
export type Review = { readonly who: Identity } | { readonly refusal: string };

/**
 * Finds out whose a token is, as EKS does: what it may not be is refused, then STS is asked who signed it, then
 * the access entries what that principal is in the cluster.
 */
export async function review(token: string, config: WebhookConfig, now: Date): Promise<Review> {
  const refusal = refusalOf(token, config, now);
  const url = presignedUrl(token);
  if (refusal !== undefined || !url) return { refusal: refusal ?? 'not a token for EKS' };
  const { status, body } = await execute(url, config);
  const [, arn] = /<Arn>([^<]+)<\/Arn>/.exec(body) ?? [];
  if (status !== 200 || arn === undefined) return { refusal: `STS answers ${status}` };
  const who = identityOf(arn, config.accessEntries);
  return who ? { who } : { refusal: `${arn} has no access entry` };
}

/** Sends the presigned request with the headers that it was signed with, but to another address. */
async function execute(
  url: URL,
  { stsEndpoint, clusterName }: WebhookConfig,
): Promise<{ status: number | undefined; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<Parameters<typeof text>[0]>();
  const headers = { host: url.host, 'x-k8s-aws-id': clusterName };
  let status: number | undefined;
  request(new URL(url.pathname + url.search, stsEndpoint), { headers }, (answer) => {
    status = answer.statusCode;
    resolve(answer);
  })
    .on('error', reject)
    .end();
  return { body: await text(await promise), status };
}

/** The answer to a TokenReview of Kubernetes, group `authentication.k8s.io`, version v1. */
export function tokenReviewOf(result: Review): unknown {
  const status =
    'who' in result
      ? { authenticated: true, user: result.who }
      : { authenticated: false, error: result.refusal };
  return { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status };
}

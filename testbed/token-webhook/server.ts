/**
 * Answers the API server's questions whose a bearer token is, for tokens as EKS takes them.
 *   node testbed/token-webhook/server.ts CONFIG PORT CERTIFICATE KEY
 * Listens on the loopback and says where. CONFIG is read anew for each token, since the keys of roles change.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { configSchema, review, tokenReviewOf } from './review.ts';

const questionSchema = z.object({ spec: z.object({ token: z.string() }) });

async function answer(configPath: string, body: string): Promise<string> {
  const { spec } = questionSchema.parse(JSON.parse(body));
  const config = configSchema.parse(JSON.parse(await readFile(configPath, 'utf8')));
  const result = await review(spec.token, config, new Date());
  console.log(new Date().toISOString(), JSON.stringify(result));
  return JSON.stringify(tokenReviewOf(result));
}

const [configPath = '', port, certificate = '', key = ''] = process.argv.slice(2);
// What cannot be used is said when the test bed starts.
configSchema.parse(JSON.parse(await readFile(configPath, 'utf8')));
const tls = { cert: await readFile(certificate), key: await readFile(key) };
const server = createServer(tls, async (request, response) => {
  try {
    const body = await answer(configPath, await text(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  } catch (error) {
    console.log(new Date().toISOString(), String(error));
    // The API server takes it for trouble of the webhook, not for a wrong token.
    response.writeHead(500).end();
  }
});
server.listen(Number(port), '127.0.0.1', () => {
  console.log('listening on port', (server.address() as AddressInfo).port);
});

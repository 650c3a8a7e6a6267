import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { KubernetesObject } from '@kubernetes/client-node';
import { type ApiServer, startApiServer } from './api-server.ts';

interface Trouble {
  readonly code: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
}

type Change = { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubernetesObject };

/** One request, as `intercept` sees it: `DELETE services/scale-0001`. */
export type Asked = `${string} ${string}`;

/**
 * The part of an API server that keeps objects: create, read, replace, list, watch, delete, with resource
 * versions and their conflicts. Objects are at `RESOURCE/NAME`, whatever their group and namespace.
 */
export class FakeCluster implements AsyncDisposable {
  readonly objects = new Map<string, KubernetesObject>();
  readonly asked: Asked[] = [];
  /** What is answered in the place of an answer, or awaited before it. */
  intercept: (asked: Asked) => Trouble | undefined | Promise<Trouble | undefined> = () => undefined;
  #version = 0;
  readonly #watches = new Map<ServerResponse, string>();
  readonly #changes: { readonly resource: string; readonly version: number; readonly line: string }[] = [];
  #server!: ApiServer;

  static async start(): Promise<FakeCluster> {
    const cluster = new FakeCluster();
    cluster.#server = await startApiServer((request, response) => void cluster.#answer(request, response));
    return cluster;
  }

  get connection(): ApiServer['connection'] {
    return this.#server.connection;
  }

  /** Puts an object there, or changes the one that is. */
  put(resource: string, object: KubernetesObject): KubernetesObject {
    const path = `${resource}/${object.metadata?.name}`;
    this.#version += 1;
    const before = this.objects.get(path);
    const uid = before?.metadata?.uid ?? `uid-${this.#version}`;
    const stored = { ...object, metadata: { ...object.metadata, uid, resourceVersion: `${this.#version}` } };
    this.objects.set(path, stored);
    this.#tell(resource, { type: before ? 'MODIFIED' : 'ADDED', object: stored });
    return stored;
  }

  remove(path: string): KubernetesObject | undefined {
    const object = this.objects.get(path);
    this.#version += 1;
    if (object && this.objects.delete(path))
      this.#tell(path.slice(0, path.indexOf('/')), { type: 'DELETED', object });
    return object;
  }

  names(resource: string): string[] {
    return [...this.objects.keys()].filter((path) => path.startsWith(`${resource}/`)).sort();
  }

  /** Ends the watches, as an API server does now and then. */
  breakWatches(): void {
    for (const response of this.#watches.keys()) response.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  #tell(resource: string, change: Change): void {
    const line = `${JSON.stringify(change)}\n`;
    this.#changes.push({ resource, version: this.#version, line });
    for (const [response, watched] of this.#watches) if (watched === resource) response.write(line);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, 'http://api');
    const [, path = ''] = /^\/apis?\/(?:[a-z0-9.]+\/)?v1\/(?:namespaces\/[^/]+\/)?(.+)$/.exec(pathname) ?? [];
    const isWatch = searchParams.get('watch') !== null;
    const asked: Asked = `${isWatch ? 'WATCH' : method} ${path}`;
    this.asked.push(asked);
    const body = method === 'POST' || method === 'PUT' ? await json(request) : undefined;
    const trouble = await this.intercept(asked);
    if (trouble) refuse(response, trouble);
    else if (isWatch) this.#watch(response, path, Number(searchParams.get('resourceVersion')));
    else this.#serve(method, path, body as KubernetesObject | undefined, response);
  }

  #watch(response: ServerResponse, resource: string, since: number): void {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    for (const change of this.#changes)
      if (change.resource === resource && change.version > since) response.write(change.line);
    this.#watches.set(response, resource);
    response.on('close', () => this.#watches.delete(response));
  }

  #serve(method: string, path: string, body: KubernetesObject | undefined, response: ServerResponse): void {
    const [resource = '', name] = path.split('/');
    const there = this.objects.get(path);
    if (name === undefined && method === 'GET')
      send(response, {
        metadata: { resourceVersion: `${this.#version}` },
        items: this.names(resource).map((each) => this.objects.get(each)),
      });
    else if (name === undefined && method === 'DELETE')
      send(response, { items: this.names(resource).map((each) => this.remove(each)) });
    else if (method === 'POST' && body)
      if (this.objects.has(`${resource}/${body.metadata?.name}`)) refuse(response, { code: 409 });
      else send(response, this.put(resource, body));
    else if (!there) refuse(response, { code: 404 });
    else if (method === 'GET') send(response, there);
    else if (method === 'DELETE') send(response, this.remove(path));
    else if (body?.metadata?.resourceVersion !== there.metadata?.resourceVersion)
      refuse(response, { code: 409 });
    else send(response, this.put(resource, body ?? {}));
  }
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, { code, headers, message = `answer ${code}` }: Trouble): void {
  const type = { 'content-type': 'application/json' };
  response.writeHead(code, { ...type, ...headers }).end(JSON.stringify({ kind: 'Status', message }));
}

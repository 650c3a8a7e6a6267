import { policyResources } from '../../../lib/targets/kubernetes/policy/policy-objects.ts';
import type { FakeDatapath } from './fake-datapath.ts';
import { type FakeObject, nodes, type workloads } from './fake-objects.ts';
import { type Asked, selected } from './fake-requests.ts';

/** An answer of the API, before it is JSON. */
export type Answer = readonly [status: number, value: unknown];

const dns: FakeObject = { metadata: { name: 'kube-dns', labels: {} }, spec: { clusterIP: '10.100.0.10' } };

const isIn =
  (space: string) =>
  ({ metadata }: FakeObject) =>
    metadata.namespace === space;

/** By `namespace resource`: the objects of a fake cluster, and what its API does with them. */
export class FakeStore {
  readonly #lists: ReadonlyMap<string, () => Iterable<FakeObject>>;
  readonly #stores: ReadonlyMap<string, Map<string, FakeObject>>;
  readonly #datapath: FakeDatapath;
  #version = 0;

  constructor(datapath: FakeDatapath, own: ReturnType<typeof workloads>) {
    this.#datapath = datapath;
    const { ciliumConfig } = datapath;
    const config = { metadata: { name: 'cilium-config', labels: {} }, data: ciliumConfig };
    this.#stores = new Map(
      [
        'bench services',
        'bench endpointslices',
        'bench leases',
        'kube-system configmaps',
        ...policyPlaces(datapath),
      ].map((key) => [key, new Map<string, FakeObject>()]),
    );
    for (const service of own.services) this.objects('bench services').set(service.metadata.name, service);
    if (ciliumConfig) this.objects('kube-system configmaps').set(config.metadata.name, config);
    this.#lists = new Map<string, () => Iterable<FakeObject>>([
      [' nodes', () => nodes],
      [' services', () => [...this.objects('bench services').values(), dns]],
      ['bench pods', () => own.pods.filter(isIn('bench'))],
      ['bench-other pods', () => own.pods.filter(isIn('bench-other'))],
      ['kube-system pods', () => []],
      ['kube-system services', () => [dns]],
      ['bench deployments', () => own.deployments.filter(isIn('bench'))],
      ['bench daemonsets', () => own.daemonSets],
      ['kube-system daemonsets', () => datapath.daemonSets],
    ]);
  }

  /** @throws Error for what nobody may make */
  objects(key: string): Map<string, FakeObject> {
    const store = this.#stores.get(key);
    if (!store) throw new Error(`there are no ${key}`);
    return store;
  }

  get policies(): FakeObject[] {
    return policyPlaces(this.#datapath).flatMap((key) => [...this.objects(key).values()]);
  }

  /** What the API offers of a group; undefined for another path, or a group that is not there. */
  discovery(path: string): Answer | undefined {
    const [, group, version] = /^\/apis\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    const offered = this.#datapath.policyKinds
      .map((kind) => policyResources[kind])
      .filter((one) => one.group === group && one.version === version);
    const resources = offered.map(({ plural: name }) => ({ name }));
    return offered.length > 0 ? [200, { kind: 'APIResourceList', resources }] : undefined;
  }

  answer({ method, query, access, collection }: Asked, body: string): Answer {
    const { namespace: space = '', resource, name } = access;
    const key = `${space} ${resource}`;
    const store = this.#stores.get(key);
    const list = this.#lists.get(key) ?? (store && (() => store.values()));
    if (method === 'GET' && collection && list) {
      const items = [...list()].filter((one) => selected(one, query.get('labelSelector')));
      return [200, { metadata: { resourceVersion: '1' }, items }];
    }
    if (!store) return [404, status(`no ${key}`)];
    if (collection && method === 'DELETE') {
      for (const [one, object] of store) if (selected(object, query.get('labelSelector'))) store.delete(one);
      return [200, {}];
    }
    const there = name === undefined ? undefined : store.get(name);
    if (name !== undefined && !there) return [404, status(`no ${name} among ${key}`)];
    if (method === 'GET') return [200, there];
    if (method === 'DELETE' && name !== undefined) {
      store.delete(name);
      return [200, {}];
    }
    return this.#write(store, there, JSON.parse(body), method === 'POST', query.get('dryRun') === 'All');
  }

  #write(
    store: Map<string, FakeObject>,
    there: FakeObject | undefined,
    object: FakeObject,
    isNew: boolean,
    dryRun: boolean,
  ): Answer {
    const { name, resourceVersion } = object.metadata;
    const taken = isNew && store.has(name);
    const stale = there && resourceVersion !== there.metadata.resourceVersion;
    if (taken || stale) return [409, status('somebody was faster')];
    this.#version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(this.#version) };
    if (!dryRun) store.set(name, { ...object, metadata });
    return [201, { ...object, metadata }];
  }
}

export function status(message: string): { readonly kind: 'Status'; readonly message: string } {
  return { kind: 'Status', message };
}

/** Where policies may be, as the datapath offers them. */
function policyPlaces({ policyKinds }: FakeDatapath): string[] {
  return policyKinds.flatMap((kind) => {
    const { plural } = policyResources[kind];
    const spaces = kind === 'CiliumClusterwideNetworkPolicy' ? [''] : ['bench', 'bench-other'];
    return spaces.map((space) => `${space} ${plural}`);
  });
}

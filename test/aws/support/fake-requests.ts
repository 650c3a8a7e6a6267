import type { IncomingMessage } from 'node:http';
import type { FakeObject } from './fake-objects.ts';
import type { Access } from './rbac.ts';

/** A request about resources. */
export interface Asked {
  readonly method: string;
  readonly query: URLSearchParams;
  /** The request in the words of RBAC. */
  readonly access: Access;
  readonly collection: boolean;
}

/** What a request asks for; nothing but the path for what is not about resources. */
export function askedBy({ method = 'GET', url = '' }: IncomingMessage): { path: string; asked?: Asked } {
  const { pathname: path, searchParams: query } = new URL(url, 'https://fake');
  const [, group = '', namespace, resource, name, sub] =
    /^\/(?:api|apis\/([^/]+))\/v\d+\/(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(
      path,
    ) ?? [];
  if (resource === undefined) return { path };
  const collection = name === undefined;
  const verbs: Readonly<Record<string, string>> = {
    GET: collection ? (query.get('watch') === 'true' ? 'watch' : 'list') : 'get',
    POST: 'create',
    PUT: 'update',
    DELETE: collection ? 'deletecollection' : 'delete',
  };
  const access: Access = {
    verb: verbs[method] ?? method,
    group,
    resource: sub === undefined ? resource : `${resource}/${sub}`,
    namespace,
    name,
  };
  return { path, asked: { method, query, access, collection } };
}

/** Equality and absence, which is all that is asked for. */
export function selected({ metadata }: FakeObject, selector: string | null): boolean {
  return (selector ?? '')
    .split(',')
    .filter(Boolean)
    .every((term) => {
      const [key = '', value] = term.split('=');
      if (key.startsWith('!')) return !(key.slice(1) in metadata.labels);
      return metadata.labels[key] === value;
    });
}

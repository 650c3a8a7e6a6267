import {
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { InputError } from '../domain/input-error.ts';

export interface S3Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

/** Where a run's objects are: below `runs/<id>/` of a bucket. */
export interface S3Place extends S3Bucket {
  readonly runId: string;
}

/** An object as it was read, with the tag by which it is replaced only if it is still this one. */
export interface Stored {
  readonly body: Buffer;
  readonly etag: string;
}

/**
 * What a conditional write came to. Done is also what stands there already, byte for byte: a write that S3
 * carried out and whose answer was lost is repeated. Else what stands there instead, unless it went away.
 */
export type Written =
  | { readonly done: true; readonly etag: string }
  | { readonly done: false; readonly there: Stored | undefined };

/** How often a write is tried anew that S3 answered with "another one is under way". */
const conflictsBorne = 10;

/** Prefix of every run. */
export const runsPrefix = 'runs/';

export function keyOf({ runId }: Pick<S3Place, 'runId'>, path: string): string {
  return `${runsPrefix}${runId}/${path}`;
}

/** As people and the CLI of AWS name it. */
export function urlOf(place: S3Place, path: string): string {
  return `s3://${place.bucket}/${keyOf(place, path)}`;
}

/** Reads an object of a run; undefined where there is none. */
export async function readObject(place: S3Place, path: string): Promise<Stored | undefined> {
  try {
    const { Body, ETag } = await place.client.send(
      new GetObjectCommand({ Bucket: place.bucket, Key: keyOf(place, path) }),
    );
    if (Body === undefined || ETag === undefined) return undefined;
    return { body: Buffer.from(await Body.transformToByteArray()), etag: ETag };
  } catch (error) {
    if (isNoSuchKey(error)) return undefined;
    throw error;
  }
}

/** @throws InputError that names the object when there is none */
export async function readNeeded(place: S3Place, path: string): Promise<Buffer> {
  const stored = await readObject(place, path);
  if (stored) return stored.body;
  throw new InputError(`${urlOf(place, path)}: no such object`);
}

/** Writes an object that must not exist yet. */
export function putNew(place: S3Place, path: string, body: Buffer): Promise<Written> {
  return putIf(place, path, body, { IfNoneMatch: '*' });
}

/** Replaces an object if it still is the one with this tag. */
export function putOver(place: S3Place, path: string, body: Buffer, etag: string): Promise<Written> {
  return putIf(place, path, body, { IfMatch: etag });
}

async function putIf(
  place: S3Place,
  path: string,
  body: Buffer,
  condition: { IfNoneMatch: string } | { IfMatch: string },
): Promise<Written> {
  const Key = keyOf(place, path);
  const put = new PutObjectCommand({
    Bucket: place.bucket,
    Key,
    Body: body,
    ...contentOf(path),
    ...condition,
  });
  for (let conflicts = 0; ; conflicts += 1) {
    try {
      const { ETag } = await place.client.send(put);
      if (ETag === undefined) throw new Error(`${Key}: S3 answered without an ETag`);
      return { done: true, etag: ETag };
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 412 || isNoSuchKey(error)) {
        const there = await readObject(place, path);
        return there?.body.equals(body) ? { done: true, etag: there.etag } : { done: false, there };
      }
      // 409: another conditional write to this key is under way; which of the two wins is not known yet.
      if (status !== 409 || conflicts >= conflictsBorne) throw error;
    }
  }
}

function isNoSuchKey(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'NoSuchKey';
}

function contentOf(path: string): { ContentType: string } {
  return { ContentType: path.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/json' };
}

/**
 * The paths of a run's objects that begin with `prefix`, sorted.
 * @param after only those that come after this path
 */
export async function listPaths(place: S3Place, prefix: string, after?: string): Promise<string[]> {
  const { client, bucket } = place;
  const above = keyOf(place, '');
  const paths: string[] = [];
  const request = {
    Bucket: bucket,
    Prefix: `${above}${prefix}`,
    ...(after !== undefined && { StartAfter: `${above}${after}` }),
  };
  for await (const page of paginateListObjectsV2({ client }, request))
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) paths.push(Key.slice(above.length));
  return paths.sort();
}

import { ApiException } from '@kubernetes/client-node';
import { z } from 'zod';
import { oneLine } from '../../domain/one-line.ts';

const statusSchema = z.object({ message: z.string().optional(), reason: z.string().optional() });

/** The HTTP status of an answer that was an error; undefined when there was no answer. */
export function codeOf(error: unknown): number | undefined {
  if (error instanceof ApiException) return error.code;
  // A watch has errors of its own.
  const { statusCode } = error instanceof Error ? (error as { statusCode?: unknown }) : {};
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/**
 * Whether the same request may succeed later: the server is too busy or out of order, or did not answer at
 * all, as while it is restarted.
 */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined || code === 408 || code === 410 || code === 429 || code >= 500;
}

/** How long the server asks to be left alone; 0 where it does not say. */
export function retryAfterSeconds(error: unknown): number {
  const header = error instanceof ApiException ? Number(error.headers['retry-after']) : Number.NaN;
  return Number.isFinite(header) ? Math.max(0, header) : 0;
}

/** One line that says what the API server, or the way to it, had against a request. */
export function apiReason(error: unknown): string {
  if (error instanceof ApiException) {
    const { message, reason } = statusOf(error.body);
    return firstLine(message, reason, `the API server answered ${error.code}`);
  }
  if (!(error instanceof Error)) return firstLine(String(error));
  const { cause } = error;
  return firstLine(
    ...(cause instanceof Error ? [cause.message, errnoOf(cause)] : []),
    error.message,
    errnoOf(error),
    error.name,
  );
}

/** Of a host with several addresses none of which answers Node has a code and no message. */
function errnoOf(error: Error & { readonly code?: unknown }): string | undefined {
  return typeof error.code === 'string' ? error.code : undefined;
}

function statusOf(body: unknown): z.infer<typeof statusSchema> {
  try {
    const document = typeof body === 'string' ? JSON.parse(body) : body;
    return statusSchema.safeParse(document).data ?? {};
  } catch {
    return {};
  }
}

/** The first of them that says anything. */
function firstLine(...texts: readonly (string | undefined)[]): string {
  return texts.map((text) => oneLine(text ?? '', 300)).find(Boolean) ?? 'it is not known why';
}

import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import * as z from 'zod/mini';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Longer than a proxy waits for a relay whose machine is gone. */
export const PATIENCE_MS = 8_000;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Opens a request that carries no secret. Certificates are judged by a check of their own: a wrong
 * one must not hide everything else.
 */
export function openRequest(url: URL, options: http.RequestOptions = {}): http.ClientRequest {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return url.protocol === 'https:'
    ? https.request(url, { signal, agent: false, rejectUnauthorized: false, ...options })
    : http.request(url, { signal, agent: false, ...options });
}

/** GETs an address. @throws what the connection failed with. */
export async function ask(url: URL, headers: Record<string, string> = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = openRequest(url, { headers });
  request.once('response', resolve).once('error', reject).end();
  const reply = await promise;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`${url.pathname} does not end`);
    chunks.push(chunk);
  }
  return { status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) };
}

/** The reply as this schema, or null where it is something else (a captive portal, an error). */
export function readJson<T extends z.core.$ZodType>(
  schema: T,
  { body }: Answer,
): z.output<T> | null {
  try {
    const parsed = z.safeParse(schema, JSON.parse(body.toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

import { fail, ok, reasonOf, warn, type Finding } from '../finding.ts';
import { openRequest, PATIENCE_MS } from './ask.ts';

const NAME = 'upload limit';
const PATH = `/api/ingest/blobs/${'0'.repeat(64)}`;
const MEBIBYTE = 1024 * 1024;

/**
 * Announces an upload of the largest size and sends nothing of it. A relay that hears of it says at
 * once that nobody has logged in; a proxy whose limit is lower says 413, and one that waits for the
 * whole body says nothing.
 *
 * @param bytes MAX_FILE_SIZE of the relay.
 * @param patienceMs how long the relay may take.
 */
export async function checkUploads(
  url: URL,
  bytes: number,
  patienceMs = PATIENCE_MS,
): Promise<Finding> {
  const size = `${Math.round(bytes / MEBIBYTE)} MB`;
  const status = await announce(url, bytes, patienceMs).catch(reasonOf);
  if (status === 401) return ok(NAME, `${size} pass through.`);
  if (status === 413) {
    const fix = `Raise it for /api/ingest/: client_max_body_size ${Math.ceil(bytes / MEBIBYTE) + 1}m.`;
    return fail(NAME, `The proxy refuses uploads of ${size}, which the relay allows.`, fix);
  }
  if (typeof status === 'number') {
    const says = `An upload is answered with ${status} instead of by the relay.`;
    return fail(NAME, says, 'Have the proxy pass on PUT and /api/ingest/.');
  }
  const says = `The proxy keeps uploads back until they are complete, or nobody answers (${status}).`;
  return warn(NAME, says, 'Turn it off for /api/ingest/: proxy_request_buffering off.');
}

async function announce(url: URL, bytes: number, patienceMs: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes) };
  const request = openRequest(new URL(PATH, url), {
    method: 'PUT',
    headers,
    signal: AbortSignal.timeout(patienceMs),
  });
  request.once('response', (reply) => resolve(reply.statusCode ?? 0));
  request.on('error', reject);
  request.flushHeaders();
  try {
    return await promise;
  } finally {
    request.destroy();
  }
}

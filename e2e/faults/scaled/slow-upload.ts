import https from 'node:https';
import { createAuth, sessionClient, tokensInMemory } from '@picture-live/shared/client';
import { largePhotograph } from '../../harness/frames.ts';
import { sleep } from '../../harness/until.ts';
import type { Scaled } from '../../scaled/scaled.ts';

const PIECES = 35;
/** Longer than a relay without a proxy would wait while it ends. */
const TAKES_MS = 7_000;
const BOUNDARY = 'a-photo-of-a-guest';
const ANNA = { email: 'anna@studio.example', password: 'a long enough password' };

/**
 * Guests who send a large photo each over a thin line, as a browser does.
 *
 * @returns once all have begun; `finished` says what came of those that were not taken.
 */
export async function startSlowUploads(
  scaled: Scaled,
  count: number,
): Promise<{ finished: Promise<string[]> }> {
  await allowUploads(scaled);
  const seeds = Array.from({ length: count }, (_, index) => 700 + index);
  const photos = await Promise.all(seeds.map((seed) => largePhotograph(seed)));
  const guest = await enter(scaled);
  const uploads = photos.map(({ name, bytes }) => send(scaled, guest, { name, bytes }));
  await sleep(TAKES_MS / 10);
  return { finished: Promise.all(uploads).then((said) => said.filter((one) => one !== '')) };
}

/** What guests send is held until somebody looks at it, so that nothing of the shoot changes. */
async function allowUploads({ origin, sessionId, deviceToken }: Scaled): Promise<void> {
  const auth = createAuth({ baseUrl: origin, store: tokensInMemory() });
  const newcomer = { ...ANNA, name: 'Anna', invitationCode: deviceToken };
  await auth.register(newcomer).catch(() => auth.login(ANNA));
  await sessionClient(auth.call).changeSession(sessionId, { switches: { guestUploads: true } });
}

async function enter({ origin, sessionId }: Scaled): Promise<string> {
  const anybody = createAuth({ baseUrl: origin, store: tokensInMemory() });
  return (await sessionClient(anybody.call).verifyAccess(sessionId)).token;
}

/** @returns nothing where it was taken, else what happened. */
async function send(
  { origin, sessionId }: Scaled,
  token: string,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const part = (headers: string, content: Buffer | string) =>
    Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n${headers}\r\n\r\n`), Buffer.from(content), END]);
  const body = Buffer.concat([
    part('content-disposition: form-data; name="sessionId"', sessionId),
    part(
      `content-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: image/jpeg`,
      bytes,
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
  const { promise, resolve } = Promise.withResolvers<string>();
  const request = https.request(new URL('/api/photos/upload', origin), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': body.length,
    },
  });
  request.on('error', (error) => resolve(`a large upload failed: ${error.message}`));
  request.on('response', (reply) => {
    const chunks: Buffer[] = [];
    reply.on('data', (chunk: Buffer) => chunks.push(chunk));
    reply.on('end', () => {
      const said = Buffer.concat(chunks).toString();
      const isTaken = reply.statusCode === 200 && said.includes('"ok":true');
      resolve(isTaken ? '' : `a large upload was answered ${reply.statusCode}: ${said}`);
    });
  });
  const step = Math.ceil(body.length / PIECES);
  for (let at = 0; at < body.length && !request.destroyed; at += step) {
    request.write(body.subarray(at, at + step));
    await sleep(TAKES_MS / PIECES);
  }
  request.end();
  return promise;
}

const END = Buffer.from('\r\n');

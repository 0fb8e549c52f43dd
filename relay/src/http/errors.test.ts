import net from 'node:net';
import { ErrorBody } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withDatabase } from '../testing/neighbours.ts';
import { DEVICE_TOKEN, startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startTestRelay();
});
afterEach(() => relay.stop());

const json = (body: string, type = 'application/json') => ({
  method: 'POST',
  headers: { authorization: `Bearer ${DEVICE_TOKEN}`, 'content-type': type },
  body,
});
const missing = '/api/ingest/blobs/missing';

test.each<[string, string, RequestInit, number, string]>([
  ['an unknown address', '/api/nothing', {}, 404, 'not_found'],
  ['an unknown method', '/health', { method: 'PATCH' }, 404, 'not_found'],
  ['no token', '/api/device', {}, 401, 'unauthorized'],
  ['no token for what does not exist either', missing, { method: 'POST' }, 401, 'unauthorized'],
  ['broken JSON', missing, json('{"hashes":'), 400, 'invalid_request'],
  ['no body', missing, json(''), 400, 'invalid_request'],
  ['a body of another type', missing, json('hashes', 'text/plain'), 400, 'invalid_request'],
  ['a poisoned body', missing, json('{"__proto__":{"a":1}}'), 400, 'invalid_request'],
  ['wrong values', missing, json('{"hashes":["x"]}'), 400, 'invalid_request'],
  ['no values', missing, json('{"hashes":[]}'), 400, 'invalid_request'],
  ['too large a body', missing, json(`"${'x'.repeat(200_000)}"`), 413, 'blob_too_large'],
  ['a broken escape', '/api/sessions/%E0%A4%A', {}, 400, 'invalid_request'],
  ['a very long name', `/api/sessions/${'x'.repeat(2_000)}`, {}, 400, 'invalid_request'],
])('%s gets the one shape of failure', async (_what, path, init, status, code) => {
  const reply = await fetch(`${relay.url}${path}`, init);
  expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await failureOf(reply)).toEqual({ status, code });
});

test('a person who is lost gets a page instead', async () => {
  const reply = await fetch(`${relay.url}/galery`, { headers: { accept: 'text/html' } });
  expect(reply.status).toBe(404);
  expect(await reply.text()).toContain('There is nothing here');
});

test('what is no HTTP gets the one shape as well', async () => {
  const { hostname, port } = new URL(relay.url);
  const socket = net.connect(Number(port), hostname);
  socket.write('HELLO relay\r\n\r\n');
  const answer = Buffer.concat(await socket.toArray()).toString();
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  const body = ErrorBody.parse(JSON.parse(answer.split('\r\n\r\n', 2)[1] ?? ''));
  expect(body.error.code).toBe('invalid_request');
});

test('what fails inside is said without telling how', async () => {
  await withDatabase(relay, async (db) => {
    await db.schema.dropTable('feed_events').execute();
  });
  const reply = await fetch(`${relay.url}/api/sessions/${relay.slug}/feed`);
  expect([reply.status, await reply.json()]).toEqual([
    500,
    { error: { code: 'internal', message: 'Something failed inside.' } },
  ]);
});

test('the interface describes itself', async () => {
  const reply = await fetch(`${relay.url}/api/docs/json`);
  const { paths } = z
    .object({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) })
    .parse(await reply.json());
  const described = [
    '/api/auth/login',
    '/api/device',
    '/api/docs/json',
    '/api/ingest/blobs/missing',
    '/api/ingest/blobs/{sha256}',
    '/api/ingest/sessions/{sessionId}/photos/{photoId}',
    '/api/photos',
    '/api/sessions/{id}',
    '/api/sessions/{id}/feed',
    '/health',
  ];
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(described));
});

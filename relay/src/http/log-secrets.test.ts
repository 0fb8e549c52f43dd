import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { AskedTakedown, LoggedIn } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../db/database.ts';
import type { DatabaseSettings } from '../db/settings.ts';
import { openRelay } from '../relay.ts';
import type { Relay } from '../relay.ts';
import { PASSWORD } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { DEVICE_TOKEN, testConfig } from '../testing/relay.ts';
import { TestSockets, join } from '../testing/sockets.ts';
import { databaseOf } from '../testing/test-database.ts';

const EMAIL = 'anna@studio.example';

let folder: string;
let database: DatabaseSettings;
let relay: Relay;
let url: string;
let lines: string;
const sockets = new TestSockets();
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-log-'));
  lines = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines += chunk.toString();
      done();
    },
  });
  database = await databaseOf(folder);
  relay = await openRelay(testConfig(folder, { database }), { level: 'trace', stream });
  url = await relay.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  sockets.closeAll();
  await relay.close();
  await rm(folder, { recursive: true });
});

async function post(route: string, body: unknown, headers = {}): Promise<Response> {
  return fetch(`${url}${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function enter(): Promise<LoggedIn> {
  const account = { email: EMAIL, password: PASSWORD, name: 'Anna' };
  return LoggedIn.parse(await (await post('/api/auth/register', account)).json());
}

test('no line of the log holds a password, a token, a code, an address of a picture or of a person', async () => {
  const { accessToken, refreshToken } = await enter();
  const { photo } = await new TestDevice(url).deliver(relay.session.id, 1);
  const picture = photo.renditions.thumb.url;
  const asked = await post(`/api/photos/${photo.id}/takedown`, {
    reason: 'me',
    contact: 'guest@home.example',
  });
  const { id, secret } = AskedTakedown.parse(await asked.json());
  const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? '';
  await fetch(`${url}/api/takedowns/${id}?secret=${secret}`, { headers: { cookie } });
  await fetch(`${url}/api/nothing?token=${accessToken}`);
  await fetch(`${url}/api/audit?after=${refreshToken}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  await post('/api/auth/login', { email: EMAIL, password: 'a wrong password' });
  await fetch(new URL(picture, url));
  const socket = await sockets.connect(url);
  await join(socket, { sessionId: relay.session.id, token: accessToken });
  await join(socket, { sessionId: relay.session.id, accessCode: 'guessed-code' });
  await expect.poll(() => lines, { timeout: 20_000 }).toContain('/api/takedowns/:id');
  const tokens = [accessToken, refreshToken, DEVICE_TOKEN, secret, cookie.split('=')[1] ?? ''];
  const typed = [PASSWORD, 'a wrong password', 'guessed-code', EMAIL, 'guest@home'];
  const addresses = [relay.session.slug, relay.session.id, picture, photo.id, '127.0.0.1:'];
  const said = lines.replaceAll(/"msg":"Server listening at [^"]+"/g, '');
  for (const word of [...tokens, ...typed, ...addresses]) {
    expect(word).not.toBe('');
    expect(said).not.toContain(word);
  }
});

test('what fails inside is logged with its cause, and without what was asked', async () => {
  const { accessToken, refreshToken } = await enter();
  const db = openDatabase(database);
  const rename = (from: string, to: string) => db.schema.alterTable(from).renameTo(to).execute();
  await rename('users', 'put_aside');
  const replies = await Promise.all([
    post('/api/auth/login', { email: EMAIL, password: PASSWORD }),
    fetch(`${url}/api/users/profile?secret=hidden`, {
      headers: { authorization: `Bearer ${accessToken}` },
    }),
  ]);
  await rename('put_aside', 'users');
  await db.destroy();
  expect(replies.map(({ status }) => status)).toEqual([500, 500]);
  await expect.poll(() => lines, { timeout: 20_000 }).toContain('"status":500');
  expect(lines).toMatch(/no such table: users|relation \\"users\\" does not exist/);
  for (const word of [EMAIL, PASSWORD, accessToken, refreshToken, 'hidden']) {
    expect(lines).not.toContain(word);
  }
});

import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AskedTakedown, LoggedIn, PairingStarted } from '@picture-live/shared/protocol';
import Fastify from 'fastify';
import * as z from 'zod/mini';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { ACCESS_MESSAGE } from '../http/access-log.ts';
import { PASSWORD, TestCaller } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { openRelay } from '../relay.ts';
import { DEVICE_TOKEN, testConfig } from '../testing/relay.ts';
import { spawnRelay, whenReady } from '../testing/relay-process.ts';
import type { RelayProcess } from '../testing/relay-process.ts';
import { createSession, letInGuest } from '../testing/sessions.ts';
import { TestSockets, join } from '../testing/sockets.ts';
import { databaseOf } from '../testing/test-database.ts';
import { openLog } from './open-log.ts';

const CODE = 'confetti-2026';
const JWT_SECRET = 'signing-secret-of-this-test-0123456789abcdef';
const METRICS_TOKEN = 'metrics-token-of-this-test';

let folder: string;
let logs: string;
let relay: RelayProcess | null;
const sockets = new TestSockets();
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-log-files-'));
  logs = path.join(folder, 'logs');
  relay = null;
});
afterEach(async () => {
  sockets.closeAll();
  relay?.child.kill('SIGKILL');
  await relay?.ended;
  await rm(folder, { recursive: true });
});

type Started = Awaited<ReturnType<typeof whenReady>>;

async function start(): Promise<Started & { process: RelayProcess }> {
  const settings = { JWT_SECRET, METRICS_TOKEN, REGISTRATION: 'open' };
  relay = await spawnRelay(folder, { ...settings, LOG_DIR: logs, LOG_LEVEL: 'trace' });
  return { ...(await whenReady(relay)), process: relay };
}

const read = (name: string): Promise<string> => readFile(path.join(logs, `${name}.log`), 'utf8');

async function everything(): Promise<string> {
  const names = await readdir(logs);
  return (await Promise.all(names.map((name) => readFile(path.join(logs, name), 'utf8')))).join('');
}

const Line = z.record(z.string(), z.unknown());
const parse = (text: string): z.infer<typeof Line>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => Line.parse(JSON.parse(line)));

/** An evening: each secret that was typed, given or shown on the way. */
async function goThroughEverything({ url, sessionId, slug }: Started): Promise<string[]> {
  const anonymous = new TestCaller(url);
  const account = { email: 'anna@studio.example', password: PASSWORD, name: 'Anna' };
  const reply = await anonymous.call('POST', '/api/auth/register', account);
  const { accessToken, refreshToken } = LoggedIn.parse(await reply.json());
  const anna = new TestCaller(url, accessToken);
  await anonymous.call('POST', '/api/auth/login', { ...account, password: 'not-the-password' });
  const cookie = await pageLogin(url, account);

  const begun = await anonymous.call('POST', '/api/devices/pairing', { name: 'Laptop' });
  const pairing = PairingStarted.parse(await begun.json());
  const approval = { userCode: pairing.userCode, sessionIds: [] };
  await anna.call('POST', '/api/devices/pairing/approve', approval);
  await anonymous.call('POST', '/api/devices/pairing/token', { deviceCode: pairing.deviceCode });
  await fetch(`${url}/pair?code=${pairing.userCode}`);

  const session = await createSession(anna, { access: 'code', accessCode: CODE });
  await anonymous.call('POST', `/api/sessions/${session.id}/verify`, { accessCode: 'a-bad-guess' });
  const guest = await letInGuest(url, session.id, CODE);
  const { photo } = await new TestDevice(url).deliver(sessionId, 1);
  const picture = new URL(photo.renditions.thumb.url, url);
  await fetch(picture);
  await fetch(`${picture.href}x`);
  await (await fetch(`${url}/api/sessions/${slug}/archive`)).arrayBuffer();
  const asked = await anonymous.call('POST', `/api/photos/${photo.id}/takedown`, { reason: 'me' });
  const takedown = AskedTakedown.parse(await asked.json());
  await fetch(`${url}/api/takedowns/${takedown.id}?secret=${takedown.secret}`);

  // Where they do not belong: in addresses, in broken bodies and headers, on roads to nowhere.
  await fetch(`${url}/nowhere/${accessToken}?token=${refreshToken}&code=${CODE}`);
  await fetch(`${url}/api/photos?sessionId=${accessToken}&after=${guest.access.token}`);
  await fetch(`${url}/api/users/profile`, {
    headers: { authorization: `Bearer ${refreshToken}x` },
  });
  await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"email":"anna@studio.example","password":"${PASSWORD}`,
  });
  await fetch(`${url}/metrics?token=${METRICS_TOKEN}`, {
    headers: { 'x-forwarded-for': '8.8.8.8' },
  });
  const socket = await sockets.connect(url, { auth: { token: accessToken } });
  await join(socket, { sessionId: session.id, token: guest.access.token });
  await join(socket, { sessionId: session.id, accessCode: CODE });
  const tokens = [accessToken, refreshToken, cookie, guest.access.token, takedown.secret];
  const settings = [DEVICE_TOKEN, JWT_SECRET, METRICS_TOKEN];
  const typed = [PASSWORD, 'not-the-password', CODE, 'a-bad-guess', account.email];
  const signature = picture.pathname.split('/').at(-2) ?? '';
  const shown = [pairing.deviceCode, pairing.userCode, signature, session.slug, slug];
  return [...tokens, ...settings, ...typed, ...shown];
}

async function pageLogin(url: string, account: object): Promise<string> {
  const reply = await fetch(`${url}/api/auth/page/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(account),
  });
  return /=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

/** Without its tables every question fails inside, with whatever was asked. */
async function breakTables(url: string, secrets: readonly string[]): Promise<void> {
  const db = openDatabase(await databaseOf(folder));
  for (const table of ['users', 'sessions', 'photos']) {
    await db.schema.alterTable(table).renameTo(`${table}_put_aside`).execute();
  }
  await db.destroy();
  const [accessToken = ''] = secrets;
  const calls = secrets.map((secret) => `/api/sessions/${encodeURIComponent(secret)}`);
  for (const call of [...calls, `/api/users/profile?token=${accessToken}`]) {
    await new TestCaller(url, accessToken).call('GET', call);
  }
  const login = { email: 'anna@studio.example', password: PASSWORD };
  await new TestCaller(url).call('POST', '/api/auth/login', login);
}

test('the files say what happened, each in its place, and hold nothing that opens anything', async () => {
  const started = await start();
  const secrets = await goThroughEverything(started);
  await breakTables(started.url, secrets);
  await expect.poll(() => read('access'), { timeout: 20_000 }).toContain('"status":500');
  const [access, combined, error] = [
    parse(await read('access')),
    parse(await read('combined')),
    parse(await read('error')),
  ];
  expect(access.every(({ msg, route, status }) => msg === 'request' && route && status)).toBe(true);
  expect(access.length).toBeGreaterThan(20);
  expect(combined.some(({ msg }) => msg === 'request')).toBe(false);
  expect(error.length).toBeGreaterThan(0);
  expect(error.every(({ level }) => Number(level) >= 50)).toBe(true);
  expect(JSON.stringify(error)).toMatch(/no such table|does not exist/);
  const all = (await everything()) + started.process.written();
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(5);
    expect(all).not.toContain(secret);
  }

  // What was said last is there after a kill -9, and so is why the next one did not start.
  started.process.child.kill('SIGKILL');
  await started.process.ended;
  expect(parse(await read('access')).length).toBeGreaterThanOrEqual(access.length);
  relay = await spawnRelay(folder, { LOG_DIR: logs, PORT: '1', HOST: '192.0.2.1' });
  expect(await relay.ended).toBe(1);
  expect(parse(await read('error')).at(-1)).toMatchObject({ msg: 'the relay could not start' });
}, 60_000);

test('a folder that cannot be written to is said once, and the relay works', async () => {
  await writeFile(logs, 'a file in its place');
  const said: string[] = [];
  const log = openLog({
    files: { folder: logs, maxBytes: 1_000_000, keepDays: 1 },
    stderr: { write: (line) => said.push(line) },
    now: Date.now,
  });
  const config = testConfig(folder, { database: await databaseOf(folder) });
  const opened = await openRelay(config, { level: 'info', stream: log.stream }, log);
  const url = await opened.app.listen({ port: 0, host: '127.0.0.1' });
  for (let asked = 0; asked < 5; asked += 1) {
    expect((await fetch(`${url}/health`)).status).toBe(200);
  }
  const metrics = await (await fetch(`${url}/metrics`)).text();
  await opened.close();
  log.close();
  expect(Number(/^picture_live_log_lost_lines_total (\d+)/m.exec(metrics)?.[1])).toBeGreaterThan(4);
  expect(said.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
});

test('without files everything is on standard error, and opens nothing there either', () => {
  const said: string[] = [];
  const log = openLog({ files: null, stderr: { write: (line) => said.push(line) }, now: Date.now });
  const { log: says } = Fastify({ logger: { level: 'info', stream: log.stream } });
  says.info('ready');
  says.warn({ why: 'GET https://s3.example/b?X-Amz-Signature=5ecret' }, 'it failed');
  says.info({ route: '/g/:slug' }, ACCESS_MESSAGE);
  expect(said.map((line) => Line.parse(JSON.parse(line))['msg'])).toEqual([
    'ready',
    'it failed',
    ACCESS_MESSAGE,
  ]);
  expect(said.join('')).not.toContain('5ecret');
  expect(log.lost).toBe(0);
});

test('what nobody has caught is on standard error without the command that failed', () => {
  const said: string[] = [];
  const log = openLog({ files: null, stderr: { write: (line) => said.push(line) }, now: Date.now });
  const command = { name: 'auth', args: ['passw0rd-of-redis'] };
  log.crashed(Object.assign(new Error('redis://:5ecret@10.0.0.1 has gone'), { command }));
  const [line = ''] = said;
  expect(JSON.parse(line)).toMatchObject({ level: 60, msg: 'the relay has failed' });
  expect(line).toContain('has gone');
  expect(line).not.toMatch(/passw0rd|5ecret/);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { NewInvitation } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMember, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession } from '../testing/sessions.ts';
import { TestSockets, join } from '../testing/sockets.ts';

const HTML = '<html><head><title>x</title></head><body><!--gallery-data--></body></html>';

let folder: string;
let relay: TestRelay;
let anna: TestUser;
const sockets = new TestSockets();
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-code-page-'));
  await mkdir(path.join(folder, 'web/gallery'), { recursive: true });
  await writeFile(path.join(folder, 'web/gallery/index.html'), HTML);
  relay = await startTestRelay({}, folder);
  anna = await registerUser(relay);
  await changeSession(anna, relay.sessionId, { access: 'code', accessCode: 'Open Sesame' });
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
  await rm(folder, { recursive: true });
});

const open = (cookie = '', language = 'en') =>
  fetch(`${relay.url}/g/${relay.slug}`, { headers: { cookie, 'accept-language': language } });

/** What a browser does with the form of the page. */
async function type(code: string, headers: Record<string, string> = { origin: relay.url }) {
  return fetch(`${relay.url}/g/${relay.slug}/open`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ accessCode: code }),
    redirect: 'manual',
  });
}

const cookieOf = (reply: Response): string =>
  (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('a gallery by code asks for it, says nothing of the session, and needs no script', async () => {
  const page = await open();
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toContain(`<form method="post" action="/g/${relay.slug}/open">`);
  expect(html).not.toMatch(/Anna|<script/);
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
  // With no-referrer browsers would send `Origin: null` with the form.
  expect(page.headers.get('referrer-policy')).toBe('same-origin');
  expect(await (await open('', 'zh-CN')).text()).toContain('访问码');
});

test('the right code opens the gallery, its list, its feed and its socket by the cookie', async () => {
  const reply = await type(' open-SESAME ');
  expect([reply.status, reply.headers.get('location')]).toEqual([303, `/g/${relay.slug}`]);
  expect(reply.headers.get('set-cookie')).toMatch(
    /^guest-[0-9a-f-]{36}=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
  );
  const cookie = cookieOf(reply);
  expect(await (await open(cookie)).text()).toContain('gallery-data');
  for (const address of [
    `/api/sessions/${relay.slug}`,
    `/api/sessions/${relay.sessionId}/feed`,
    `/api/photos?sessionId=${relay.sessionId}`,
  ]) {
    expect((await fetch(relay.url + address, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(relay.url + address)).status).toBe(401);
  }
  const request = { sessionId: relay.sessionId };
  const guest = await sockets.connect(relay.url, { extraHeaders: { cookie } });
  expect((await join(guest, request)).ok).toBe(true);
  const stranger = await sockets.connect(relay.url);
  expect(await join(stranger, request)).toMatchObject({ error: { code: 'access_code_required' } });
  expect(await join(stranger, { ...request, accessCode: 'no sesame' })).toMatchObject({
    error: { code: 'access_code_wrong' },
  });
  expect((await join(stranger, { ...request, accessCode: 'open sesame' })).ok).toBe(true);
});

test('a wrong code is said, and the cookie of another day asks again', async () => {
  const wrong = await type('guess');
  expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null]);
  expect(await wrong.text()).toContain('role="alert"');
  const cookie = cookieOf(await type('open sesame'));
  await changeSession(anna, relay.sessionId, { accessCode: 'another one' });
  expect(await (await open(cookie)).text()).toContain('<form');
  expect(await (await open(`guest-${relay.sessionId}=eyJ.eyJ.x; a=b`)).text()).toContain('<form');
});

test.each([
  ['another site', { origin: 'https://elsewhere.example' }],
  ['nobody who may be named', { origin: 'null' }],
  ['a neighbour', { 'sec-fetch-site': 'same-site' }],
])('a form sent by %s opens nothing', async (_whose, headers) => {
  const reply = await type('open sesame', headers);
  expect([reply.status, reply.headers.get('set-cookie')]).toEqual([403, null]);
});

test('members only and ended galleries have no page', async () => {
  await changeSession(anna, relay.sessionId, { expiresAt: 1 });
  expect((await open()).status).toBe(410);
  await changeSession(anna, relay.sessionId, { access: 'members' });
  expect((await open()).status).toBe(404);
  expect((await type('open sesame')).status).toBe(404);
});

const closed = (socket: { once: (event: 'disconnect', heard: () => void) => unknown }) =>
  new Promise<void>((resolve) => {
    socket.once('disconnect', resolve);
  });

test('a changed code, an end and a deleted session close the sockets', async () => {
  const request = { sessionId: relay.sessionId };
  const enter = async (more: { accessCode?: string; token?: string }) => {
    const socket = await sockets.connect(relay.url);
    expect((await join(socket, { ...request, ...more })).ok).toBe(true);
    return socket;
  };
  const first = closed(await enter({ accessCode: 'open sesame' }));
  const member = await enter({ token: anna.loggedIn.accessToken });
  await changeSession(anna, relay.sessionId, { accessCode: 'another one' });
  await first;
  expect(member.connected).toBe(true);
  const second = closed(await enter({ accessCode: 'another one' }));
  await changeSession(anna, relay.sessionId, { expiresAt: Date.now() + 3_000 });
  await second;
  // Who came back in time goes when the time comes.
  await closed(await enter({ accessCode: 'another one' }));
  await anna.call('DELETE', `/api/sessions/${relay.sessionId}`);
  await expect.poll(() => member.connected).toBe(false);
});

test('a member who is taken out leaves the room at once, and does not come back', async () => {
  const invited = { email: 'li@studio.example', invitationCode: await invite() };
  const li = await registerUser(relay, invited);
  await addMember(relay, relay.sessionId, li.id, 'moderator');
  await changeSession(anna, relay.sessionId, { access: 'members' });
  const request = { sessionId: relay.sessionId, token: li.loggedIn.accessToken };
  const socket = await sockets.connect(relay.url);
  expect((await join(socket, request)).ok).toBe(true);
  const gone = closed(socket);
  await anna.call('DELETE', `/api/sessions/${relay.sessionId}/members/${li.id}`);
  await gone;
  const again = await sockets.connect(relay.url);
  expect(await join(again, request)).toMatchObject({ error: { code: 'session_not_found' } });
});

test('somebody with an account who came in by the link goes when it is closed', async () => {
  await changeSession(anna, relay.sessionId, { access: 'public' });
  const invited = { email: 'li@studio.example', invitationCode: await invite() };
  const li = await registerUser(relay, invited);
  const socket = await sockets.connect(relay.url);
  const request = { sessionId: relay.sessionId, token: li.loggedIn.accessToken };
  expect((await join(socket, request)).ok).toBe(true);
  const gone = closed(socket);
  await changeSession(anna, relay.sessionId, { access: 'members' });
  await gone;
});

async function invite(): Promise<string> {
  const reply = await anna.call('POST', '/api/auth/invitations', {});
  return NewInvitation.parse(await reply.json()).code;
}

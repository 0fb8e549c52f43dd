import { Paired, PairingStarted } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASSWORD, TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { addSession } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { createSession } from '../testing/sessions.ts';

const EMAIL = 'anna@studio.example';

let relay: TestRelay;
let anna: TestUser;
let laptop: TestCaller;
let started: PairingStarted;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  anna = await registerUser(relay);
  laptop = new TestCaller(relay.url);
  const reply = await laptop.call('POST', '/api/devices/pairing', { name: 'Anna <b>’s laptop' });
  started = PairingStarted.parse(await reply.json());
});
afterEach(() => relay.stop());

/** What a browser does with a form of the page. */
async function send(
  path: string,
  fields: [string, string][],
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string }> {
  const reply = await fetch(relay.url + path, {
    method: 'POST',
    headers: { origin: relay.url, ...headers },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return { status: reply.status, html: await reply.text() };
}

const logIn = (password = PASSWORD, headers = {}) =>
  send(
    '/pair',
    [
      ['code', started.userCode],
      ['email', EMAIL],
      ['password', password],
    ],
    headers,
  );

const tokenIn = (html: string): string =>
  /name="accessToken" value="([^"]+)"/.exec(html)?.[1] ?? '';

const confirm = (accessToken: string, sessionIds: string[], code = started.userCode) =>
  send('/pair/confirm', [
    ['accessToken', accessToken],
    ['code', code],
    ...sessionIds.map((id): [string, string] => ['sessionId', id]),
  ]);

const claim = (): Promise<Response> =>
  laptop.call('POST', '/api/devices/pairing/token', { deviceCode: started.deviceCode });

test('the page takes the code from the link, needs no script and asks nobody else', async () => {
  const page = await fetch(`${started.verificationUri}?code=${started.userCode}`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toContain(`value="${started.userCode}"`);
  expect(html).not.toMatch(/<script|https?:/);
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(page.headers.get('cache-control')).toBe('no-store');
  const chinese = await fetch(`${relay.url}/pair`, { headers: { 'accept-language': 'zh-CN' } });
  expect(await chinese.text()).toContain('配对电脑');
  const odd = await fetch(`${relay.url}/pair?code=${encodeURIComponent('"><script>')}&code=x`);
  expect(await odd.text()).not.toContain('<script');
});

test('logging in and choosing a session pairs the laptop, and the login ends with it', async () => {
  const second = await createSession(anna, { title: 'Second & "best"' });
  const chosen = await logIn();
  expect(chosen.status).toBe(200);
  expect(chosen.html).toContain('Second &amp; &quot;best&quot;');
  const done = await confirm(tokenIn(chosen.html), [second.id]);
  expect(done.status).toBe(200);
  expect(done.html).toContain('Anna &lt;b&gt;’s laptop');
  expect(Paired.parse(await (await claim()).json()).name).toBe('Anna <b>’s laptop');
  const over = new TestCaller(relay.url, tokenIn(chosen.html));
  expect((await over.call('GET', '/api/auth/profile')).status).toBe(401);
  const late = await confirm(tokenIn(chosen.html), [second.id]);
  expect(late).toMatchObject({ status: 403 });
  expect(late.html).toContain('took too long');
});

test('what is wrong is said, and nothing has to be typed twice', async () => {
  const wrong = await logIn('not the password');
  expect(wrong.status).toBe(403);
  expect(wrong.html).toContain('is not right');
  expect(wrong.html).toContain(`value="${EMAIL}"`);
  const token = tokenIn((await logIn()).html);
  const none = await confirm(token, []);
  expect(none.html).toContain('Choose at least one session');
  const other = await confirm(token, [relay.sessionId], 'BBBB-BBBB');
  expect(other.html).toContain('No laptop waits with this code');
  expect(other.html).toContain('value="BBBB-BBBB"');
  expect((await confirm(tokenIn(other.html), [relay.sessionId])).status).toBe(200);
});

test('only sessions that one may deliver to are offered, and no other can be smuggled in', async () => {
  const [foreign, moderated] = [await addSession(relay), await addSession(relay)];
  await addMember(relay, moderated.id, anna.id, 'moderator');
  const { html } = await logIn();
  expect(html).toContain(relay.sessionId);
  for (const { id } of [foreign, moderated]) {
    expect(html).not.toContain(id);
    expect((await confirm(tokenIn(html), [id])).status).toBe(403);
  }
  expect((await claim()).status).toBe(400);
});

test('forms of other sites are refused', async () => {
  const foreign = { origin: 'https://evil.example' };
  expect((await logIn(PASSWORD, foreign)).status).toBe(403);
  expect((await logIn(PASSWORD, { 'sec-fetch-site': 'cross-site' })).html).not.toContain(
    'accessToken',
  );
});

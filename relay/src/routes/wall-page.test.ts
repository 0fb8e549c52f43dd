import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession } from '../testing/sessions.ts';

const HTML = '<html><head><title>x</title></head><body>wall<!--gallery-data--></body></html>';

let folder: string;
let relay: TestRelay;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-wall-page-'));
  for (const page of ['gallery', 'wall']) {
    await mkdir(path.join(folder, 'web', page), { recursive: true });
    await writeFile(path.join(folder, 'web', page, 'index.html'), HTML);
  }
  relay = await startTestRelay({}, folder);
});
afterEach(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

const wall = (query = '', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${relay.url}/wall/${relay.slug}${query}`, { headers });

/** What a browser does with the form for the code. */
const type = (html: string, accessCode: string): Promise<Response> => {
  const action = /action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return fetch(new URL(action, relay.url), {
    method: 'POST',
    headers: { origin: relay.url },
    body: new URLSearchParams({ accessCode }),
    redirect: 'manual',
  });
};

async function askForCode(): Promise<void> {
  const anna = await registerUser(relay);
  await changeSession(anna, relay.sessionId, { access: 'code', accessCode: 'Open Sesame' });
}

test('the wall opens by the link and brings its session and newest photos with it', async () => {
  const { photo } = await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  const page = await wall('?layout=mosaic');
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const html = await page.text();
  expect(html).toContain('wall<script type="application/json" id="gallery-data">');
  expect(html).toContain(photo.id);
});

test('a wrong link to a wall leads to a page that says what to do', async () => {
  const page = await fetch(`${relay.url}/wall/no-such-session`);
  expect([page.status, await page.text()]).toEqual([
    404,
    expect.stringContaining('Check the link'),
  ]);
});

test('a wall by code asks for it and comes back with the settings of its link', async () => {
  await askForCode();
  const html = await (await wall('?layout=mosaic&seconds=12')).text();
  expect(html).toContain(`action="/wall/${relay.slug}/open?layout=mosaic&amp;seconds=12"`);
  const wrong = await type(html, 'guess');
  expect(wrong.status).toBe(403);
  const opened = await type(await wrong.text(), 'open sesame');
  expect(opened.status).toBe(303);
  expect(opened.headers.get('location')).toBe(`/wall/${relay.slug}?layout=mosaic&seconds=12`);
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(await (await wall('', { cookie })).text()).toContain('gallery-data');
  expect(
    await (await fetch(`${relay.url}/g/${relay.slug}`, { headers: { cookie } })).text(),
  ).toContain('gallery-data');
});

test('what is added to a link cannot write into the page or lead elsewhere', async () => {
  await askForCode();
  const html = await (await wall(`?"><script>alert(1)</script>&next=//evil.example`)).text();
  expect(html).not.toContain('<script');
  const opened = await type(html, 'open sesame');
  expect(opened.headers.get('location')).toMatch(new RegExp(`^/wall/${relay.slug}\\?`));
  const long = await (await wall(`?q=${'x'.repeat(600)}`)).text();
  expect(long).toContain(`action="/wall/${relay.slug}/open"`);
});

test('a wall that was not built is said, and the gallery works', async () => {
  await relay.stop();
  await rm(path.join(folder, 'web/wall'), { recursive: true });
  relay = await startTestRelay({}, folder);
  expect((await wall()).status).toBe(503);
  expect((await fetch(`${relay.url}/g/${relay.slug}`)).status).toBe(200);
});

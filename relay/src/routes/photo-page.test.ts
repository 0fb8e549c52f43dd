import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Photo } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { addLike } from '../repositories/photo-likes.ts';
import { galleryPages } from '../services/pages/gallery-page.ts';
import { requireSession } from '../services/sessions.ts';
import { TestDevice } from '../testing/device.ts';
import { sendMessage } from '../testing/messages.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession } from '../testing/sessions.ts';

const HTML = `<!doctype html><html><head><title>Picture Live</title><link href="../icons/icon.svg">
<!--gallery-data--><script type="module" src="../assets/gallery-1a2b.js"></script></head></html>`;

let folder: string;
let relay: TestRelay;
let owner: TestUser;
let photo: Photo;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-photo-page-'));
  await mkdir(path.join(folder, 'web/gallery'), { recursive: true });
  await writeFile(path.join(folder, 'web/gallery/index.html'), HTML);
  relay = await startTestRelay({ registration: 'open', firstSessionTitle: 'Anna & Li <3' }, folder);
  owner = await registerUser(relay);
  photo = (await new TestDevice(relay.url).deliver(relay.sessionId, 1)).photo;
});
afterEach(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

async function open(address: string, headers: Record<string, string> = {}) {
  const url = address.replace('SLUG', relay.slug);
  const reply = await relay.relay.app.inject({ url, headers });
  return { status: reply.statusCode, body: reply.body };
}

const photoPath = (id = photo.id): string => `/g/SLUG/p/${id}`;

/** The properties of a page's card, by name. */
function cardOf(html: string): Record<string, string> {
  const metas = html.matchAll(
    /<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">/g,
  );
  return Object.fromEntries([...metas].map(([, name = '', content = '']) => [name, content]));
}

test('the link of a photo opens the gallery at it, with a card that shows it', async () => {
  await owner.call('PUT', `/api/photos/${photo.id}`, { caption: 'The "first" dance & more' });
  const { status, body } = await open(photoPath(), { host: 'Photos.example:8443' });
  expect(status).toBe(200);
  expect(cardOf(body)).toEqual({
    'og:type': 'website',
    'og:url': `http://photos.example:8443/g/${relay.slug}/p/${photo.id}`,
    'og:site_name': 'Anna &amp; Li &lt;3',
    'og:title': 'Anna &amp; Li &lt;3',
    'og:description': 'The &quot;first&quot; dance &amp; more',
    'og:image': `http://photos.example:8443${photo.renditions.grid.url}`,
    'og:image:type': 'image/jpeg',
    'og:image:width': `${photo.renditions.grid.width}`,
    'og:image:height': `${photo.renditions.grid.height}`,
    'og:image:alt': 'The &quot;first&quot; dance &amp; more',
    'twitter:card': 'summary_large_image',
  });
  expect(body).toContain(`"photo":{"id":"${photo.id}"`);
  expect(body).toContain('src="../../../assets/gallery-1a2b.js"');
  expect((await fetch(relay.url + photo.renditions.grid.url)).status).toBe(200);
});

test('each address that a relay is known by has cards of its own', async () => {
  await open('/g/SLUG', { host: 'one.example' });
  const other = await open('/g/SLUG', { host: 'other.example' });
  expect(cardOf(other.body)['og:url']).toBe(`http://other.example/g/${relay.slug}`);
  const nonsense = await open('/g/SLUG', { host: '"><script>' });
  expect(cardOf(nonsense.body)).toEqual({});
});

test('the card of a gallery shows its cover, while that is to be seen', async () => {
  expect(cardOf((await open('/g/SLUG')).body)).toMatchObject({ 'twitter:card': 'summary' });
  const branding = { coverPhotoId: photo.id, welcomeText: 'So glad\nyou came', title: 'Studio' };
  await changeSession(owner, relay.sessionId, { branding });
  const card = cardOf((await open('/g/SLUG')).body);
  expect(card).toMatchObject({ 'og:site_name': 'Studio', 'og:description': 'So glad you came' });
  expect(card['og:image']).toContain(photo.renditions.grid.url);
  await owner.call('PUT', `/api/photos/${photo.id}`, { hidden: true });
  expect(cardOf((await open('/g/SLUG')).body)).not.toHaveProperty('og:image');
});

test('a gallery with a code or for members has no card, whoever asks', async () => {
  const authorization = `Bearer ${owner.token}`;
  for (const change of [
    { access: 'code', accessCode: 'open sesame' },
    { access: 'members' },
  ] as const) {
    await changeSession(owner, relay.sessionId, change);
    for (const address of ['/g/SLUG', photoPath()]) {
      const seen = await open(address, { authorization });
      expect([seen.status, cardOf(seen.body)]).toEqual([200, {}]);
      const crawler = await open(address);
      expect(crawler.body).not.toContain('Anna');
      expect(crawler.body).not.toContain('/media/');
    }
  }
});

test('the way over the code page leads to the photo', async () => {
  const code = { access: 'code', accessCode: 'open sesame' } as const;
  await changeSession(owner, relay.sessionId, code);
  const { status, body } = await open(photoPath());
  expect(status).toBe(200);
  expect(body).toContain(`action="/g/${relay.slug}/open?p=${photo.id}"`);
  const entered = await relay.relay.app.inject({
    method: 'POST',
    url: `/g/${relay.slug}/open?p=${photo.id}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'accessCode=open+sesame',
  });
  expect(entered.headers['location']).toBe(`/g/${relay.slug}?p=${photo.id}`);
});

test('a photo that was taken back says so, and one that never was is not there', async () => {
  for (const id of [uuid(), 'nonsense', '%22%3E%3Cscript%3E']) {
    const { status, body } = await open(photoPath(id), { 'accept-language': 'zh-CN' });
    expect([status, body.includes('找不到这张照片')]).toEqual([404, true]);
  }
  await owner.call('DELETE', `/api/photos/${photo.id}`);
  const { status, body } = await open(photoPath());
  expect([status, cardOf(body)]).toEqual([410, {}]);
  expect(body).toContain('This photo has been taken back');
  expect(body).toContain(`href="/g/${relay.slug}"`);
  expect((await open('/g/no-such-gallery/p/x')).body).toContain('Check the link');
});

test('the gallery brings what was said last', async () => {
  const talkOf = async () =>
    /"talk":(\{.*?\})(?:,"photo"|\}<)/.exec((await open('/g/SLUG')).body)?.[1];
  expect(await talkOf()).toBe('{"announcement":null,"newestSeq":0}');
  const { seq } = await sendMessage(owner, relay.sessionId, { text: 'Cake!', announcement: true });
  await sendMessage(owner, relay.sessionId, { text: 'Among us' });
  const talk: unknown = JSON.parse((await talkOf()) ?? 'null');
  expect(talk).toMatchObject({ announcement: { text: 'Cake!' }, newestSeq: seq });
  await changeSession(owner, relay.sessionId, { switches: { comments: true } });
  expect(JSON.parse((await talkOf()) ?? 'null')).toMatchObject({ newestSeq: seq + 1 });
});

test('a guest of a public gallery who likes something is known again without a token', async () => {
  await changeSession(owner, relay.sessionId, { switches: { likes: true } });
  const door = `/api/sessions/${relay.sessionId}/verify`;
  const own = { 'sec-fetch-site': 'same-origin' };
  const json = { ...own, 'content-type': 'application/json' };
  const letIn = await fetch(relay.url + door, { method: 'POST', headers: json, body: '{}' });
  const cookie = letIn.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(new RegExp(`^guest-${relay.sessionId}=.*HttpOnly; SameSite=Lax`));
  const headers = { ...own, cookie: cookie.split(';')[0] ?? '' };
  const like = `${relay.url}/api/photos/${photo.id}/like`;
  expect((await fetch(like, { method: 'PUT', headers })).status).toBe(200);
  const liked = `${relay.url}/api/photos?sessionId=${relay.sessionId}&liked=true`;
  expect((await (await fetch(liked, { headers })).text()).includes(photo.id)).toBe(true);
  const foreign = { ...json, 'sec-fetch-site': 'cross-site' };
  const elsewhere = await fetch(relay.url + door, { method: 'POST', headers: foreign, body: '{}' });
  expect(elsewhere.headers.get('set-cookie')).toBeNull();
});

test('a page that shows likes is not kept for long, although likes are no event', async () => {
  await changeSession(owner, relay.sessionId, { switches: { likes: true } });
  await withDatabase(relay, async (db) => {
    let now = 0;
    const pages = galleryPages(db, HTML, () => now);
    const session = await requireSession(db, relay.sessionId);
    const render = async () => (await pages.render(session, { encoding: 'identity' })).toString();
    expect(await render()).not.toContain('"likes":1');
    await addLike(db, photo.id, 'guest:somebody', 0);
    expect(await render()).not.toContain('"likes":1');
    now += 5_000;
    expect(await render()).toContain('"likes":1');
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

const GalleryData = z.object({ session: PublicSession, photos: PhotoPage });
const SCRIPT = 'console.log("gallery");'.repeat(100);
const HTML = `<!doctype html><html><head><title>Picture Live</title></head>
<body><div id="app"></div><!--gallery-data--><script type="module" src="/assets/gallery-1a2b.js"></script></body></html>`;

let folder: string;
let relay: TestRelay;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-pages-'));
  await mkdir(path.join(folder, 'web/gallery'), { recursive: true });
  await mkdir(path.join(folder, 'web/assets'));
  await writeFile(path.join(folder, 'web/gallery/index.html'), HTML);
  await writeFile(path.join(folder, 'web/assets/gallery-1a2b.js'), SCRIPT);
  await writeFile(path.join(folder, 'web/manifest.webmanifest'), '{"name":"Picture Live"}');
  await writeFile(path.join(folder, 'web/notes.txt'), 'not for the world');
});
afterEach(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

const start = async (title = 'Anna & Li') => {
  relay = await startTestRelay({ firstSessionTitle: title }, folder);
};

/** Fetches without decoding, as the relay sent it. */
async function inject(url: string, headers: Record<string, string> = {}) {
  return relay.relay.app.inject({ url, headers });
}

async function openGallery(): Promise<string> {
  return (await fetch(`${relay.url}/g/${relay.slug}`)).text();
}

function dataOf(html: string): z.infer<typeof GalleryData> {
  const json = /<script type="application\/json" id="gallery-data">(.*?)<\/script>/s.exec(
    html,
  )?.[1];
  return GalleryData.parse(JSON.parse(json ?? 'null'));
}

test('the gallery brings its session and newest photos with it', async () => {
  await start();
  const device = new TestDevice(relay.url);
  expect(dataOf(await openGallery()).photos.photos).toEqual([]);
  const { photo } = await device.deliver(relay.sessionId, 1);
  const { session, photos } = dataOf(await openGallery());
  expect(session).toMatchObject({ id: relay.sessionId, title: 'Anna & Li', lastSeq: 1 });
  expect(photos).toEqual({ photos: [photo], nextCursor: null });
  await device.remove(relay.sessionId, photo.id);
  expect(dataOf(await openGallery()).photos.photos).toEqual([]);
});

test('a title is text wherever it stands', async () => {
  const title = `</script><script>alert("$&")</script><!-- & 'x'`;
  await start(title);
  const html = await openGallery();
  expect(dataOf(html).session.title).toBe(title);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).not.toContain('alert("$&")</script>');
  expect(html).toContain('<title>&lt;/script&gt;&lt;script&gt;alert(&quot;$&amp;&quot;)');
});

test('the gallery may load only from the relay, in no frame, and is not kept', async () => {
  await start();
  const { headers } = await inject(`/g/${relay.slug}`);
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers).toMatchObject({
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html; charset=utf-8',
  });
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('page and files go out as %s to who takes that', async (encoding, decompress) => {
  await start();
  const accept = { 'accept-encoding': encoding };
  const page = await inject(`/g/${relay.slug}`, accept);
  const script = await inject('/assets/gallery-1a2b.js', accept);
  for (const { headers } of [page, script]) {
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
  }
  expect(dataOf(decompress(page.rawPayload).toString()).session.slug).toBe(relay.slug);
  expect(decompress(script.rawPayload).toString()).toBe(SCRIPT);
});

test('files with a hash in their name are kept for good, others are asked for again', async () => {
  await start();
  const script = await inject('/assets/gallery-1a2b.js');
  expect(script.body).toBe(SCRIPT);
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const manifest = await inject('/manifest.webmanifest');
  expect(manifest.headers['cache-control']).toBe('no-cache');
  const etag = String(manifest.headers.etag);
  expect((await inject('/manifest.webmanifest', { 'if-none-match': etag })).statusCode).toBe(304);
});

test('what the build compressed is sent as it is', async () => {
  await writeFile(path.join(folder, 'web/assets/gallery-1a2b.js.br'), 'made by the build');
  await start();
  const { rawPayload } = await inject('/assets/gallery-1a2b.js', { 'accept-encoding': 'br' });
  expect(rawPayload.toString()).toBe('made by the build');
});

test.each(['/notes.txt', '/gallery/index.html', '/assets/', '/assets/../gallery/index.html'])(
  '%s is not served',
  async (url) => {
    await start();
    expect((await inject(url)).statusCode).toBe(404);
  },
);

test('a wrong link leads to a page that says what to do, in the guest’s language', async () => {
  await start();
  for (const slug of ['no-such-gallery', 'NOT!A!SLUG', 'x'.repeat(300), '%3Cscript%3E']) {
    const page = await inject(`/g/${slug}`, { 'accept-language': 'en-GB,en' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    expect(page.body).toContain('Check the link, or scan the code again.');
  }
  const chinese = await inject('/g/no-such-gallery', { 'accept-language': 'zh-CN,zh;q=0.9' });
  expect(chinese.body).toContain('请检查链接');
  expect(chinese.body).toContain('lang="zh-Hans"');
});

test('the bare address tells nobody which galleries there are', async () => {
  await start();
  const page = await inject('/');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Open the link or scan the code');
  expect(page.body).not.toContain(relay.slug);
});

test('pages that were not built are said, and everything else works', async () => {
  await rm(path.join(folder, 'web'), { recursive: true });
  await start();
  const page = await inject(`/g/${relay.slug}`);
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain('The gallery page is not built yet');
  expect((await new TestDevice(relay.url).deliver(relay.sessionId, 1)).outcome).toBe('published');
});

test('a gallery page without the place for its data stops the start', async () => {
  await start();
  await relay.stop();
  await writeFile(path.join(folder, 'web/gallery/index.html'), '<title>old</title>');
  await expect(start()).rejects.toThrow('has no <!--gallery-data-->');
  await writeFile(path.join(folder, 'web/gallery/index.html'), HTML);
  await start();
});

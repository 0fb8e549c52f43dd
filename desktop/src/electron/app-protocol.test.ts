import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../bridge/security-headers.ts';
import { createFakeHost, PICTURE, setShellStage, type ShellStage } from './fake/stage.ts';

let stage: ShellStage;
beforeAll(async () => {
  stage = await setShellStage();
  await stage.start();
});
afterAll(() => stage.remove());

const get = (url: string, init?: RequestInit) => stage.electron.protocol.fetch(url, init);

test('the page and its files are served with their types', async () => {
  const page = await get('app://tether/');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain('<title>Picture Live</title>');
  const script = await get('app://tether/assets/app.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('pictures are served by shot and revision, and one that is not made yet is not kept', async () => {
  const picture = await get('app://tether/media/shot-1/1/grid.jpg');
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURE);
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
  const missing = await get('app://tether/media/shot-2/1/grid.jpg');
  expect(missing.status).toBe(404);
  expect(missing.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['the page', 'app://tether/'],
  ['a file', 'app://tether/assets/app.js'],
  ['a picture', 'app://tether/media/shot-1/1/full.jpg'],
  ['a missing file', 'app://tether/nothing.html'],
  ['a missing picture', 'app://tether/media/shot-2/1/full.jpg'],
  ['another host', 'app://elsewhere/'],
])('%s comes under the security policy and is taken for nothing but what it is', async (_, url) => {
  const { headers } = await get(url);
  expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

describe('nothing else of the disk can be asked for', () => {
  test.each([
    'app://tether/../ledger.sqlite',
    'app://tether/%2e%2e/%2e%2e/etc/passwd',
    'app://tether/..%2fledger.sqlite',
    'app://tether/assets/..%5c..%5cledger.sqlite',
    'app://tether//etc/passwd',
    'app://tether/assets/%00app.js',
    'app://tether/assets',
    'app://tether/media/../../ledger.sqlite',
    'app://tether/media/shot-1/1/..%2fgrid.jpg',
    'app://elsewhere/index.html',
    'app://tether.elsewhere/index.html',
  ])('%s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });
});

test('it can only be read', async () => {
  expect((await get('app://tether/', { method: 'POST', body: 'x' })).status).toBe(405);
  const head = await get('app://tether/', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a picture that cannot be read is an answer, and the reason goes to the log only', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const engine = createFakeHost();
  vi.spyOn(engine.host, 'media').mockRejectedValue(new Error('EIO /secret/spool'));
  const broken = await setShellStage({ startEngine: async () => engine.host });
  await broken.start();
  const reply = await broken.electron.protocol.fetch('app://tether/media/shot-1/1/grid.jpg');
  expect(reply.status).toBe(500);
  expect(await reply.text()).not.toContain('secret');
  expect(said.mock.calls.join('')).toContain('EIO /secret/spool');
  said.mockRestore();
  await broken.remove();
});

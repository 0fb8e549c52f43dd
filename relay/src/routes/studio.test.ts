import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let folder: string;
let relay: TestRelay;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-studio-'));
  await mkdir(path.join(folder, 'web/gallery'), { recursive: true });
  await writeFile(path.join(folder, 'web/gallery/index.html'), '<!--gallery-data-->');
});
afterEach(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

async function buildStudio(): Promise<void> {
  await mkdir(path.join(folder, 'web/studio'));
  const html =
    '<link rel="stylesheet" href="../assets/a.css"><script src="../assets/a.js"></script>';
  await writeFile(path.join(folder, 'web/studio/index.html'), html);
}

test('every address of the studio is the studio, with its files where they are', async () => {
  await buildStudio();
  relay = await startTestRelay({}, folder);
  for (const place of ['/studio', '/studio/sessions', '/studio/sessions/some-id/look?x=1']) {
    const reply = await fetch(`${relay.url}${place}`);
    expect(reply.status).toBe(200);
    const html = await reply.text();
    expect(html).toContain('href="/assets/a.css"');
    expect(html).toContain('src="/assets/a.js"');
  }
});

test('the studio loads from the relay alone, is in no frame, and says so to every browser', async () => {
  await buildStudio();
  relay = await startTestRelay({}, folder);
  const { headers } = await fetch(`${relay.url}/studio`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  for (const rule of ["frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'"]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cache-control')).toBe('private, no-cache');
});

test('a relay without a built studio says so', async () => {
  relay = await startTestRelay({}, folder);
  expect((await fetch(`${relay.url}/studio`)).status).toBe(503);
});

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findBrowser } from './browser.ts';

it('uses the browser that CHROME_PATH names, then one on the PATH', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'browser-'));
  const chromium = path.join(folder, 'chromium');
  await writeFile(chromium, '#!/bin/sh\n');
  await chmod(chromium, 0o755);
  expect(findBrowser({ PATH: folder, CHROME_PATH: '/opt/my/chrome' })).toBe('/opt/my/chrome');
  expect(findBrowser({ PATH: folder })).toBe(chromium);
  await rm(folder, { recursive: true });
});

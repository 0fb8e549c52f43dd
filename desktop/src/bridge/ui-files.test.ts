import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadUiFiles, uiResponse } from './ui-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ui-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function build(): Promise<void> {
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'assets', 'index-abc.js'), 'start()');
  await writeFile(path.join(folder, 'assets', 'index-abc.js.map'), '{}');
}

describe('the files of the UI', () => {
  it('are served by their path, the page at the root', async () => {
    await build();
    const files = await loadUiFiles(folder);
    expect(uiResponse(files, '/')).toMatchObject({
      status: 200,
      body: Buffer.from('<!doctype html>'),
    });
    const script = uiResponse(files, '/assets/index-abc.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect(uiResponse(files, '/').headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/../secrets.json',
    '/assets/../../secrets.json',
    '/assets',
    '/assets/index-abc.js.map',
  ])('are nothing else: %s', async (asked) => {
    await build();
    expect(uiResponse(await loadUiFiles(folder), asked).status).toBe(404);
  });

  it('must have been built', async () => {
    await expect(loadUiFiles(folder)).rejects.toThrow('npm start');
    await expect(loadUiFiles(path.join(folder, 'none'))).rejects.toThrow('npm start');
  });
});

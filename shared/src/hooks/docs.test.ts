import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A file that is named in a comment, and the block of code after it. */
const BLOCK = /<!-- (\S+) -->\n\n```tsx\n([\s\S]*?)```/g;

test('what docs/hooks.md shows is what runs: each example is a file, word for word', async () => {
  const page = await readFile(path.join(ROOT, 'docs/hooks.md'), 'utf8');
  const blocks = [...page.matchAll(BLOCK)];
  expect(blocks.length).toBe(4);
  expect(page.split('```tsx').length - 1).toBe(blocks.length);
  for (const [, file = '', code] of blocks) {
    expect(code, file).toBe(await readFile(path.join(ROOT, file), 'utf8'));
  }
});

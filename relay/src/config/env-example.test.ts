import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SETTINGS } from '../config.ts';

test('the example of a settings file names every setting once, and no other', async () => {
  const example = await readFile(new URL('../../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(SETTINGS)));
  expect(named).toHaveLength(Object.keys(SETTINGS).length);
});

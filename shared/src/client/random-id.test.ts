import { expect, test } from 'vitest';
import { Id } from '../protocol/index.ts';
import { randomId } from './random-id.ts';

test('ids are UUIDs, and no two are the same', () => {
  const ids = Array.from({ length: 1_000 }, randomId);
  for (const id of ids) {
    expect(Id.parse(id)).toMatch(/^.{14}4.{4}[89ab]/);
  }
  expect(new Set(ids).size).toBe(ids.length);
});

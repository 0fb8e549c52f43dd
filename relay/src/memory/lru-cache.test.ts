import { expect, test } from 'vitest';
import { LruCache } from './lru-cache.ts';

test('what was used longest ago goes first', () => {
  const cache = new LruCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('the weight of all entries never passes the bound', () => {
  const cache = new LruCache<Buffer>(100, (bytes) => bytes.length);
  for (let size = 1; size <= 60; size += 1) {
    cache.set(`key ${size % 7}`, Buffer.alloc(size));
    expect(cache.weight).toBeLessThanOrEqual(100);
  }
  expect(cache.weight).toBeGreaterThan(40);
});

test('an entry heavier than the bound is not kept and pushes nothing out', () => {
  const cache = new LruCache<Buffer>(10, (bytes) => bytes.length);
  cache.set('small', Buffer.alloc(5));
  cache.set('huge', Buffer.alloc(11));
  expect(cache.get('huge')).toBeUndefined();
  expect(cache.get('small')).toHaveLength(5);
});

test('a replaced or deleted entry gives its weight back', () => {
  const cache = new LruCache<Buffer>(10, (bytes) => bytes.length);
  cache.set('a', Buffer.alloc(8));
  cache.set('a', Buffer.alloc(2));
  expect(cache.weight).toBe(2);
  cache.delete('a');
  cache.delete('a');
  expect(cache.weight).toBe(0);
});

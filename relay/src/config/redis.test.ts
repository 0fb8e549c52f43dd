import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';

const needed = { DATA_DIR: '/data', DEVICE_TOKEN: 'a-token-long-enough', NODE_ENV: 'test' };

test('without REDIS_HOST a relay has everything in its memory', () => {
  expect(readConfig({ ...needed, REDIS_PORT: '6380' }).redis).toBeNull();
});

test('REDIS_HOST is enough', () => {
  expect(readConfig({ ...needed, REDIS_HOST: 'redis.example' }).redis).toEqual({
    host: 'redis.example',
    port: 6379,
    user: null,
    password: null,
    tls: 'off',
    prefix: 'picture-live:',
  });
});

test('every setting of Redis counts', () => {
  const settings = { REDIS_HOST: '10.0.0.8', REDIS_PORT: '6380', REDIS_USER: 'relay' };
  const more = { REDIS_PASSWORD: 'p w', REDIS_TLS: 'verify', REDIS_PREFIX: 'studio:' };
  expect(readConfig({ ...needed, ...settings, ...more }).redis).toEqual({
    host: '10.0.0.8',
    port: 6380,
    user: 'relay',
    password: 'p w',
    tls: 'verify',
    prefix: 'studio:',
  });
});

test.each([
  ['REDIS_PORT', '0'],
  ['REDIS_PORT', 'redis'],
  ['REDIS_TLS', 'yes'],
  ['REDIS_PREFIX', 'x'.repeat(65)],
])('a wrong %s is named', (name, value) => {
  const env = { ...needed, REDIS_HOST: 'redis.example', [name]: value };
  expect(() => readConfig(env)).toThrow(name);
});

test.each(['REDIS_USER', 'REDIS_PASSWORD'])('%s without REDIS_HOST is a mistake', (name) => {
  expect(() => readConfig({ ...needed, [name]: 'x' })).toThrow('REDIS_HOST');
});

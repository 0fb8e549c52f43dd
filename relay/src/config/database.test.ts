import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';

const needed = { DATA_DIR: '/data', DEVICE_TOKEN: 'a-token-long-enough', NODE_ENV: 'test' };

test('without DB_HOST the database is a file beside the pictures', () => {
  expect(readConfig(needed).database).toEqual({
    kind: 'sqlite',
    file: path.resolve('/data/relay.sqlite'),
  });
});

test('DB_HOST is enough for PostgreSQL', () => {
  expect(readConfig({ ...needed, DB_HOST: 'db.example' }).database).toEqual({
    kind: 'postgres',
    host: 'db.example',
    port: 5432,
    name: 'picture_live',
    user: 'picture_live',
    password: null,
    ssl: 'off',
    poolMax: 10,
  });
});

test('every setting of PostgreSQL counts', () => {
  const settings = { DB_PORT: '6432', DB_NAME: 'party', DB_USER: 'anna', DB_PASSWORD: 'p w' };
  const more = { DB_HOST: '10.0.0.7', DB_SSL: 'verify', DB_POOL_MAX: '40' };
  expect(readConfig({ ...needed, ...settings, ...more }).database).toEqual({
    kind: 'postgres',
    host: '10.0.0.7',
    port: 6432,
    name: 'party',
    user: 'anna',
    password: 'p w',
    ssl: 'verify',
    poolMax: 40,
  });
});

test.each([
  ['DB_PORT', '0', /DB_PORT.*whole number from 1 to 65535/],
  ['DB_SSL', 'yes', /DB_SSL.*one of off, require, verify/],
  ['DB_POOL_MAX', '1000', /DB_POOL_MAX.*from 1 to 200/],
  ['DB_NAME', 'x'.repeat(64), /DB_NAME.*1 to 63 characters/],
])('a wrong %s is named with what it may be', (name, value, sentence) => {
  expect(() => readConfig({ ...needed, DB_HOST: 'db', [name]: value })).toThrow(sentence);
});

test.each(['DB_NAME', 'DB_USER', 'DB_PASSWORD'])('%s without DB_HOST is not overlooked', (name) => {
  expect(() => readConfig({ ...needed, [name]: 'party' })).toThrow('DB_HOST is missing');
});

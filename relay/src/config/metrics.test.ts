import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../config.ts';

const needed = { DATA_DIR: '/tmp/nowhere', DEVICE_TOKEN: 'a device token of the tests' };

test('the numbers are for this machine alone unless one says otherwise', () => {
  expect(readConfig(needed).metrics).toEqual({ token: null, from: [] });
  const METRICS_TOKEN = 'sixteen-letters-or-more';
  const METRICS_FROM = 'uniquelocal, 203.0.113.0/24';
  expect(readConfig({ ...needed, METRICS_TOKEN, METRICS_FROM }).metrics).toEqual({
    token: METRICS_TOKEN,
    from: ['uniquelocal', '203.0.113.0/24'],
  });
});

test.each([
  ['METRICS_TOKEN', 'short'],
  ['METRICS_FROM', 'everywhere'],
  ['AUDIT_DAYS', '0'],
])('a wrong %s is named at the start, and not repeated', (name, value) => {
  expect(() => readConfig({ ...needed, [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ ...needed, [name]: value })).toThrow(name);
  expect(() => readConfig({ ...needed, [name]: value })).not.toThrow(`"${value}"`);
});

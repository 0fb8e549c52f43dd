import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const needed = { DATA_DIR: '/tmp/somewhere', DEVICE_TOKEN: 'a-token-long-enough' };

test('what is not said has a sensible value', () => {
  expect(readConfig(needed)).toMatchObject({
    port: 3001,
    host: '0.0.0.0',
    dataDir: '/tmp/somewhere',
    maxBlobBytes: 33_554_432,
    firstSessionTitle: 'My session',
    logLevel: 'info',
    nodeEnv: 'production',
  });
});

test('an empty variable is one that was not set', () => {
  expect(readConfig({ ...needed, PORT: '', LOG_LEVEL: '' })).toMatchObject({ port: 3001 });
});

test.each([
  ['PORT', 'eighty', /PORT.*whole number from 0 to 65535/],
  ['PORT', '70000', /PORT/],
  ['PORT', '80.5', /PORT/],
  ['MAX_FILE_SIZE', '32MB', /MAX_FILE_SIZE.*number of bytes/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL.*one of fatal/],
  ['DEVICE_TOKEN', 'short', /DEVICE_TOKEN.*16 to 512 characters/],
  ['NODE_ENV', 'staging', /NODE_ENV/],
  ['FIRST_SESSION_TITLE', 'x'.repeat(201), /FIRST_SESSION_TITLE/],
])('a wrong %s is named with what it may be', (name, value, sentence) => {
  expect(() => readConfig({ ...needed, [name]: value })).toThrow(sentence);
  expect(() => readConfig({ ...needed, [name]: value })).toThrow(ConfigError);
});

test('a missing setting is named', () => {
  expect(() => readConfig({ DEVICE_TOKEN: needed.DEVICE_TOKEN })).toThrow(/DATA_DIR is missing/);
});

test('a wrong secret is not repeated', () => {
  try {
    readConfig({ ...needed, DEVICE_TOKEN: 'hush' });
    expect.unreachable();
  } catch (error) {
    expect(String(error)).not.toContain('hush');
  }
});

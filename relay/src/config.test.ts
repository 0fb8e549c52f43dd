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
  ['REGISTRATION', 'maybe', /REGISTRATION.*open, invitation, closed/],
  ['JWT_SECRET', 'short', /JWT_SECRET.*32 bytes or more/],
  ['JWT_SECRET', 'x'.repeat(64), /JWT_SECRET/],
  ['JWT_SECRET', 'your-super-secret-jwt-key-change-me-in-production', /JWT_SECRET/],
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

const strong = 'q7Zp2Vd0sLx9Rk4Wb8Nf3Jm6Tc1Yh5Ga';

test('a relay with a database beside it must be given what it signs with', () => {
  const scaled = { ...needed, DB_HOST: 'db', DB_NAME: 'relay', DB_USER: 'relay', DB_PASSWORD: 'x' };
  expect(() => readConfig(scaled)).toThrow(/JWT_SECRET is missing.*32 bytes/);
  expect(readConfig({ ...scaled, JWT_SECRET: strong })).toMatchObject({ jwtSecret: strong });
  expect(readConfig({ ...scaled, NODE_ENV: 'development' })).toMatchObject({ jwtSecret: null });
});

test('an embedded relay signs with its own', () => {
  expect(readConfig(needed)).toMatchObject({ jwtSecret: null, registration: 'invitation' });
});

import { describe, expect, test } from 'vitest';
import { readFeed } from './feed.ts';
import { dropEmpty, planSigning } from './signing.ts';

const CERTIFICATE = { CSC_LINK: 'cert.p12', CSC_KEY_PASSWORD: 'secret' };
const API_KEY = { APPLE_API_KEY: 'k.p8', APPLE_API_KEY_ID: 'K', APPLE_API_ISSUER: 'I' };
const WINDOWS = { WIN_CSC_LINK: 'cert.pfx', WIN_CSC_KEY_PASSWORD: 'secret' };
const AZURE = {
  AZURE_TENANT_ID: 't',
  AZURE_CLIENT_ID: 'c',
  AZURE_CLIENT_SECRET: 's',
  AZURE_SIGN_ENDPOINT: 'https://weu.example',
  AZURE_SIGN_ACCOUNT: 'a',
  AZURE_SIGN_PROFILE: 'p',
  AZURE_SIGN_PUBLISHER: 'Studio Ltd',
};

describe('signing by the environment', () => {
  test.each([
    ['mac', { ...CERTIFICATE, ...API_KEY }, ['file', 'api-key']],
    [
      'mac',
      {
        CSC_NAME: 'Studio',
        APPLE_ID: 'a@example.com',
        APPLE_APP_SPECIFIC_PASSWORD: 'p',
        APPLE_TEAM_ID: 'T',
      },
      ['keychain', 'apple-id'],
    ],
    ['mac', { ...CERTIFICATE, APPLE_KEYCHAIN_PROFILE: 'p' }, ['file', 'profile']],
    ['win', WINDOWS, ['file']],
    ['win', AZURE, ['azure']],
  ] as const)('%s is signed with %j', (system, env, ways) => {
    expect(planSigning(system, env, true)).toEqual({
      isComplete: true,
      ways,
      sentence: 'It will be signed.',
    });
  });

  test('without variables the build says that it is unsigned and what that means', () => {
    expect(planSigning('mac', {}, false)).toMatchObject({
      isComplete: false,
      sentence: expect.stringMatching(/^Unsigned: macOS .*takes no updates\.$/) as unknown,
    });
    expect(planSigning('win', { WIN_CSC_LINK: '' }, false).sentence).toMatch(/^Unsigned: Windows/);
    expect(planSigning('linux', {}, true).sentence).toMatch(/SHA256SUMS/);
  });

  test('a release without them ends, with every missing variable by its name', () => {
    expect(() => planSigning('mac', {}, true)).toThrow(
      'set for the certificate "Developer ID Application" CSC_LINK, CSC_KEY_PASSWORD; for notarisation APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER.',
    );
    expect(() =>
      planSigning('win', { WIN_CSC_LINK: 'x', WIN_CSC_KEY_PASSWORD: ' ' }, true),
    ).toThrow('set for a code signing certificate WIN_CSC_KEY_PASSWORD.');
  });

  test('half a signature is refused, in a release or not', () => {
    expect(() => planSigning('mac', CERTIFICATE, false)).toThrow('for notarisation APPLE_API_KEY,');
    expect(() => planSigning('mac', API_KEY, false)).toThrow('CSC_LINK, CSC_KEY_PASSWORD.');
    expect(() => planSigning('mac', { ...CERTIFICATE, APPLE_ID: 'a' }, false)).toThrow(
      'for notarisation APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID.',
    );
    expect(() => planSigning('win', { AZURE_TENANT_ID: 't' }, false)).toThrow(/AZURE_CLIENT_ID, /);
  });

  test('secrets that a build server does not have are not handed on as empty ones', () => {
    const env = { CSC_LINK: '', APPLE_ID: ' ', WIN_CSC_LINK: 'x', PATH: '' };
    dropEmpty(env);
    expect(env).toEqual({ WIN_CSC_LINK: 'x', PATH: '' });
  });
});

describe('the feed of updates', () => {
  const SIGNED = planSigning('win', WINDOWS, true);
  const UNSIGNED = planSigning('win', {}, false);
  const feed = (url: string) => ({ PICTURE_LIVE_UPDATES_URL: url });

  test('a signed app looks for updates where the environment says', () => {
    expect(readFeed(feed('https://updates.example/live'), 'win', SIGNED)?.href).toBe(
      'https://updates.example/live',
    );
    expect(readFeed(feed('https://updates.example'), 'linux', UNSIGNED)).not.toBeNull();
    expect(readFeed({}, 'win', SIGNED)).toBeNull();
    expect(readFeed(feed(''), 'win', SIGNED)).toBeNull();
  });

  test('nothing but https is asked, and an unsigned app is never given a feed', () => {
    expect(() => readFeed(feed('http://updates.example'), 'win', SIGNED)).toThrow(
      'needs an address such as https://',
    );
    expect(() => readFeed(feed('updates'), 'win', SIGNED)).toThrow('not "updates"');
    expect(() => readFeed(feed('https://updates.example'), 'win', UNSIGNED)).toThrow(
      'the app is not signed',
    );
    expect(() => readFeed(feed('https://updates.example'), 'mac', UNSIGNED)).toThrow('sign it, or');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setShellStage, type ShellStage } from './fake/stage.ts';

let stage: ShellStage;
beforeAll(async () => {
  stage = await setShellStage();
  await stage.start();
});
afterAll(() => stage.remove());

const preferences = () => stage.window().options.webPreferences;
const session = () => stage.electron.session.defaultSession;

describe('1. Only load secure content', () => {
  test.each([
    'http://192.168.1.20:3001/g/anna-and-li',
    'https://example.com/script.js',
    'ws://127.0.0.1:3001/socket.io/',
    'wss://example.com/',
    'file:///etc/passwd',
  ])('the page cannot request %s', (url) => {
    expect(session().lets(url)).toBe(false);
  });

  test('the page can request its own files', () => {
    expect(session().lets('app://tether/assets/app.js')).toBe(true);
  });

  test('no dictionaries are fetched for the spell checker', () => {
    expect(session().hasSpellChecker).toBe(false);
    expect(preferences()).toMatchObject({ spellcheck: false });
  });
});

test('2. Do not enable Node.js integration for remote content', () => {
  expect(preferences()).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
  });
});

test('3. Enable context isolation', () => {
  expect(preferences()).toMatchObject({ contextIsolation: true });
});

test('4. Enable process sandboxing', () => {
  expect(preferences()).toMatchObject({ sandbox: true });
});

describe('5. Handle session permission requests', () => {
  test.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fullscreen',
    'hid',
    'usb',
    'serial',
    'fileSystem',
    'local-network',
    'unknown',
  ])('%s is denied', (permission) => {
    expect(session().grants(permission, 'app://tether/')).toEqual({ asked: false, looked: false });
  });

  test('devices are denied', () => {
    expect(session().hasDevices).toBe(false);
  });

  test('our page may copy the link of the gallery, and no other page may', () => {
    const copy = 'clipboard-sanitized-write';
    expect(session().grants(copy, 'app://tether/')).toEqual({ asked: true, looked: true });
    for (const url of ['https://tether/', 'app://elsewhere/', 'about:blank', 'data:text/html,x']) {
      expect(session().grants(copy, url)).toEqual({ asked: false, looked: false });
    }
  });
});

test('6. Do not disable webSecurity', () => {
  expect(preferences()).toMatchObject({ webSecurity: true });
});

test('7. Define a Content Security Policy', async () => {
  const reply = await stage.electron.protocol.fetch('app://tether/');
  const policy = (reply.headers.get('content-security-policy') ?? '').split('; ');
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]),
  );
  expect(policy.join(' ')).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
});

test('8. Do not enable allowRunningInsecureContent', () => {
  expect(preferences()).toMatchObject({ allowRunningInsecureContent: false });
});

test('9. Do not enable experimental features', () => {
  expect(preferences()).toMatchObject({ experimentalFeatures: false });
});

test('10. Do not use enableBlinkFeatures', () => {
  expect(preferences()).not.toHaveProperty('enableBlinkFeatures');
});

test('11. Do not use allowpopups for WebViews', () => {
  expect(preferences()).toMatchObject({ webviewTag: false });
});

test('12. Verify WebView options before creation', () => {
  expect(stage.page().ask('will-attach-webview', '')).toBe(true);
});

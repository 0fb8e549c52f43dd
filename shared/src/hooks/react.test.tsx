import { createElement, StrictMode } from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from './examples/login.tsx';
import { SessionList } from './examples/session-list.tsx';
import { useImages } from './react.ts';
import { openPage, type TestPage } from './testing/page.ts';
import {
  photoOf,
  scriptRelay,
  sessionNamed,
  type ScriptedRelay,
} from './testing/scripted-relay.ts';

const PATIENCE = { timeout: 20_000, interval: 10 };

let page: TestPage;
let root: Root;
let relay: ScriptedRelay;
beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  page = openPage();
  root = createRoot(page.root);
  relay = scriptRelay();
});
afterEach(async () => {
  await act(async () => root.unmount());
  relay.live.stop();
  await page.close();
});

/** Waits until a text is on the page, letting React work meanwhile. */
const reads = (text: string) =>
  vi.waitFor(async () => {
    await act(async () => undefined);
    expect(page.text()).toContain(text);
  }, PATIENCE);

async function show(part: Parameters<Root['render']>[0]): Promise<void> {
  await act(async () => root.render(createElement(StrictMode, null, part)));
}

function PhotosOf({ id }: { id: string }) {
  const { photos, status } = useImages(id);
  return (
    <p>
      {status}: {photos.map(({ caption }) => caption).join(', ')}
    </p>
  );
}

test('who opens the page logs in, sees the sessions, and logs out again', async () => {
  const part = <SessionList onOpen={() => undefined} />;
  await show(<App live={relay.live}>{part}</App>);
  await vi.waitFor(async () => {
    await act(async () => undefined);
    expect(page.root.querySelector('input[name=email]')).not.toBeNull();
  }, PATIENCE);
  await act(async () => relay.live.auth.login({ email: 'anna@studio.example', password: 'long' }));
  await reads('Anna');
  await reads('Wedding · 1');
  await act(async () => relay.live.auth.logout());
  expect(page.text()).toContain('Log in');
  expect(page.text()).not.toContain('Wedding');
});

test('a login that the browser keeps goes on, and another session shows its own photos at once', async () => {
  relay.live.stop();
  relay = scriptRelay({ isLoggedIn: true });
  const [first, second] = [sessionNamed('A', 1), sessionNamed('B', 2)];
  relay.sessions = [first, second];
  relay.photos.set(first.id, [photoOf('the cake', 1)]);
  relay.photos.set(second.id, [photoOf('the dance', 2)]);
  await show(
    <App live={relay.live}>
      <PhotosOf id={first.id} />
    </App>,
  );
  await reads('ready: the cake');
  await show(
    <App live={relay.live}>
      <PhotosOf id={second.id} />
    </App>,
  );
  expect(page.text()).not.toContain('the cake');
  await reads('ready: the dance');
});

test('hooks without a provider say what is missing', async () => {
  const failed = vi.spyOn(console, 'error').mockReturnValue();
  await expect(show(<PhotosOf id="x" />)).rejects.toThrow('PictureLiveProvider');
  failed.mockRestore();
});

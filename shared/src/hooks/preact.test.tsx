/** @jsxImportSource preact */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveTitle } from './examples/live-title.tsx';
import { PhotoGrid } from './examples/photo-grid.tsx';
import { PictureLiveProvider, useAuth, useSessions, useStore } from './preact.ts';
import { createStore } from './store.ts';
import { openPage, type TestPage } from './testing/page.ts';
import {
  photoOf,
  scriptRelay,
  sessionNamed,
  type ScriptedRelay,
} from './testing/scripted-relay.ts';

const PATIENCE = { timeout: 20_000, interval: 10 };
const { id } = sessionNamed('Wedding');

let page: TestPage;
let relay: ScriptedRelay;
beforeEach(() => {
  page = openPage();
  relay = scriptRelay({ isLoggedIn: true });
});
afterEach(async () => {
  render(null, page.root);
  relay.live.stop();
  await page.close();
});

const reads = (text: string) =>
  vi.waitFor(async () => {
    await act(async () => undefined);
    expect(page.text()).toContain(text);
  }, PATIENCE);

const show = (part: Parameters<typeof render>[0]) =>
  act(() => render(<PictureLiveProvider live={relay.live}>{part}</PictureLiveProvider>, page.root));

function Who() {
  const auth = useAuth();
  const { sessions } = useSessions();
  return (
    <p>
      {auth.status === 'in' ? auth.user.name : auth.status}: {sessions.map((one) => one.title)}
    </p>
  );
}

test('who is logged in and what they have stays up to date', async () => {
  await show(<Who />);
  await reads('Anna: Wedding');
  relay.sessions = [sessionNamed('Party', 2), ...relay.sessions];
  await act(() => relay.live.sessions.reload());
  await reads('Anna: PartyWedding');
  await act(() => relay.live.auth.logout());
  await reads('out:');
});

test('a session is opened while it is looked at, and its photos are shown', async () => {
  relay.photos.set(id, [{ ...photoOf('the cake', 1), featured: true }]);
  await show(
    <>
      <LiveTitle sessionId={id} />
      <PhotoGrid sessionId={id} />
    </>,
  );
  await reads('Wedding (');
  await vi.waitFor(() => expect(page.root.querySelector('img')?.alt).toBe('the cake'), PATIENCE);
});

test('a component shows the store it is given, and listens to no other', async () => {
  const [first, second] = [createStore('one'), createStore('two')];
  const shown: string[] = [];
  function Value({ store }: { store: typeof first }) {
    const value = useStore(store);
    shown.push(value);
    return <p>{value}</p>;
  }
  await show(<Value store={first} />);
  await act(() => first.set('uno'));
  expect(page.text()).toBe('uno');
  await show(<Value store={second} />);
  expect(page.text()).toBe('two');
  const renders = shown.length;
  await act(() => first.set('eins'));
  expect(shown.length).toBe(renders);
  await act(() => second.set('due'));
  expect(page.text()).toBe('due');
});

import type { PictureLive, Store } from '@picture-live/shared/hooks';
import type { AuthState } from '@picture-live/shared/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PASSWORD, registerUser } from '../testing/accounts.ts';
import { TestBrowser } from './test-browser.ts';
import { TestDevice } from '../testing/device.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
const anna = { email: 'anna@studio.example', password: PASSWORD };

let relay: TestRelay;
let browser: TestBrowser;
beforeEach(async () => {
  relay = await startTestRelay();
  browser = new TestBrowser(relay.url);
});
afterEach(async () => {
  browser.close();
  await relay.stop();
});

/** Resolves as soon as a store says so, which is listened to until then. */
async function when<State>(store: Store<State>, isSo: (state: State) => boolean): Promise<State> {
  const stop = store.subscribe(() => undefined);
  try {
    await vi.waitFor(() => expect(isSo(store.get())).toBe(true), PATIENCE);
    return store.get();
  } finally {
    stop();
  }
}
const status =
  (wanted: AuthState['status']) =>
  (state: AuthState): boolean =>
    state.status === wanted;

async function openAsAnna(): Promise<PictureLive> {
  await registerUser(relay);
  const live = browser.openTab();
  await when(live.auth, status('out'));
  await live.auth.login(anna);
  return live;
}

test('the first account is made, and every tab is logged in', async () => {
  const [first, second] = [browser.openTab(), browser.openTab()];
  await when(first.auth, status('out'));
  await when(second.auth, status('out'));
  await first.auth.register({ ...anna, name: 'Anna' });
  expect(first.auth.get()).toMatchObject({ status: 'in', user: { name: 'Anna', admin: true } });
  expect(await when(second.auth, status('in'))).toMatchObject({ user: { name: 'Anna' } });
});

test('a page that is opened again is logged in, however many tabs come back at once', async () => {
  const live = await openAsAnna();
  live.stop();
  const tabs = Array.from({ length: 6 }, () => browser.openTab());
  for (const tab of tabs) await when(tab.auth, status('in'));
  // Each renewal is another cookie; a login that two renew at once would have ended.
  expect(await tabs[0]?.api.profile()).toMatchObject({ name: 'Anna' });
});

test('who logs out in one tab has logged out in all, and is told in the others', async () => {
  const live = await openAsAnna();
  const other = browser.openTab();
  await when(other.auth, status('in'));
  await live.auth.logout();
  expect(live.auth.get()).toEqual({ status: 'out', ended: false });
  expect(other.auth.get()).toEqual({ status: 'out', ended: true });
  expect(browser.cookies).toEqual([]);
  await expect(other.api.sessions()).rejects.toMatchObject({ code: 'unauthorized' });
});

test('a login that was ended elsewhere is over with the next call', async () => {
  const live = await openAsAnna();
  const laptop = new TestBrowser(relay.url).openTab();
  await when(laptop.auth, status('out'));
  await laptop.auth.login(anna);
  await laptop.auth.changePassword({ currentPassword: PASSWORD, newPassword: 'another long one' });
  await expect(live.api.profile()).rejects.toMatchObject({ code: 'unauthorized' });
  expect(live.auth.get()).toEqual({ status: 'out', ended: true });
  laptop.stop();
});

test('without a network nobody is logged out, and it goes on by itself', async () => {
  await openAsAnna();
  browser.isOnline = false;
  const live = browser.openTab();
  await when(live.auth, status('unreachable'));
  browser.isOnline = true;
  await when(live.auth, status('in'));
});

test('sessions are made, changed, deleted and restored, and others are heard of', async () => {
  const live = await openAsAnna();
  const { sessions } = live;
  await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  await when(sessions, ({ status: is }) => is === 'ready');
  const made = await sessions.create({ title: 'Wedding' });
  expect(sessions.get().sessions[0]).toEqual(made);
  await sessions.change(made.id, { title: 'Party' });
  expect(sessions.get().sessions[0]?.title).toBe('Party');
  const cover = sessions.get().sessions.at(-1)?.mine?.cover;
  await sessions.change(relay.sessionId, { title: 'Same cover' });
  expect(sessions.get().sessions.at(-1)?.mine).toMatchObject({ cover });
  await sessions.remove(made.id);
  expect(sessions.get().sessions[0]?.mine?.deletedAt).toBeGreaterThan(0);
  await sessions.restore(made.id);
  expect(sessions.get().sessions[0]?.mine?.deletedAt).toBeNull();
  await live.api.createSession({ title: 'Made by somebody else' });
  await sessions.reload();
  expect(sessions.get().sessions.map(({ title }) => title)).toContain('Made by somebody else');
});

test('an open session follows what others make of it, and what only members know stays', async () => {
  const live = await openAsAnna();
  const link = live.session(relay.sessionId);
  const heard: string[] = [];
  const stop = link.on('events', (events) => heard.push(...events.map(({ type }) => type)));
  await when(link, ({ connection }) => connection === 'live');
  const elsewhere = new TestBrowser(relay.url).openTab();
  await when(elsewhere.auth, status('out'));
  await elsewhere.auth.login(anna);
  await elsewhere.api.changeSession(relay.sessionId, { title: 'Renamed' });
  const { session } = await when(link, (state) => state.session?.title === 'Renamed');
  expect(session?.mine?.role).toBe('owner');
  await new TestDevice(relay.url).deliver(relay.sessionId, 1);
  await when(link, (state) => state.session?.photoCount === 1);
  expect(heard).toEqual(['session_updated', 'new_photo']);
  stop();
  elsewhere.stop();
});

test('photos come, are described, hidden, removed and restored in an open list', async () => {
  const live = await openAsAnna();
  const device = new TestDevice(relay.url);
  const first = (await device.deliver(relay.sessionId, 1)).photo;
  const guests = live.images(relay.sessionId);
  const members = live.images(relay.sessionId, { includeHidden: true });
  const stops = [guests, members].map((one) => one.subscribe(() => undefined));
  await when(guests, ({ photos }) => photos.length === 1);
  await when(live.session(relay.sessionId), ({ connection }) => connection === 'live');
  const second = (await device.deliver(relay.sessionId, 2)).photo;
  const ids = ({ photos }: { photos: readonly { id: string }[] }) => photos.map(({ id }) => id);
  expect(ids(await when(guests, ({ photos }) => photos.length === 2))).toEqual([
    second.id,
    first.id,
  ]);
  await members.change(first.id, { caption: 'The first dance', hidden: true });
  await when(guests, ({ photos }) => photos.length === 1);
  expect(
    (await when(members, ({ photos }) => photos.some((one) => one.hidden))).photos,
  ).toContainEqual(
    expect.objectContaining({ id: first.id, caption: 'The first dance', hidden: 'hidden' }),
  );
  await members.remove(second.id);
  await when(guests, ({ photos }) => photos.length === 0);
  await members.restore(second.id);
  expect(ids(await when(guests, ({ photos }) => photos.length === 1))).toEqual([second.id]);
  for (const stop of stops) stop();
});

test('long lists come page by page, each photo once', async () => {
  const live = await openAsAnna();
  const device = new TestDevice(relay.url);
  for (let shade = 1; shade <= 5; shade += 1) await device.deliver(relay.sessionId, shade);
  const images = live.images(relay.sessionId, {}, { page: 2 });
  await when(images, ({ photos, more }) => photos.length === 2 && more);
  await images.loadMore();
  await Promise.all([images.loadMore(), images.loadMore()]);
  const { photos, more } = images.get();
  expect([photos.length, new Set(photos.map(({ id }) => id)).size, more]).toEqual([5, 5, false]);
});

test('files that are brought say how far they are, and the ones that are no pictures why', async () => {
  const live = await openAsAnna();
  const { uploads } = live.images(relay.sessionId);
  const { bytes } = await makePicture(7, 600, 400);
  const steps = new Set<string>();
  uploads.subscribe(() => {
    for (const { step } of uploads.get()) steps.add(step);
  });
  const good = new File([new Uint8Array(bytes)], 'dance.jpg');
  expect(uploads.add([good, new File(['no picture'], 'notes.jpg'), good])).toBe(3);
  const all = await when(uploads, (list) =>
    list.every(({ step }) => step === 'done' || step === 'failed'),
  );
  expect(all.map(({ name, step }) => [name, step])).toEqual([
    ['dance.jpg', 'done'],
    ['notes.jpg', 'failed'],
    ['dance.jpg', 'done'],
  ]);
  const outcomes = new Set(all.map(({ outcome }) => outcome));
  expect(outcomes).toEqual(new Set(['duplicate', 'published', undefined]));
  expect(all[1]?.error?.code).toBe('undecodable');
  expect(steps).toContain('waiting');
  uploads.clear();
  expect(uploads.get()).toEqual([]);
});

test('whoever logs out leaves nothing behind for the next', async () => {
  const live = await openAsAnna();
  await when(live.sessions, ({ sessions }) => sessions.length > 0);
  const before = live.session(relay.sessionId);
  await live.auth.logout();
  expect(live.sessions.get().sessions).toEqual([]);
  expect(live.session(relay.sessionId)).not.toBe(before);
});

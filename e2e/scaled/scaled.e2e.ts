import { createAuth, photoClient, tokensInMemory, type Auth } from '@picture-live/shared/client';
import type { Photo } from '@picture-live/shared/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  TestSockets,
  collectEvents,
  join,
  type TestSocket,
} from '../../relay/src/testing/sockets.ts';
import { BROWSER, closePages, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { asDevice, newId, noisePicture, type Device } from '../harness/device.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { viewRelay } from '../harness/relay-view.ts';
import { startScaled, whyNotScaled, type Scaled } from './scaled.ts';

const whyNot = await whyNotScaled();
if (whyNot !== null) process.stderr.write(`The scaled mode is not tested: ${whyNot}\n`);

const ANNA = { email: 'anna@studio.example', password: 'a long enough password' };

describe.skipIf(whyNot !== null)('two relays behind nginx', () => {
  let scaled: Scaled;
  let browser: Browser | undefined;
  const sockets = new TestSockets();
  beforeAll(async () => {
    scaled = await startScaled();
    // Not for a context alone: the script of a service worker is fetched by the browser itself.
    if (BROWSER !== null) browser = await launchBrowser(['--ignore-certificate-errors']);
    const auth = createAuth({ baseUrl: urlOf('a'), store: tokensInMemory() });
    await auth.register({ ...ANNA, name: 'Anna', invitationCode: scaled.deviceToken });
  });
  afterEach(async ({ task }) => {
    sockets.closeAll();
    await closePages(task, browser, scaled.log());
  });
  afterAll(async () => {
    await browser?.close();
    await scaled.stop();
  });

  const urlOf = (name: 'a' | 'b'): string => scaled.instances[name === 'a' ? 0 : 1].url;

  /** Anna, logged in at one of the instances. */
  async function logIn(name: 'a' | 'b'): Promise<Auth> {
    const auth = createAuth({ baseUrl: urlOf(name), store: tokensInMemory() });
    await auth.login(ANNA);
    return auth;
  }

  function deviceAt(name: 'a' | 'b'): Device {
    return asDevice(urlOf(name), scaled.sessionId, scaled.deviceToken);
  }

  /** A new photo that a laptop delivers to one of the instances. */
  async function deliverTo(name: 'a' | 'b'): Promise<Photo> {
    const [thumb, grid] = [await noisePicture(90, 60, 1), await noisePicture(180, 120, 1)];
    const device = deviceAt(name);
    for (const picture of [thumb, grid]) await device.upload(picture);
    return (await device.publish(newId(Date.now()), 1, thumb, grid)).photo;
  }

  async function joinAt(url: string, token?: string): Promise<TestSocket> {
    const socket = await sockets.connect(url);
    const { sessionId } = scaled;
    const joined = await join(socket, { sessionId, ...(token !== undefined && { token }) });
    expect(joined).toMatchObject({ ok: true });
    return socket;
  }

  it('tells the pages of the one what was delivered or uploaded to the other', async () => {
    const events = collectEvents(await joinAt(urlOf('b')));
    const delivered = await deliverTo('a');
    const { name, bytes } = await photograph(1);
    const uploads = photoClient((await logIn('a')).call);
    const { outcomes } = await uploads.uploadPhotos({ sessionId: scaled.sessionId }, [
      { name, content: bytes },
    ]);
    expect(outcomes).toMatchObject([{ ok: true, outcome: 'published' }]);
    const fresh = (): string[] =>
      events.flatMap((event) => (event.type === 'new_photo' ? [event.photo.id] : []));
    await expect.poll(fresh).toHaveLength(2);
    expect(fresh()[0]).toBe(delivered.id);
    const { renditions } = (await scaled.relay.photos())[0] ?? delivered;
    expect(await viewRelay(urlOf('b'), '').rendition(renditions.grid.url)).toMatchObject({
      status: 200,
    });
  });

  it.skipIf(BROWSER === null)('shows photos of both on one open page', async () => {
    if (browser === undefined) throw new Error('There is no browser.');
    const guest = await openPage(browser, PHONE);
    const gallery = await openGallery(guest.page, `${scaled.origin}/g/${scaled.slug}`);
    const photos = [await deliverTo('a'), await deliverTo('b')];
    for (const { id } of photos) {
      await gallery.picture(id).waitFor();
      await expect
        .poll(async () => (await gallery.paints()).map((paint) => paint.photoId))
        .toContain(id);
    }
    await deviceAt('a').remove(photos[0]?.id ?? '');
    await deviceAt('a').remove(photos[1]?.id ?? '');
    for (const { id } of photos) await gallery.cell(id).waitFor({ state: 'detached' });
    expect(guest.errors).toEqual([]);
  });

  it('shows a photo nowhere any more once it is taken back at one of them', async () => {
    const photo = await deliverTo('a');
    const { url } = photo.renditions.grid;
    const everywhere = [urlOf('a'), urlOf('b'), scaled.origin, scaled.origin];
    const statuses = (): Promise<number[]> =>
      Promise.all(
        everywhere.map(async (origin) => (await viewRelay(origin, '').rendition(url)).status),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    const events = collectEvents(await joinAt(urlOf('b')));
    await deviceAt('a').remove(photo.id);
    await expect.poll(statuses).toEqual([410, 410, 410, 410]);
    await expect.poll(() => events).toMatchObject([{ type: 'photo_removed', photoId: photo.id }]);
  });

  it('counts the viewers of both', async () => {
    const told = new Map<TestSocket, number>();
    for (const name of ['a', 'a', 'b'] as const) {
      const socket = await joinAt(urlOf(name));
      socket.on('presence', ({ viewers }) => told.set(socket, viewers));
    }
    await expect.poll(() => [...told.values()]).toEqual([3, 3, 3]);
  });

  it('knows at one who logged in at the other, and ends it at both', async () => {
    const auth = await logIn('a');
    const token = (await auth.accessToken()) ?? '';
    const profileAt = async (name: 'a' | 'b'): Promise<number> => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${urlOf(name)}/api/auth/profile`, { headers })).status;
    };
    expect(await profileAt('b')).toBe(200);
    const socket = await joinAt(urlOf('b'), token);
    const guest = await joinAt(urlOf('b'));
    await auth.logout({ everywhere: true });
    await expect.poll(() => socket.connected).toBe(false);
    expect([await profileAt('a'), await profileAt('b')]).toEqual([401, 401]);
    expect(guest.connected).toBe(true);
  });
});

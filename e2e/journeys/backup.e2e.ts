import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createRelayClient,
  messageClient,
  photoClient,
  sessionClient,
  type UserCall,
} from '@picture-live/shared/client';
import { GuestAccess, type FeedEvent, type Photo } from '@picture-live/shared/protocol';
import { expect, it, onTestFinished } from 'vitest';
import { registerOwner, type Owner } from '../harness/account.ts';
import { runCommand } from '../harness/command.ts';
import { newId } from '../harness/device.ts';
import { photograph, type Frame } from '../harness/frames.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { temporaryFolder } from '../harness/project.ts';
import { retract, viewRelay, type RelayView } from '../harness/relay-view.ts';
import { openTether } from '../harness/tether.ts';

async function enterAsGuest(relay: string, sessionId: string): Promise<UserCall> {
  const reply = await fetch(`${relay}/api/sessions/${sessionId}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { token } = GuestAccess.parse(await reply.json());
  return createRelayClient({ baseUrl: relay, deviceToken: token }).call;
}

interface Seen {
  photos: Photo[];
  feed: FeedEvent[];
  /** Of every rendition, by its signed address. */
  bytes: Record<string, string>;
  messages: string[];
  waiting: string[];
}

/** A restore is an era of its own. */
function withoutEra(event: FeedEvent): FeedEvent {
  if (event.type !== 'session_updated') return event;
  return { ...event, session: { ...event.session, era: '' } };
}

/** Everything that guests and the owner get. */
async function look(view: RelayView, owner: Owner): Promise<Seen> {
  const photos = await view.photos();
  const bytes: Record<string, string> = {};
  for (const { renditions } of photos) {
    for (const rendition of Object.values(renditions)) {
      if (rendition === undefined) continue;
      const picture = await view.rendition(rendition.url);
      expect(picture.status).toBe(200);
      bytes[rendition.url] = createHash('sha256').update(picture.bytes).digest('hex');
    }
  }
  const { sessionId } = view;
  const { messages } = await messageClient(owner.auth.call).messages(sessionId);
  const held = await photoClient(owner.auth.call).photos({ sessionId, state: 'held' });
  return {
    photos,
    feed: (await view.feed()).map(withoutEra),
    bytes,
    messages: messages.map(({ text }) => text),
    waiting: held.photos.map(({ id }) => id),
  };
}

async function shoot(product: Product, frame: Frame): Promise<void> {
  await writeFile(path.join(product.hotFolder, frame.name), frame.bytes);
}

/** Five frames, of which one is taken back and one waits for a review; guests write and upload. */
async function playEvening(product: Product): Promise<{ frames: Frame[]; owner: Owner }> {
  const { relay, sessionId, tether } = product.ready;
  const view = viewRelay(relay, sessionId);
  const frames = await Promise.all([1, 2, 3, 4].map((seed) => photograph(seed)));
  for (const frame of frames.slice(0, 3)) await shoot(product, frame);
  const live = await view.waitForComplete(3);
  const laptop = openTether(tether);
  await laptop.call('setPublishMode', { kind: 'review' });
  for (const frame of frames.slice(3)) {
    await shoot(product, frame);
    await laptop.waitForShot(frame.name, ({ state }) => state === 'held');
  }
  expect(await retract(product.home, view, live[0]?.id ?? '')).toBeLessThan(300);
  const owner = await registerOwner(relay);
  const switches = { comments: true, guestUploads: true };
  await sessionClient(owner.auth.call).changeSession(sessionId, { switches });
  const guest = await enterAsGuest(relay, sessionId);
  const message = { id: newId(Date.now()), text: '生日快乐 🎂', name: 'Li' };
  await messageClient(guest).sendMessage(sessionId, message);
  const { name, bytes } = await photograph(9, { width: 900, height: 600 });
  await photoClient(guest).uploadPhotos({ sessionId }, [{ name, content: bytes }]);
  return { frames, owner };
}

it('a gallery that was lost is the same after its backup, and shooting goes on without doubles', async () => {
  const scratch = await temporaryFolder('backup');
  onTestFinished(() => scratch.remove());
  const home = path.join(scratch.path, 'home');
  const file = path.join(scratch.path, 'party.tar');
  const first = await startProduct({ home });
  onTestFinished(() => first.stop());
  const { frames, owner } = await playEvening(first);
  const before = await look(viewRelay(first.ready.relay, first.ready.sessionId), owner);
  expect(before.photos).toHaveLength(2);
  expect(before.waiting).toHaveLength(1);
  const secrets = await readFile(path.join(home, 'secrets.json'), 'utf8');
  const settings = await readFile(path.join(home, 'desktop/settings.json'), 'utf8');

  expect(await runCommand('backup', [file, '--home', home])).toMatchObject({ code: 0, said: '' });
  expect((await stat(file)).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
  expect((await runCommand('restore', [file, '--home', home])).said).toContain('is not empty');
  const ports = [first.ready.relay, first.ready.tether].map((url) => Number(new URL(url).port));
  await first.stop();
  await rm(home, { recursive: true });
  await mkdir(home);

  expect(await runCommand('restore', [file, '--verify'])).toMatchObject({ code: 0, said: '' });
  const restored = await runCommand('restore', [file, '--home', home]);
  expect(restored).toMatchObject({ code: 0, said: '' });
  expect(restored.out).toMatch(/revoked since then is seen, open and valid again/);
  expect(restored.out).toMatch(/has forgotten what was rejected or taken back since/);
  expect(await readdir(scratch.path)).toEqual(expect.arrayContaining(['home', 'party.tar']));
  expect(await readFile(path.join(home, 'secrets.json'), 'utf8')).toBe(secrets);
  expect(await readFile(path.join(home, 'desktop/settings.json'), 'utf8')).toBe(settings);
  const [relay = 0, tether = 0] = ports;
  const second = await startProduct({ home, ports: { relay, tether } });
  onTestFinished(() => second.stop());
  expect(second.ready.sessionId).toBe(first.ready.sessionId);
  const view = viewRelay(second.ready.relay, second.ready.sessionId);
  const ended = { code: 'unauthorized' };
  await expect(sessionClient(owner.auth.call).sessions()).rejects.toMatchObject(ended);
  await owner.auth.login(owner);
  expect(await look(view, owner)).toEqual(before);

  // The camera's card is read in anew, with one more frame on it.
  const laptop = openTether(second.ready.tether);
  await laptop.call('setPublishMode', { kind: 'automatic', delaySeconds: 0 });
  const [held] = await laptop.shotsNamed(frames[3]?.name ?? '');
  expect(held?.state).toBe('held');
  await laptop.call('decideShots', { shotIds: [held?.id ?? ''], decision: 'publish' });
  for (const frame of [...frames, await photograph(5)]) await shoot(second, frame);
  const after = await view.waitForComplete(4);
  expect(new Set(after.map(({ id }) => id)).size).toBe(4);
  const kept = new Set(after.map(({ id }) => id));
  expect(before.photos.every(({ id }) => kept.has(id))).toBe(true);
});

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerOwner, type Owner } from '../harness/account.ts';
import { edited, photograph } from '../harness/frames.ts';
import { newDeviceToken, startEngine, startRelay, type Part } from '../harness/parts.ts';
import { freePort } from '../harness/ports.ts';
import { temporaryFolder } from '../harness/project.ts';
import { viewRelay, type RelayView } from '../harness/relay-view.ts';
import { openTether, type Tether } from '../harness/tether.ts';
import { until } from '../harness/until.ts';

/*
 * One laptop, two sessions on two relays, and one hot folder that serves the one after the other.
 */

let scratch: Awaited<ReturnType<typeof temporaryFolder>>;
let hotFolder: string;
let wedding: { port: number; sessionId: string; view: RelayView };
let weddingRelay: Part<unknown> | null = null;
let party: { url: string; view: RelayView; sessionId: string };
let tether: Tether;
let owner: Owner;
const stops: (() => Promise<void>)[] = [];
const deviceToken = newDeviceToken();

const beginWeddingRelay = (port: number) =>
  startRelay({ dataDir: path.join(scratch.path, 'wedding'), deviceToken, port });

beforeAll(async () => {
  scratch = await temporaryFolder('sessions');
  hotFolder = path.join(scratch.path, 'hot');
  const port = await freePort();
  const first = await beginWeddingRelay(port);
  weddingRelay = first;
  const url = `http://127.0.0.1:${port}`;
  const { sessionId } = first.ready;
  wedding = { port, sessionId, view: viewRelay(url, sessionId) };
  const engine = await startEngine({
    dataDir: path.join(scratch.path, 'engine'),
    hotFolder,
    relayUrl: url,
    deviceToken,
    sessionId,
  });
  tether = openTether(engine.ready.tetherUrl ?? '');
  const other = await startRelay({
    dataDir: path.join(scratch.path, 'party'),
    deviceToken: newDeviceToken(),
    port: 0,
  });
  const partyUrl = `http://127.0.0.1:${other.ready.port}`;
  party = { url: partyUrl, sessionId: '', view: viewRelay(partyUrl, other.ready.sessionId) };
  stops.push(
    () => engine.stop(),
    () => other.stop(),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await weddingRelay?.stop();
  await scratch.remove();
});

async function shoot(seed: number, name?: string): Promise<string> {
  const frame = await photograph(seed);
  const file = name ?? frame.name;
  await writeFile(path.join(hotFolder, file), frame.bytes);
  return file;
}
const live = (name: string) => tether.waitForShot(name, (shot) => shot.state === 'live');
const idsAt = async (view: RelayView): Promise<string[]> =>
  (await view.photos()).map((photo) => photo.id);
const known = async (id: string) =>
  (await tether.status()).desk?.sessions.find((session) => session.id === id);

it('what waits in one session goes to it while another is current', async () => {
  await live(await shoot(1));
  await weddingRelay?.stop();
  const waiting = await shoot(2);
  const { id } = await tether.waitForShot(waiting, (shot) => shot.state === 'queued');

  owner = await registerOwner(party.url);
  await tether.call('chooseRelay', { url: party.url });
  await tether.call('logIn', { email: owner.email, password: owner.password });
  await tether.call('createSession', { title: 'Party' });
  const { session } = await tether.status();
  expect(session.title).toBe('Party');
  party.sessionId = session.id;
  party.view = viewRelay(party.url, session.id);
  expect(await tether.shots(), 'nothing of the wedding').toEqual([]);
  // The large rendition of the first photo may wait with it.
  const left = await known(wedding.sessionId);
  expect(left?.current).toBe(false);
  expect(left?.waiting).toBeGreaterThan(0);

  await tether.call('addFolder', { path: hotFolder, create: false });
  const toast = await shoot(3);
  const { id: toastId } = await live(toast);
  expect(await idsAt(party.view), 'only what was shot since').toEqual([toastId]);

  weddingRelay = await beginWeddingRelay(wedding.port);
  await until('the wedding to have all its photos', async () =>
    (await idsAt(wedding.view)).includes(id),
  );
  await until(
    'nothing to wait any more',
    async () => (await known(wedding.sessionId))?.waiting === 0,
  );
  expect(await idsAt(wedding.view)).not.toContain(toastId);
});

it('a session that is given another title has it on the laptop at once, and keeps it', async () => {
  await owner.changeSession(party.sessionId, { title: 'After-party' });
  await until('the new title', async () => (await tether.status()).session.title === 'After-party');
  await until(
    'the list of sessions to have it',
    async () => (await known(party.sessionId))?.title === 'After-party',
  );
});

it('a new version of a photo belongs to the session that has the photo', async () => {
  const frame = await photograph(1);
  await writeFile(path.join(hotFolder, frame.name), await edited(frame.bytes));
  const { reason } = await tether.waitForShot(frame.name, (shot) => shot.state === 'unpublished');
  expect(reason).toContain('another session');
  expect(await idsAt(party.view)).toHaveLength(1);
  await tether.call('switchSession', { sessionId: wedding.sessionId });
  await tether.waitForShot(frame.name, (shot) => shot.revision === 2 && shot.state === 'live');
  expect(await idsAt(wedding.view)).toHaveLength(2);
});

it('the same file is a photo of both where it was put into both', async () => {
  const copies = path.join(scratch.path, 'copies');
  await tether.call('switchSession', { sessionId: party.sessionId });
  await mkdir(copies);
  await tether.call('addFolder', { path: copies, create: false });
  const frame = await photograph(2);
  await writeFile(path.join(copies, 'copy.jpg'), frame.bytes);
  const { id } = await live('copy.jpg');
  expect(await idsAt(party.view)).toContain(id);
  expect(await idsAt(party.view)).toHaveLength(2);
  expect(await idsAt(wedding.view)).toHaveLength(2);
  await tether.call('removeFolder', { path: copies });
  const folders = (await tether.status()).hotFolders.map((folder) => folder.path);
  expect(folders).toEqual([hotFolder]);
});

it('a file that reuses a name is a new photo of the session that is current', async () => {
  const name = await shoot(7, (await photograph(1)).name);
  const { id } = await tether.waitForShot(name, (shot) => shot.state === 'live');
  expect(await idsAt(party.view)).toContain(id);
  expect(await idsAt(wedding.view)).toHaveLength(2);
});

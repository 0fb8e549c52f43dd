import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import { PublishReply } from '@picture-live/shared/protocol';
import type { Photo } from '@picture-live/shared/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaUrl } from '../services/media/signature.ts';
import { TestCaller } from '../testing/accounts.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { askNginx, findNginx, startNginx } from '../testing/nginx.ts';
import type { TestNginx } from '../testing/nginx.ts';
import { makePicture } from '../testing/pictures.ts';
import { CALLERS } from './callers.ts';
import type { Caller } from './callers.ts';
import { WAYS, otherPaths, picturePaths } from './byte-paths.ts';
import type { BytePath, Way } from './byte-paths.ts';
import { addPhoto, mediaKeyOf } from './probes/things.ts';
import { logInAll, openScene } from './scene.ts';
import type { Kind, Logins, Scene } from './scene.ts';
import { raiseStage } from './stage.ts';
import type { Stage } from './stage.ts';

/*
 * Every way to the bytes of a photo × every way in which it can go out of sight × everybody who may
 * not see it then; each way was open before.
 */

const program = await findNginx();

let stage: Stage;
let logins: Logins;
beforeAll(async () => {
  stage = await raiseStage({ front: { trustProxy: ['loopback'], purge: null } });
  logins = await logInAll(stage);
});
afterAll(() => stage.stop());

interface Shown extends Way {
  /** Of all its renditions. */
  bytes: Buffer[];
}

/** A photo with all its renditions, in a session of its own. */
async function show(kind: Kind): Promise<Shown> {
  const scene = await openScene(stage, kind, logins);
  const laptop = new TestDevice(stage.relay.url, scene.tokens.device ?? '');
  const { thumb, grid, body } = await announce(0x40_40_40);
  const full = await makePicture(0x40_40_40, 144, 96);
  for (const { bytes } of [thumb, grid, full]) await laptop.upload(bytes);
  const renditions = { ...body.renditions, full: full.ref };
  const reply = await laptop.publish(scene.id, uuid(), { ...body, renditions });
  const { photo } = PublishReply.parse(await reply.json());
  const as = (caller: Caller) => new TestCaller(stage.relay.url, scene.tokens[caller]);
  return { scene, photo, laptop, as, bytes: [thumb, grid, full].map((one) => one.bytes) };
}

const MAY_SEE_HIDDEN = new Set<Caller>(['owner', 'photographer', 'moderator']);
const OTHERS = CALLERS.filter((caller) => !MAY_SEE_HIDDEN.has(caller));

interface Got {
  status: number;
  body: Buffer;
}

async function ask(scene: Scene, caller: Caller, { url, ...how }: BytePath): Promise<Got> {
  const token = scene.tokens[caller];
  const { statusCode, rawPayload } = await stage.relay.relay.app.inject({
    method: how.method ?? 'GET',
    url,
    headers: { ...how.headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
  });
  return { status: statusCode, body: rawPayload };
}

const isRefused = ({ status }: Got): boolean => status === 404 || status === 410;

/** What still gives something away, in words. */
async function leaksOf({ scene, photo, bytes }: Shown): Promise<string[]> {
  const leaks: string[] = [];
  for (const caller of OTHERS) {
    for (const one of picturePaths(photo)) {
      if (!isRefused(await ask(scene, caller, one))) leaks.push(`${caller}: ${one.what}`);
    }
    for (const one of otherPaths(scene, photo)) {
      const { body } = await ask(scene, caller, one);
      const tells = bytes.some((part) => body.includes(part)) || body.includes(urlOf(photo));
      if (tells) leaks.push(`${caller}: ${one.what}`);
    }
  }
  return leaks;
}

const urlOf = (photo: Photo): string => photo.renditions.thumb.url;

describe.each(Object.entries(WAYS))('a photo that is %s', (_name, goes) => {
  test.each<Kind>(['public', 'code'])('in a session of kind %s is nowhere', async (kind) => {
    const shown = await show(kind);
    for (const one of picturePaths(shown.photo)) {
      expect([one.what, isRefused(await ask(shown.scene, 'nobody', one))]).toEqual([
        one.what,
        false,
      ]);
    }
    expect((await goes(shown)).status).toBeLessThan(300);
    expect(await leaksOf(shown)).toEqual([]);
  });
});

test.each(['held', 'scan'] as const)('a photo that waits (%s) is nowhere yet', async (hidden) => {
  const scene = await openScene(stage, 'public', logins);
  const { thumb, grid } = stage.picture;
  const id = await addPhoto(scene, { removed_at: 1, hidden });
  const url = mediaUrl(await mediaKeyOf(scene), id, thumb.ref.hash);
  for (const caller of CALLERS)
    expect(isRefused(await ask(scene, caller, { what: '', url }))).toBe(true);
  for (const caller of hidden === 'scan' ? CALLERS : OTHERS) {
    const { body } = await ask(scene, caller, { what: '', url: `/api/photos/${id}/download` });
    expect([caller, body.includes(grid.bytes)]).toEqual([caller, false]);
  }
});

describe.skipIf(program === null)('behind nginx', () => {
  let folder: string;
  let nginx: TestNginx;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'relay-bytes-'));
    if (program === null) return;
    nginx = await startNginx(program, folder, [new URL(stage.relay.url).host]);
  });
  afterAll(async () => {
    await nginx.stop();
    await rm(folder, { recursive: true });
  });

  const askThere = ({ url, ...how }: BytePath) => askNginx(nginx, url, how);

  test.each(Object.entries(WAYS))('a photo that is %s is not in its cache', async (_name, goes) => {
    const shown = await show('public');
    const paths = picturePaths(shown.photo);
    for (const one of [...paths, ...paths]) expect(isRefused(await askThere(one))).toBe(false);
    expect((await goes(shown)).status).toBeLessThan(300);
    const open = [];
    for (const one of paths) if (!isRefused(await askThere(one))) open.push(one.what);
    for (const one of otherPaths(shown.scene, shown.photo)) {
      const { body } = await askThere(one);
      if (shown.bytes.some((part) => body.includes(part))) open.push(one.what);
    }
    expect(open).toEqual([]);
  });
});

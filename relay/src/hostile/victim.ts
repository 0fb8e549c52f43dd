import { v7 as uuid } from 'uuid';
import { AskedTakedown, Image, NewInvitation, Photo } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { addLaptop } from '../matrix/probes/things.ts';
import { logInAll, openScene } from '../matrix/scene.ts';
import type { Scene } from '../matrix/scene.ts';
import type { Stage } from '../matrix/stage.ts';
import { allowDelivery } from '../repositories/devices.ts';
import { TestCaller } from '../testing/accounts.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { formOf, sendForm } from '../testing/form.ts';

/** A session with one of everything, all of it made through the interface. */
export interface Victim {
  scene: Scene;
  /** Of everything there is, and of some things that there are not. */
  ids: string[];
  /** What stands behind this word in an address, e.g. a session's id behind `sessions`. */
  named: Record<string, string>;
  /** Tokens that are good, and null. */
  tokens: (string | null)[];
  /** Addresses of pictures. */
  urls: string[];
}

const Uploaded = z.object({ image: Image });
const Published = z.object({ photo: Photo });
let shade = 0;

/** @param stage with registration open. */
export async function makeVictim(stage: Stage): Promise<Victim> {
  const scene = await openScene(stage, 'public', await logInAll(stage));
  const { url } = stage.relay;
  const as = (token: string | null) => new TestCaller(url, token);
  const { owner, guest } = scene.tokens;
  shade = (shade + 3) % 240;
  const device = await addLaptop(scene);
  await allowDelivery(stage.db, device.id, scene.id);
  const laptop = new TestDevice(url, device.token);
  const { thumb, grid, body } = await announce(shade * 0x01_01_01);
  for (const { bytes } of [thumb, grid]) await laptop.upload(bytes);
  const published = await laptop.publish(scene.id, uuid(), body);
  const { photo } = Published.parse(await published.json());
  const form = formOf({ sessionId: scene.id }, [['a.jpg', grid.bytes]]);
  const { image } = Uploaded.parse(
    await (await sendForm(`${url}/api/images/upload`, guest, form)).json(),
  );
  const message = { id: uuid(), text: 'Hello', name: 'Li', imageId: image.id };
  await as(guest).call('POST', `/api/sessions/${scene.id}/messages`, message);
  const asked = await as(guest).call('POST', `/api/photos/${photo.id}/takedown`, {});
  // A hundred may be open at once, and there are more routes than that.
  await stage.db.deleteFrom('invitations').execute();
  const invited = await as(owner).call('POST', '/api/auth/invitations', {});
  const { id: takedowns } = AskedTakedown.parse(await asked.json());
  const { id: invitations } = NewInvitation.parse(await invited.json());
  const { users } = stage;
  const named = {
    sessions: scene.id,
    session: scene.slug,
    g: scene.slug,
    photos: photo.id,
    messages: message.id,
    images: image.id,
    takedowns,
    invitations,
    devices: device.id,
    members: users.moderator.id,
    blobs: thumb.ref.hash,
  };
  return {
    scene,
    ids: [...Object.values(named), scene.besideId, users.owner.id, users.other.id, uuid()],
    named,
    tokens: [owner, owner, owner, scene.tokens.photographer, guest, device.token, null],
    urls: [photo.renditions.thumb.url, image.url],
  };
}

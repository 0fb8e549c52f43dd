import { v7 as uuid } from 'uuid';
import { GuestAccess, PhotoPage } from '@picture-live/shared/protocol';
import { expect } from 'vitest';
import { logInAll, openScene } from '../matrix/scene.ts';
import type { Stage } from '../matrix/stage.ts';
import { TestCaller } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { TestSockets, join } from '../testing/sockets.ts';

/** An ordinary guest's evening, from the door to a photo that is taken back. */
export async function goThrough(stage: Stage): Promise<void> {
  const { url } = stage.relay;
  const sockets = new TestSockets();
  try {
    const scene = await openScene(stage, 'code', await logInAll(stage));
    const door = await new TestCaller(url).call('POST', `/api/sessions/${scene.id}/verify`, {
      accessCode: 'Open Sesame',
    });
    const { token } = GuestAccess.parse(await door.json());
    const guest = new TestCaller(url, token);
    const page = await sockets.connect(url);
    expect(await join(page, { sessionId: scene.id, token })).toMatchObject({ ok: true });
    const arrives = new Promise((resolve) => page.once('new_photo', resolve));
    const laptop = new TestDevice(url, scene.tokens.device ?? '');
    const { photo } = await laptop.deliver(scene.id, 0x20_20_20);
    expect(await arrives).toMatchObject({ photo: { id: photo.id } });
    const list = await guest.call('GET', `/api/photos?sessionId=${scene.id}`);
    expect(PhotoPage.parse(await list.json()).photos).toHaveLength(1);
    const picture = photo.renditions.grid.url;
    expect((await guest.call('GET', picture)).status).toBe(200);
    expect((await guest.call('PUT', `/api/photos/${photo.id}/like`)).status).toBe(200);
    const message = { id: uuid(), text: 'Lovely', name: 'Li' };
    const sent = await guest.call('POST', `/api/sessions/${scene.id}/messages`, message);
    expect(sent.status).toBe(201);
    const goes = new Promise((resolve) => page.once('photo_removed', resolve));
    expect((await laptop.remove(scene.id, photo.id)).status).toBe(204);
    expect(await goes).toMatchObject({ photoId: photo.id });
    expect((await guest.call('GET', picture)).status).toBe(410);
  } finally {
    sockets.closeAll();
  }
}

import { v7 as uuid } from 'uuid';
import { AskedTakedown } from '@picture-live/shared/protocol';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { TestCaller } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { TestSockets, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';
import { CALLERS } from './callers.ts';
import type { Caller } from './callers.ts';
import { logInAll, openScene } from './scene.ts';
import type { Kind, Scene } from './scene.ts';
import { joinRequest } from './socket-events.ts';
import { HEARD, MEMBERS } from './socket-expected.ts';
import { raiseStage } from './stage.ts';
import type { Stage } from './stage.ts';

/*
 * Who is told what, of all that can happen in a session.
 */

let stage: Stage;
const sockets = new TestSockets();
beforeAll(async () => {
  stage = await raiseStage();
});
afterEach(() => sockets.closeAll());
afterAll(() => stage.stop());

/** In this order, and somebody at a socket that has joined nothing. */
const LISTENERS = [...CALLERS, 'outsider'] as const;

interface Ears {
  heard: Map<string, Set<string>>;
  sockets: Map<Caller, TestSocket>;
}

async function listen(scene: Scene): Promise<Ears> {
  const ears: Ears = { heard: new Map(), sockets: new Map() };
  for (const caller of LISTENERS) {
    const socket = await sockets.connect(stage.relay.url);
    socket.onAny((event: string) => {
      ears.heard.set(event, (ears.heard.get(event) ?? new Set()).add(caller));
    });
    if (caller === 'outsider') continue;
    ears.sockets.set(caller, socket);
    await socket.emitWithAck('join_session', joinRequest({ scene, caller }));
  }
  return ears;
}

function whoHeard({ heard }: Ears): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [event, who] of heard) found[event] = LISTENERS.filter((name) => who.has(name));
  return found;
}

async function setUp(kind: Kind) {
  const scene = await openScene(stage, kind, await logInAll(stage));
  const as = (caller: Caller) => new TestCaller(stage.relay.url, scene.tokens[caller]);
  return { scene, as, ears: await listen(scene) };
}

async function quietly({ sockets: open }: Ears): Promise<void> {
  for (const socket of open.values()) await settle(socket);
}

test('everybody is told what concerns them, and nothing else', async () => {
  const { scene, as, ears } = await setUp('public');
  const { id } = scene;
  await as('owner').call('PUT', `/api/sessions/${id}`, { title: 'Another title' });

  const laptop = new TestDevice(stage.relay.url, scene.tokens.device ?? '');
  const { photo } = await laptop.deliver(id, 0x40_40_40);
  const report = { photoId: photo.id, revision: 1, at: Date.now() };
  ears.sockets.get('guest')?.emit('painted', report);
  await vi.waitFor(() => expect(ears.heard.has('photo_painted')).toBe(true), { timeout: 20_000 });
  await as('owner').call('PUT', `/api/photos/${photo.id}`, { caption: 'Cake' });
  const asked = await as('guest').call('POST', `/api/photos/${photo.id}/takedown`, {});
  const { id: takedownId } = AskedTakedown.parse(await asked.json());
  await as('owner').call('PUT', `/api/takedowns/${takedownId}`, { decision: 'granted' });

  const message = { id: uuid(), text: 'Hello' };
  await as('owner').call('POST', `/api/sessions/${id}/messages`, message);
  await as('owner').call('PUT', `/api/messages/${message.id}`, { text: 'Hello!' });
  await as('owner').call('DELETE', `/api/messages/${message.id}`);
  ears.sockets.get('owner')?.emit('typing', { sessionId: id });
  await as('guest').call('PUT', `/api/sessions/${id}/messages/read`, { seq: 1 });
  const form = formOf({ sessionId: id, uploadId: uuid() }, [['a.jpg', stage.picture.grid.bytes]]);
  await sendForm(`${stage.relay.url}/api/photos/upload`, scene.tokens.guest, form);

  await vi.waitFor(() => expect(whoHeard(ears)).toEqual(HEARD), { timeout: 20_000 });
  await quietly(ears);
  expect(whoHeard(ears)).toEqual(HEARD);
});

test('where guests may not write, they are told of what others write that something changed', async () => {
  const { scene, as, ears } = await setUp('quiet');
  const message = { id: uuid(), text: 'Hello' };
  await as('moderator').call('POST', `/api/sessions/${scene.id}/messages`, message);
  await quietly(ears);
  const insiders = new Set<string>([...MEMBERS, 'device']);
  expect(ears.heard.get('new_message')).toEqual(insiders);
  const others = CALLERS.filter((caller) => !insiders.has(caller));
  expect(ears.heard.get('message_removed')).toEqual(new Set(others));
});

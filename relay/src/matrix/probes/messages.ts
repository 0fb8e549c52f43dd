import { v7 as uuid } from 'uuid';
import type { MessageRow } from '../../db/message-tables.ts';
import { findReadSeq } from '../../repositories/messages-read.ts';
import { findMessage, insertMessage } from '../../repositories/messages.ts';
import { nextSeq } from '../../repositories/sessions.ts';
import type { Probe, Probes } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { nameOfCaller } from './things.ts';

const SOMEBODY = 'guest:somebody';

/** @returns its id, which is its text as well. */
export async function addMessage(
  { stage, id: sessionId }: Scene,
  changes: Partial<MessageRow> = {},
): Promise<string> {
  const id = uuid();
  await insertMessage(stage.db, {
    id,
    session_id: sessionId,
    seq: await nextSeq(stage.db, sessionId, 0),
    sender: SOMEBODY,
    sender_name: 'Somebody',
    team: 0,
    text: id,
    image_id: null,
    announcement: 0,
    created_at: Date.now(),
    edited_at: null,
    state: 'live',
    ...changes,
  });
  return id;
}

const list =
  (changes: Partial<MessageRow>, query = ''): Probe =>
  async (scene) => {
    const id = await addMessage(scene, changes);
    return {
      url: `/api/sessions/${scene.id}/messages?limit=1${query}`,
      isDone: (reply) => reply.statusCode === 200 && reply.body.includes(id),
    };
  };

const send =
  (announcement: boolean): Probe =>
  ({ stage, id: sessionId }) => {
    const id = uuid();
    return {
      url: `/api/sessions/${sessionId}/messages`,
      payload: { id, text: 'Hello', name: 'Li', announcement },
      isDone: async () => (await findMessage(stage.db, id)) !== undefined,
    };
  };

const change =
  (wanted: { text: string } | { hidden: boolean }, isTheirs: boolean): Probe =>
  async (scene, caller) => {
    const id = await addMessage(scene, isTheirs ? { sender: nameOfCaller(scene, caller) } : {});
    return {
      url: `/api/messages/${id}`,
      payload: wanted,
      isDone: async () => {
        const message = await findMessage(scene.stage.db, id);
        return message?.text !== id || message.state === 'hidden';
      },
    };
  };

const remove =
  (isTheirs: boolean): Probe =>
  async (scene, caller) => {
    const id = await addMessage(scene, isTheirs ? { sender: nameOfCaller(scene, caller) } : {});
    return {
      url: `/api/messages/${id}`,
      isDone: async () => (await findMessage(scene.stage.db, id))?.state === 'deleted',
    };
  };

/** What people write. */
export const messageProbes: Probes = {
  'GET /api/sessions/:id/messages (announcements)': list({ announcement: 1 }),
  'GET /api/sessions/:id/messages (of guests)': list({}),
  'GET /api/sessions/:id/messages (hidden ones)': list({ state: 'hidden' }, '&includeHidden=true'),
  'POST /api/sessions/:id/messages': send(false),
  'POST /api/sessions/:id/messages (announcement)': send(true),
  'PUT /api/messages/:id (one’s own)': change({ text: 'changed' }, true),
  'PUT /api/messages/:id (of somebody else)': change({ text: 'changed' }, false),
  'PUT /api/messages/:id (hide)': change({ hidden: true }, false),
  'DELETE /api/messages/:id (one’s own)': remove(true),
  'DELETE /api/messages/:id (of somebody else)': remove(false),

  'PUT /api/sessions/:id/messages/read': async (scene, caller) => {
    const seq = await nextSeq(scene.stage.db, scene.id, 0);
    const name = readerOf(scene, caller);
    return {
      url: `/api/sessions/${scene.id}/messages/read`,
      payload: { seq },
      isDone: async () => (await findReadSeq(scene.stage.db, scene.id, name)) === seq,
    };
  },
};

/** Laptops have no name for likes and uploads; what was read on them is kept all the same. */
function readerOf(scene: Scene, caller: Parameters<typeof nameOfCaller>[1]): string {
  const { here, elsewhere } = scene.stage.devices;
  if (caller === 'device') return `device:${here.id}`;
  return caller === 'device′' ? `device:${elsewhere.id}` : nameOfCaller(scene, caller);
}

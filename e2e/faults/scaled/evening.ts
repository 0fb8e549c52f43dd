import { createHash } from 'node:crypto';
import {
  binClient,
  createAuth,
  createRelayClient,
  memberPicturePath,
  messageClient,
  photoClient,
  sessionClient,
  tokensInMemory,
  type Auth,
} from '@picture-live/shared/client';
import { newId } from '../../harness/device.ts';
import { photograph } from '../../harness/frames.ts';
import type { Scaled } from '../../scaled/scaled.ts';

/** A session behind an access code with everything in it that is easily forgotten. */
export interface Evening {
  /** All that its owner gets, as text. */
  look(): Promise<string>;
  /** What does not hold after a restore of its code, its guests and its owner's logins. */
  doorProblems(): Promise<string[]>;
}

const CODE = 'cake-at-nine';
const ANNA = { email: 'anna@studio.example', password: 'a long enough password', name: 'Anna' };

/** Photos in sight, hidden, deleted and held, messages, an owner and a guest. */
export async function playEvening({ origin, deviceToken }: Scaled): Promise<Evening> {
  const owner = createAuth({ baseUrl: origin, store: tokensInMemory() });
  await owner.register({ ...ANNA, invitationCode: deviceToken });
  const sessions = sessionClient(owner.call);
  const { id } = await sessions.createSession({
    title: 'Behind a code',
    access: 'code',
    accessCode: CODE,
    switches: { comments: true, guestUploads: true },
  });
  const photos = photoClient(owner.call);
  const files = await Promise.all([91, 92, 93, 94].map(small));
  await photos.uploadPhotos({ sessionId: id }, files.slice(0, 3));
  const [hidden, deleted] = (await photos.photos({ sessionId: id })).photos;
  await photos.changePhotos({ sessionId: id, action: 'hide', ids: [hidden?.id ?? ''] });
  await photos.deletePhoto(deleted?.id ?? '');

  const { token } = await sessions.verifyAccess(id, CODE);
  const guest = createRelayClient({ baseUrl: origin, deviceToken: token }).call;
  await photoClient(guest).uploadPhotos({ sessionId: id }, files.slice(3));
  const message = { id: newId(Date.now()), text: '生日快乐 🎂', name: 'Li' };
  await messageClient(guest).sendMessage(id, message);
  const phone = createAuth({ baseUrl: origin, store: tokensInMemory() });
  await phone.login(ANNA);
  return {
    async look() {
      await owner.login(ANNA);
      return look(origin, owner, id);
    },
    async doorProblems() {
      const anybody = sessionClient(createRelayClient({ baseUrl: origin }).call);
      return failuresOf({
        'the code lets nobody in': () => anybody.verifyAccess(id, CODE),
        'a guest of before is a stranger': () => photoClient(guest).photos({ sessionId: id }),
        'a login of before was not ended': () => refused(phone),
      });
    },
  };
}

async function small(seed: number) {
  const { name, bytes } = await photograph(seed, { width: 900, height: 600 });
  return { name, content: bytes };
}

/** Everything of a session, the bytes of its pictures by their hash. */
async function look(origin: string, { call, accessToken }: Auth, sessionId: string) {
  const photos = photoClient(call);
  const inState = async (state: 'shown' | 'hidden' | 'held') =>
    (await photos.photos({ sessionId, state })).photos;
  const shown = await inState('shown');
  const away = [await inState('hidden'), await inState('held')];
  const bin = (await binClient(call).bin(sessionId)).photos;
  const { messages } = await messageClient(call).messages(sessionId);
  const token = (await accessToken()) ?? '';
  const bytes: string[] = [];
  for (const { renditions } of shown) {
    for (const rendition of Object.values(renditions)) {
      if (rendition !== undefined) bytes.push(await hashOf(origin, rendition.url));
    }
  }
  for (const { id } of [...away.flat(), ...bin]) {
    bytes.push(await hashOf(origin, memberPicturePath(id, 'grid'), token));
  }
  // What is in the bin has its time anew; it is the same otherwise.
  const binned = bin.map(({ removedAt: _at, restorableUntil: _until, ...photo }) => photo);
  return JSON.stringify({ shown, away, binned, messages, bytes });
}

async function hashOf(origin: string, url: string, token?: string): Promise<string> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = await fetch(new URL(url, origin), { headers });
  if (!reply.ok) throw new Error(`A picture answered ${reply.status}.`);
  return createHash('sha256')
    .update(Buffer.from(await reply.arrayBuffer()))
    .digest('hex');
}

async function refused({ call }: Auth): Promise<void> {
  const isRefused = await sessionClient(call)
    .sessions()
    .then(
      () => false,
      () => true,
    );
  if (!isRefused) throw new Error('it lists the sessions');
}

async function failuresOf(attempts: Record<string, () => Promise<unknown>>): Promise<string[]> {
  const problems: string[] = [];
  for (const [problem, attempt] of Object.entries(attempts)) {
    await attempt().catch((error: unknown) => problems.push(`${problem}: ${String(error)}`));
  }
  return problems;
}

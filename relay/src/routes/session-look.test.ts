import sharp from 'sharp';
import { Session, SessionPage } from '@picture-live/shared/protocol';
import type { ChangeSession } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestCaller, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { changeSession, createSession } from '../testing/sessions.ts';

let relay: TestRelay;
let anna: TestUser;
beforeEach(async () => {
  relay = await startTestRelay();
  anna = await registerUser(relay);
});
afterEach(() => relay.stop());

const refused = async (id: string, wanted: ChangeSession) =>
  failureOf(await anna.call('PUT', `/api/sessions/${id}`, wanted));
const listed = async (id: string): Promise<Session> => {
  const reply = await anna.call('GET', '/api/sessions');
  const found = SessionPage.parse(await reply.json()).sessions.find((one) => one.id === id);
  if (found === undefined) expect.unreachable();
  return found;
};

test('of two owners at the same setting the second one is told, and nothing of theirs is done', async () => {
  const { id } = await createSession(anna, { title: 'Wedding' });
  await changeSession(anna, id, { title: 'Anna & Li', was: { title: 'Wedding' } });
  const late = { title: 'Li & Anna', access: 'members', was: { title: 'Wedding' } } as const;
  expect(await refused(id, late)).toMatchObject({
    status: 409,
    code: 'changed_meanwhile',
  });
  expect(await listed(id)).toMatchObject({ title: 'Anna & Li', access: 'public' });
});

test('two owners at different settings do not disturb each other', async () => {
  const { id } = await createSession(anna);
  await changeSession(anna, id, { switches: { likes: true }, was: { switches: { likes: false } } });
  const second = await changeSession(anna, id, {
    branding: { welcomeText: 'Hello' },
    switches: { comments: true },
    was: { branding: { welcomeText: null }, switches: { comments: false } },
  });
  expect(second.switches).toMatchObject({ likes: true, comments: true });
  const stale = { branding: { welcomeText: 'Bye' }, was: { branding: { welcomeText: null } } };
  expect(await refused(id, stale)).toMatchObject({ code: 'changed_meanwhile' });
});

test('a shoot has a day, which ends after it begins', async () => {
  const day = { startsAt: 1_800_000_000_000, endsAt: 1_800_030_000_000 };
  const { id } = await createSession(anna, day);
  expect(await listed(id)).toMatchObject(day);
  expect(await refused(id, { endsAt: day.startsAt - 1 })).toMatchObject({
    code: 'invalid_request',
  });
  const open = await changeSession(anna, id, { startsAt: null, endsAt: day.startsAt - 1 });
  expect(open).toMatchObject({ startsAt: null, endsAt: day.startsAt - 1 });
});

test('a link is changed to one that is free, and the one before leads nowhere', async () => {
  const [first, second] = [await createSession(anna), await createSession(anna)];
  const renamed = await changeSession(anna, first.id, { slug: 'anna-and-li' });
  expect(renamed.slug).toBe('anna-and-li');
  expect(await refused(second.id, { slug: 'anna-and-li' })).toMatchObject({ code: 'slug_taken' });
  expect(await refused(second.id, { slug: first.id })).toMatchObject({ code: 'invalid_request' });
  const anybody = new TestCaller(relay.url);
  expect((await anybody.call('GET', `/api/sessions/anna-and-li`)).status).toBe(200);
  expect((await anybody.call('GET', `/api/sessions/${first.slug}`)).status).toBe(404);
});

test('a list shows the chosen cover, else the newest photo that guests see', async () => {
  const device = new TestDevice(relay.url);
  const id = relay.sessionId;
  expect((await listed(id)).mine?.cover).toBeNull();
  const older = (await device.deliver(id, 1)).photo;
  const newer = (await device.deliver(id, 2)).photo;
  expect((await listed(id)).mine?.cover).toMatchObject({
    photoId: newer.id,
    url: newer.renditions.grid.url,
  });
  await changeSession(anna, id, { branding: { coverPhotoId: older.id } });
  expect((await listed(id)).mine?.cover?.photoId).toBe(older.id);
  await device.remove(id, older.id);
  expect((await listed(id)).mine?.cover?.photoId).toBe(newer.id);
});

async function bringLogo(id: string, bytes: Buffer): Promise<Response> {
  const form = formOf({}, [['logo.png', bytes]]);
  return sendForm(`${relay.url}/api/sessions/${id}/logo`, anna.token, form, 'PUT');
}
const drawing = (red: number, size = 60): Promise<Buffer> =>
  sharp({ create: { width: size, height: size, channels: 4, background: `rgba(${red},0,0,0.5)` } })
    .png()
    .withExif({ IFD0: { Artist: 'Somebody' } })
    .toBuffer();

test('a logo is the relay’s own, keeps its transparency and nothing else of the file', async () => {
  const { id } = await createSession(anna, { access: 'code', accessCode: 'rose garden' });
  const session = Session.parse(await (await bringLogo(id, await drawing(200, 3_000))).json());
  const reply = await fetch(new URL(session.branding?.logoUrl ?? '', relay.url));
  expect(reply.headers.get('content-type')).toBe('image/png');
  const { format, width, hasAlpha, exif } = await sharp(await reply.bytes()).metadata();
  expect({ format, width, hasAlpha, exif }).toEqual({
    format: 'png',
    width: 480,
    hasAlpha: true,
    exif: undefined,
  });
});

test('a logo that was taken away can be put back, and is gone with its session', async () => {
  const { id } = await createSession(anna);
  const [first, second] = [
    Session.parse(await (await bringLogo(id, await drawing(1))).json()),
    Session.parse(await (await bringLogo(id, await drawing(2))).json()),
  ].map(({ branding }) => branding?.logoUrl ?? '');
  expect(second).not.toBe(first);
  await changeSession(anna, id, { branding: { logoUrl: null } });
  for (const url of [first, second]) {
    expect((await fetch(new URL(url ?? '', relay.url))).status).toBe(200);
  }
  const back = await changeSession(anna, id, { branding: { logoUrl: first ?? null } });
  expect(back.branding?.logoUrl).toBe(first);
  await anna.call('DELETE', `/api/sessions/${id}`);
  expect((await fetch(new URL(first ?? '', relay.url))).status).toBe(404);
});

test('only pictures become logos, and places for uploads are given back', async () => {
  const { id } = await createSession(anna);
  for (let time = 0; time < 20; time += 1) {
    const reply = await bringLogo(id, Buffer.from('<svg onload="alert(1)"/>'));
    expect(await failureOf(reply)).toMatchObject({ code: 'undecodable' });
  }
  const none = await sendForm(
    `${relay.url}/api/sessions/${id}/logo`,
    anna.token,
    formOf({}, []),
    'PUT',
  );
  expect(none.status).toBe(400);
  expect((await bringLogo(id, await drawing(3))).status).toBe(200);
});

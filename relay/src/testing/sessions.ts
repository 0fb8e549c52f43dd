import { GuestAccess, Session } from '@picture-live/shared/protocol';
import type { ChangeSession, CreateSession } from '@picture-live/shared/protocol';
import { TestCaller } from './accounts.ts';

/** Makes a session as somebody, who owns it then. */
export async function createSession(
  owner: TestCaller,
  wanted: Partial<CreateSession> = {},
): Promise<Session> {
  const reply = await owner.call('POST', '/api/sessions', { title: 'Wedding', ...wanted });
  return Session.parse(await reply.json());
}

export async function changeSession(
  owner: TestCaller,
  id: string,
  wanted: ChangeSession,
): Promise<Session> {
  const reply = await owner.call('PUT', `/api/sessions/${id}`, wanted);
  return Session.parse(await reply.json());
}

/** A guest of the session, let in by its code. */
export async function letInGuest(
  url: string,
  id: string,
  accessCode?: string,
): Promise<TestCaller & { access: GuestAccess }> {
  const body = accessCode === undefined ? {} : { accessCode };
  const reply = await new TestCaller(url).call('POST', `/api/sessions/${id}/verify`, body);
  const access = GuestAccess.parse(await reply.json());
  return Object.assign(new TestCaller(url, access.token), { access });
}

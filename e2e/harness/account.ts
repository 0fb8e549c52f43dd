import { createAuth, sessionClient, tokensInMemory, type Auth } from '@picture-live/shared/client';
import type { ChangeSession, Session } from '@picture-live/shared/protocol';

/** Somebody with an account on a relay. */
export interface Owner {
  readonly email: string;
  readonly password: string;
  readonly auth: Auth;
  createSession(title: string): Promise<Session>;
  changeSession(id: string, change: ChangeSession): Promise<Session>;
}

/** The first account of a relay on this machine, which needs no invitation. */
export async function registerOwner(relayUrl: string): Promise<Owner> {
  const credentials = { email: 'anna@example.com', password: 'a long password' };
  const auth = createAuth({ baseUrl: relayUrl, store: tokensInMemory() });
  await auth.register({ ...credentials, name: 'Anna' });
  const sessions = sessionClient(auth.call);
  return {
    ...credentials,
    auth,
    createSession: (title) => sessions.createSession({ title }),
    changeSession: (id, change) => sessions.changeSession(id, change),
  };
}

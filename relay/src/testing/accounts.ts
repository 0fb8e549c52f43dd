import { LoggedIn } from '@picture-live/shared/protocol';
import type { Register } from '@picture-live/shared/protocol';
import { saveMember } from '../repositories/members.ts';
import type { Role } from '../services/access/policy.ts';
import { withDatabase } from './neighbours.ts';
import type { TestRelay } from './relay.ts';

export const PASSWORD = 'a long enough password';

/** Speaks to a relay over HTTP as somebody with an access token, or (null) without one. */
export class TestCaller {
  readonly url: string;
  token: string | null;

  constructor(url: string, token: string | null = null) {
    this.url = url;
    this.token = token;
  }

  /** @param body sent as JSON; undefined sends none. */
  async call(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = new Headers();
    if (this.token !== null) headers.set('authorization', `Bearer ${this.token}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    return fetch(`${this.url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

/** Somebody with an account, logged in. */
export interface TestUser extends TestCaller {
  id: string;
  loggedIn: LoggedIn;
}

/** Registers; the first account of a relay becomes its admin and owner of the first session. */
export async function registerUser(
  relay: TestRelay,
  changes: Partial<Register> = {},
): Promise<TestUser> {
  const body = { email: 'anna@studio.example', password: PASSWORD, name: 'Anna', ...changes };
  const reply = await new TestCaller(relay.url).call('POST', '/api/auth/register', body);
  const loggedIn = LoggedIn.parse(await reply.json());
  const caller = new TestCaller(relay.url, loggedIn.accessToken);
  return Object.assign(caller, { id: loggedIn.user.id, loggedIn });
}

/** Gives somebody a role in a session, whatever the interface says. */
export async function addMember(
  relay: TestRelay,
  sessionId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await withDatabase(relay, (db) =>
    saveMember(db, { session_id: sessionId, user_id: userId, role, created_at: Date.now() }),
  );
}

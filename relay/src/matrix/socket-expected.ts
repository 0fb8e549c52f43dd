import type { ServerToClientEvents } from '@picture-live/shared/protocol';
import { CALLERS } from './callers.ts';
import type { Caller } from './callers.ts';
import { readTable } from './table.ts';

/*
 * The same as expected.ts, for what is sent over a socket. Whoever may not join is no further than
 * the door: that is 403 for all that follows.
 */

export const SOCKET_EXPECTED = readTable(`
#           nobody guest guest′ | owner photogr. moder. other | device device′ | broken token
join_session
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
  ended      410   410   410    |  ok     ok      ok    410  |   ok    410   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401
join_session (as a device)
  public     401   403   403    |  403    403     403   403  |   ok    403   |  401
  code       401   403   401    |  403    403     403   401  |   ok    401   |  401
  members    401   404   404    |  403    403     403   404  |   ok    404   |  401
leave_session
clock
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |   ok
  members     ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |   ok
send_message
  public     401    ok   403    |  ok     ok      ok    ok   |  403    403   |  403
  code       403    ok   403    |  ok     ok      ok    403  |  403    403   |  403
  members    403   403   403    |  ok     ok      ok    403  |  403    403   |  403
# Not answered: somebody who may is heard, and nobody else.
typing
  public     403    ok   403    |  ok     ok      ok    ok   |  403    403   |  403
  members    403   403   403    |  ok     ok      ok    403  |  403    403   |  403
# Of pages, and a laptop has none.
painted
seen
  public      ok    ok    ok    |  ok     ok      ok    ok   |  403     ok   |  403
  code       403    ok   403    |  ok     ok      ok    403  |  403    403   |  403
  members    403   403   403    |  ok     ok      ok    403  |  403    403   |  403
# What members hide is still on theirs.
photo_gone
  public      ok    ok    ok    |  403    403     403   ok   |  403     ok   |  403
  code       403    ok   403    |  403    403     403   403  |  403    403   |  403
  members    403   403   403    |  403    403     403   403  |  403    403   |  403
`);

const EVERYBODY: readonly Caller[] = CALLERS;
export const MEMBERS: readonly Caller[] = ['owner', 'photographer', 'moderator'];

/** Who is told what in a public session. A new event without a line here does not compile. */
export const HEARD: Record<keyof ServerToClientEvents, readonly Caller[]> = {
  new_photo: EVERYBODY,
  photo_status_updated: EVERYBODY,
  photo_removed: EVERYBODY,
  session_updated: EVERYBODY,
  new_message: EVERYBODY,
  message_updated: EVERYBODY,
  message_removed: EVERYBODY,
  presence: EVERYBODY,
  // The owner types.
  typing: EVERYBODY.filter((caller) => caller !== 'owner'),
  photo_painted: ['device'],
  removal_progress: [...MEMBERS, 'device'],
  takedown_requested: MEMBERS,
  takedown_decided: MEMBERS,
  // The guest reads and uploads.
  messages_read: ['guest'],
  upload_progress: ['guest'],
};

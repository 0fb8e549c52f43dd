import { PictureLiveError } from '@picture-live/shared/errors';
import type { GuestAccess } from '@picture-live/shared/protocol';
import type { SessionRow } from '../../db/tables.ts';
import { requireSession } from '../sessions.ts';
import type { AccessCodes } from './access-codes.ts';
import { ANONYMOUS } from './actor.ts';
import type { Actor } from './actor.ts';
import { refusalOfStranger } from './authorize.ts';
import type { AccessDeps } from './authorize.ts';
import { beginCodeAttempt } from './code-attempts.ts';
import type { CodeAttempts } from './code-attempts.ts';
import { makeGuestId } from './guest-ids.ts';
import { actingIn } from './guest-passes.ts';
import { standingOf } from './policy.ts';
import { factsOf } from './session-facts.ts';
import type { Tokens } from './tokens.ts';

export interface LetInDeps extends AccessDeps {
  tokens: Pick<Tokens, 'issueGuest'>;
  codes: AccessCodes;
  attempts: CodeAttempts;
}

/** Somebody at the door of a session. */
export interface Caller {
  /** A guest of the session already keeps their id. */
  actor: Actor;
  accessCode: string | undefined;
  /** The network they come from; guesses are counted by it. */
  address: string;
}

export interface LetInService {
  /**
   * Makes somebody a guest of the session (by id or slug).
   *
   * @throws PictureLiveError `session_not_found`, `session_expired`, `access_code_required`,
   *   `access_code_wrong`, `rate_limited`.
   */
  letIn: (caller: Caller, idOrSlug: string) => Promise<GuestAccess>;
}

const NOBODY = { role: null, delivers: false };

export function letInService(deps: LetInDeps): LetInService {
  return { letIn: (caller, idOrSlug) => letIn(deps, caller, idOrSlug) };
}

async function letIn(deps: LetInDeps, caller: Caller, idOrSlug: string): Promise<GuestAccess> {
  const at = deps.now();
  const session = await requireSession(deps.db, idOrSlug);
  const facts = factsOf(session, at);
  if (standingOf(ANONYMOUS, facts, NOBODY) === 'stranger') {
    const refusal = refusalOfStranger(facts, session.title);
    if (refusal.code !== 'access_code_required') throw refusal;
    await checkCode(deps, session, caller);
  }
  const actor = actingIn(caller.actor, session.id);
  const isGuest = actor.kind === 'guest' && standingOf(actor, facts, NOBODY) === 'guest';
  const guestId = isGuest ? actor.guestId : makeGuestId(at);
  const issued = await deps.tokens.issueGuest(
    { sessionId: session.id, guestId },
    session.expires_at,
  );
  return { ...issued, guestId, sessionId: session.id };
}

async function checkCode(
  { codes, attempts }: LetInDeps,
  session: SessionRow,
  { accessCode, address }: Caller,
): Promise<void> {
  if (accessCode === undefined) throw new PictureLiveError('access_code_required');
  const attempt = { sessionId: session.id, address };
  await beginCodeAttempt(attempts, attempt);
  const isRight = codes.isRight(session.id, accessCode, session.code_hash ?? '');
  if (!isRight) throw new PictureLiveError('access_code_wrong');
  await attempts.succeeded(attempt);
}

import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, Role, Slug } from '@picture-live/shared/protocol';
import type { FeedPage, Session } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';
import { findSession, findSessionBySlug } from '../repositories/sessions.ts';
import { countOpenTakedowns } from '../repositories/takedowns.ts';
import type { Actor } from './access/actor.ts';
import type { AccessService } from './access/authorize.ts';
import { mayAs } from './access/policy.ts';
import type { Standing } from './access/policy.ts';
import { readFeed } from './feed.ts';
import { viewRetention } from './retention/view-retention.ts';
import type { RetentionViewDeps } from './retention/view-retention.ts';
import { viewSessionAs } from './session-view.ts';

/** What whoever may see a session reads of it. Every call throws as `AccessService.authorize`. */
export interface SessionService {
  read: (actor: Actor, idOrSlug: string) => Promise<Session>;
  feed: (actor: Actor, idOrSlug: string, after: number, limit: number) => Promise<FeedPage>;
}

export function sessionService(
  deps: RetentionViewDeps & { access: AccessService },
): SessionService {
  const { db, access } = deps;
  return {
    read: async (actor, idOrSlug) => {
      const { session, standing } = await access.authorize(actor, 'view', idOrSlug);
      const role = roleOf(standing);
      if (role === null) return viewSessionAs(session, role);
      const asked = await countOpenTakedowns(db, [session.id]);
      const retention = (await viewRetention(deps, [session])).get(session.id);
      const openTakedowns = asked.get(session.id) ?? 0;
      return viewSessionAs(session, role, { openTakedowns, retention });
    },
    feed: async (actor, idOrSlug, after, limit) => {
      const { session, standing, facts } = await access.authorize(actor, 'view', idOrSlug);
      const comments = mayAs(standing, 'read_comments', facts.switches);
      return readFeed(db, session, { after, limit }, { comments });
    },
  };
}

/** The session with this id or slug. @throws PictureLiveError `session_not_found`. */
export async function requireSession(db: Db, idOrSlug: string): Promise<SessionRow> {
  const row = Id.safeParse(idOrSlug).success
    ? await findSession(db, idOrSlug)
    : await findGallery(db, idOrSlug);
  if (row === undefined) throw new PictureLiveError('session_not_found');
  return row;
}

/** The session whose link ends in this slug. */
export async function findGallery(db: Db, slug: string): Promise<SessionRow | undefined> {
  return Slug.safeParse(slug).success ? findSessionBySlug(db, slug) : undefined;
}

function roleOf(standing: Standing): Role | null {
  return Role.safeParse(standing).data ?? null;
}

import { SessionAsSeen, type ChangeSession, type Session } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/** What somebody sees of a session at this moment of all that a change is about. */
export function seenOf(session: Session, wanted: ChangeSession): SessionAsSeen {
  const { title, slug, access, startsAt, endsAt, expiresAt, switches, branding } = wanted;
  return z.parse(SessionAsSeen, {
    ...(title !== undefined && { title: session.title }),
    ...(slug !== undefined && { slug: session.slug }),
    ...(access !== undefined && session.access !== undefined && { access: session.access }),
    ...(startsAt !== undefined && { startsAt: session.startsAt ?? null }),
    ...(endsAt !== undefined && { endsAt: session.endsAt ?? null }),
    ...(expiresAt !== undefined && { expiresAt: session.expiresAt ?? null }),
    ...(switches !== undefined && { switches: pick(session.switches ?? {}, switches) }),
    ...(branding !== undefined && { branding: pick(session.branding ?? {}, branding) }),
  });
}

/** Of a record only the names that another one has, too. */
function pick(values: object, like: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in like));
}

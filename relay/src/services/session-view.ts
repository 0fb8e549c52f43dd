import type {
  Branding,
  PublicSession,
  Role,
  Session,
  SessionCover,
  SessionRetention,
  SessionSwitches,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { SessionRow } from '../db/tables.ts';

/** What guests may until the owner says otherwise; also for a switch that is newer than the row. */
const StoredSwitches = z.object({
  download: z.prefault(z.boolean(), true),
  originals: z.prefault(z.boolean(), false),
  comments: z.prefault(z.boolean(), false),
  likes: z.prefault(z.boolean(), false),
  guestUploads: z.prefault(z.boolean(), false),
});
const StoredBranding = z.object({
  title: z.prefault(z.nullable(z.string()), null),
  logoUrl: z.prefault(z.nullable(z.string()), null),
  coverPhotoId: z.prefault(z.nullable(z.string()), null),
  colour: z.prefault(z.nullable(z.string()), null),
  welcomeText: z.prefault(z.nullable(z.string()), null),
});

/** A session as everybody may know it who may see it. */
export function viewSession(row: SessionRow): PublicSession {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    createdAt: row.created_at,
    lastSeq: row.last_seq,
    era: row.era,
    photoCount: row.photo_count,
    access: row.access,
    switches: readSwitches(row),
    branding: readBranding(row),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    expiresAt: row.expires_at,
  };
}

/** What is asked for beside the row. */
export interface MemberFacts {
  cover?: SessionCover | null;
  openTakedowns?: number;
  retention?: SessionRetention | undefined;
}

/** @param role of the member who asks; null for whoever is none. */
export function viewSessionAs(row: SessionRow, role: Role | null, more: MemberFacts = {}): Session {
  if (role === null) return viewSession(row);
  const { retention, ...facts } = more;
  const mine = {
    role,
    hasAccessCode: row.code_hash !== null,
    deletedAt: row.deleted_at,
    restorableUntil: row.restorable_until,
    ...facts,
    ...(retention !== undefined && { retention }),
  };
  return { ...viewSession(row), mine };
}

export function readSwitches({ switches }: Pick<SessionRow, 'switches'>): SessionSwitches {
  return StoredSwitches.parse(JSON.parse(switches));
}

export function readBranding({ branding }: Pick<SessionRow, 'branding'>): Branding {
  return StoredBranding.parse(JSON.parse(branding));
}

import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import type { ChangeBranding, ChangeSession, CreateSession } from '@picture-live/shared/protocol';
import type { Updateable } from 'kysely';
import type * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import type { SessionRow, SessionsTable } from '../../db/tables.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { replaceMediaKey } from '../../repositories/media-keys.ts';
import { findPhoto } from '../../repositories/photos.ts';
import { findSessionBySlug, nextSeq, updateSession } from '../../repositories/sessions.ts';
import type { AccessCodes } from '../access/access-codes.ts';
import { readBranding, readSwitches, viewSession } from '../session-view.ts';
import { requireAsSeen } from './as-seen.ts';

/** What is done to a session that exists. */
export type SessionChange =
  | { kind: 'settings'; wanted: z.output<typeof ChangeSession> }
  | { kind: 'deletion'; restorableUntil: number };

/** What a change has done, for everybody to be told. */
export interface ChangedSession {
  after: SessionRow;
  /** Null where nothing was changed. */
  event: { seq: number; at: number } | null;
  /** Who has to come in anew, if they still may: guests, or the whole session. */
  closes: 'nobody' | 'guests' | 'session';
}

type Columns = Updateable<SessionsTable>;

interface SettingsDeps {
  db: Db;
  codes: AccessCodes;
}

/**
 * The columns that settings say.
 *
 * @param before the session as it was; left out for a new one.
 * @throws PictureLiveError `invalid_request` for settings that contradict each other.
 */
export async function settingsOf(
  { db, codes }: SettingsDeps,
  id: string,
  wanted: z.output<typeof CreateSession> | z.output<typeof ChangeSession>,
  before?: SessionRow,
): Promise<Columns> {
  const { title, slug, access, accessCode, startsAt, endsAt, expiresAt } = wanted;
  const { switches, branding } = wanted;
  const codeHash = accessCode === undefined ? undefined : codes.hash(id, accessCode);
  if (access === 'code' && (codeHash ?? before?.code_hash ?? null) === null) {
    throw new PictureLiveError('invalid_request', 'A session by code needs an `accessCode`.');
  }
  if (branding !== undefined) await checkCover(db, id, branding);
  checkDates({ starts_at: startsAt, ends_at: endsAt }, before);
  const old = before ?? { switches: '{}', branding: '{}' };
  return {
    ...(title !== undefined && { title }),
    ...(access !== undefined && { access }),
    ...(codeHash !== undefined && { code_hash: codeHash }),
    ...(before !== undefined && slug !== undefined && { slug }),
    ...(startsAt !== undefined && { starts_at: startsAt }),
    ...(endsAt !== undefined && { ends_at: endsAt }),
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
    ...(switches !== undefined && {
      switches: JSON.stringify({ ...readSwitches(old), ...switches }),
    }),
    ...(branding !== undefined && {
      branding: JSON.stringify({ ...readBranding(old), ...branding }),
    }),
  };
}

async function checkCover(db: Db, id: string, { coverPhotoId }: ChangeBranding): Promise<void> {
  if (coverPhotoId === undefined || coverPhotoId === null) return;
  const photo = await findPhoto(db, coverPhotoId);
  if (photo?.session_id === id && photo.removed_at === null) return;
  throw new PictureLiveError('invalid_request', 'The cover is not a photo of this session.');
}

type Dates = Partial<Pick<SessionRow, 'starts_at' | 'ends_at'>>;

function checkDates(wanted: { [Name in keyof Dates]: Dates[Name] | undefined }, old: Dates = {}) {
  const { starts_at: start = old.starts_at, ends_at: end = old.ends_at } = wanted;
  if (typeof start !== 'number' || typeof end !== 'number' || start <= end) return;
  throw new PictureLiveError('invalid_request', 'It ends before it starts.');
}

/** A link that is nobody else’s. The unique index has the last word. */
async function checkSlug(db: Db, id: string, slug: string | undefined): Promise<void> {
  if (slug === undefined) return;
  requireNoId(slug);
  const other = await findSessionBySlug(db, slug);
  if (other !== undefined && other.id !== id) throw new PictureLiveError('slug_taken');
}

/** @throws PictureLiveError `invalid_request`: both stand in the same places. */
export function requireNoId(slug: string): void {
  if (!Id.safeParse(slug).success) return;
  throw new PictureLiveError('invalid_request', 'A link of one’s own may not look like an id.');
}

/** Changes a session that the transaction has locked, with its event in the feed. */
export async function applyChange(
  deps: SettingsDeps & { now: () => number },
  before: SessionRow,
  change: SessionChange,
): Promise<ChangedSession> {
  const { db, now } = deps;
  const columns = await columnsOf(deps, before, change);
  const isSame = Object.entries(columns).every(([name, value]) => isStill(before, name, value));
  if (isSame) return { after: before, event: null, closes: 'nobody' };
  const closes = whoHasToGo(before, { ...before, ...columns });
  // One later than this millisecond: whoever was let in while it was changed, with the old code, too.
  if (closes !== 'nobody') columns.guests_since = now() + 1;
  const { id } = await updateSession(db, before.id, columns);
  if (closes !== 'nobody') await replaceMediaKey(db, id);
  const event = { seq: await nextSeq(db, id, 0), at: now() };
  await insertEvent(db, { session_id: id, ...event, type: 'session_updated', photo_id: null });
  const after = await updateSession(db, id, { last_seq: event.seq });
  return { after, event, closes };
}

async function columnsOf(
  deps: SettingsDeps & { now: () => number },
  before: SessionRow,
  change: SessionChange,
): Promise<Columns> {
  if (change.kind === 'deletion') {
    if (before.deleted_at !== null) return {};
    return { deleted_at: deps.now(), restorable_until: change.restorableUntil };
  }
  const { was, slug } = change.wanted;
  if (was !== undefined) requireAsSeen(viewSession(before), was);
  await checkSlug(deps.db, before.id, slug);
  const settings = await settingsOf(deps, before.id, change.wanted, before);
  const { kept } = change.wanted;
  const columns = { ...settings, ...(kept !== undefined && { kept: kept ? 1 : 0 }) };
  if (change.wanted.deleted === undefined) return columns;
  return { ...columns, deleted_at: null, restorable_until: null };
}

function isStill(before: SessionRow, name: string, value: unknown): boolean {
  return Object.entries(before).some(([column, old]) => column === name && old === value);
}

/**
 * Whoever came in when it was easier has to come in anew, and the addresses of the pictures they
 * know end with it.
 */
function whoHasToGo(before: SessionRow, after: Columns): ChangedSession['closes'] {
  if (before.deleted_at === null && after.deleted_at !== null) return 'session';
  const isOtherwise = after.access !== before.access || after.code_hash !== before.code_hash;
  if (isOtherwise && after.access !== 'public') return 'guests';
  const { expires_at: end = null } = after;
  const endsSooner = end !== null && (before.expires_at === null || end < before.expires_at);
  return endsSooner ? 'guests' : 'nobody';
}

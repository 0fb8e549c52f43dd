import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { listMessages } from '../../repositories/messages.ts';
import { viewMessage } from '../messages/message-view.ts';
import { readSwitches } from '../session-view.ts';
import type { Talk } from './gallery-page.ts';

const NEWEST = {
  order: 'newest',
  after: null,
  limit: 1,
  withHidden: false,
  photoId: null,
} as const;

/** What was said last in a session, as guests may read it. */
export async function readTalk(db: Db, session: SessionRow): Promise<Talk> {
  const announcements = { ...NEWEST, announcementsOnly: true };
  const [announced] = await listMessages(db, session.id, announcements);
  const newest = readSwitches(session).comments
    ? (await listMessages(db, session.id, { ...NEWEST, announcementsOnly: false }))[0]
    : announced;
  return {
    announcement: announced === undefined ? null : viewMessage(announced),
    newestSeq: newest?.message.seq ?? 0,
  };
}

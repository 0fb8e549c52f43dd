import type { Migration } from 'kysely/migration';
import * as sessionsAndPhotos from './0001-sessions-and-photos.ts';
import * as accounts from './0002-accounts.ts';
import * as sessions from './0003-sessions.ts';
import * as photos from './0004-photos.ts';
import * as media from './0006-media.ts';
import * as messages from './0007-messages.ts';
import * as takedowns from './0008-takedowns.ts';
import * as audit from './0009-audit.ts';
import * as wishes from './0010-wishes.ts';
import * as photographer from './0011-photographer.ts';
import * as photoOrders from './0012-photo-orders.ts';
import * as photoMessages from './0013-photo-messages.ts';
import * as statistics from './0014-statistics.ts';
import * as formerDevices from './0015-former-devices.ts';
import * as sessionLook from './0016-session-look.ts';
import * as bin from './0017-bin.ts';
import * as era from './0018-era.ts';
import * as retention from './0019-retention.ts';

/** All migrations in the order of their names; a released one is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-sessions-and-photos': sessionsAndPhotos,
  '0002-accounts': accounts,
  '0003-sessions': sessions,
  '0004-photos': photos,
  '0006-media': media,
  '0007-messages': messages,
  '0008-takedowns': takedowns,
  '0009-audit': audit,
  '0010-wishes': wishes,
  '0011-photographer': photographer,
  '0012-photo-orders': photoOrders,
  '0013-photo-messages': photoMessages,
  '0014-statistics': statistics,
  '0015-former-devices': formerDevices,
  '0016-session-look': sessionLook,
  '0017-bin': bin,
  '0018-era': era,
  '0019-retention': retention,
};

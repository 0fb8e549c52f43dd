import type { Probes } from '../probe.ts';
import { accountProbes } from './accounts.ts';
import { deviceProbes } from './devices.ts';
import { imageProbes } from './images.ts';
import { loginProbes } from './logins.ts';
import { messageProbes } from './messages.ts';
import { photoArrivalProbes } from './photo-arrivals.ts';
import { photoChangeProbes } from './photo-changes.ts';
import { photoProbes } from './photos.ts';
import { sessionProbes } from './sessions.ts';
import { statisticsProbes } from './statistics.ts';
import { takedownProbes } from './takedowns.ts';

/** One for every call of the tables. */
export const PROBES: Probes = {
  ...accountProbes,
  ...deviceProbes,
  ...sessionProbes,
  ...photoProbes,
  ...photoChangeProbes,
  ...photoArrivalProbes,
  ...imageProbes,
  ...messageProbes,
  ...loginProbes,
  ...statisticsProbes,
  ...takedownProbes,
};

/** Calls that leave their session another one than it was: each caller gets a session of their own. */
export const SPOILING = new Set([
  'DELETE /api/sessions/:id',
  'DELETE /api/sessions/:id/members/:userId (oneself)',
]);

import type { Remarks } from './remarks.ts';

/** By `METHOD /path name`, else by name: parameters are of routes, and routes say no more of them. */
const MEANINGS: Record<string, string> = {
  'GET /api/sessions/:id/feed after': 'The `seq` of the last event one has; 0 for all.',
  'GET /api/sessions/:id/overview offset':
    'Minutes that the asker’s clock is ahead of UTC, for the hours.',
  'GET /api/photos before': 'Cursor: the photos before it, where the list was begun in its middle.',
  'GET /api/photos from':
    'Taken at this moment or later; with `order=captured` the list begins there.',
  'GET /api/takedowns/:id secret': 'As it was answered to whoever asked.',
  'GET /api/photos/:id/pictures/:name name': 'Which rendition.',
  'GET /api/sessions/:id/messages after': 'Cursor: where the page before ended.',
  'GET /api/sessions/:id/messages announcements': 'Only announcements.',
  'GET /api/sessions/:id/messages includeHidden': 'For members and laptops: hidden ones, too.',
  'GET /api/sessions/:id/messages photoId': 'Only those about this photo.',
  after: 'Cursor: `nextCursor` of the page before.',
  limit: 'How many at most.',
  order: 'In which order.',
  from: 'Not before this moment.',
  to: 'Not after this moment.',
  step: 'Length of a bucket in milliseconds, whole quarters of an hour for what is older.',
  timeZone: 'In which the clocks of the table show times.',
  by: 'What the ranking is by.',
  state: 'Only these.',
  sha256: 'Of the bytes that follow.',
  sessionId: 'The session that it is about.',
};

/** The interfaces of `shared/protocol` that describe what lists are narrowed to. */
const FILTERS: Record<string, string> = {
  'GET /api/photos': 'PhotoFilter',
  'GET /api/sessions/:id/overview': 'PhotoFilter',
  'GET /api/sessions/:id/archive': 'PhotoFilter',
  'GET /api/sessions/:id/archive/size': 'PhotoFilter',
  'GET /api/sessions/:id/audit': 'AuditFilter',
  'GET /api/audit': 'AuditFilter',
};

export function parameterMeaning(call: string, name: string, remarks: Remarks): string {
  const own = MEANINGS[`${call} ${name}`];
  if (own !== undefined) return own;
  const filter = FILTERS[call];
  const said = filter === undefined ? '' : remarks.of(`${filter}.${name}`);
  return said === '' ? (MEANINGS[name] ?? '') : said;
}

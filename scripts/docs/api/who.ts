import { EXPECTED } from '../../../relay/src/matrix/expected.ts';
import { CALLERS } from '../../../relay/src/matrix/callers.ts';
import type { Caller } from '../../../relay/src/matrix/callers.ts';
import { SOCKET_EXPECTED } from '../../../relay/src/matrix/socket-expected.ts';
import type { Row } from '../../../relay/src/matrix/table.ts';

/*
 * Who may call what, in words, from the tables that relay/src/matrix proves with real requests.
 */

/** By who gets through in a public session, or where no session is meant. */
const WORDS: readonly (readonly [callers: readonly Caller[], words: string])[] = [
  [CALLERS, 'whoever may see the session'],
  [
    CALLERS.filter((caller) => caller !== 'device'),
    'whoever may see the session, but not its laptop',
  ],
  [
    ['guest', 'guest′', 'owner', 'photographer', 'moderator', 'other', 'device', 'device′'],
    'whoever has a name or a token',
  ],
  [
    ['guest', 'guest′', 'owner', 'photographer', 'moderator', 'other'],
    'guests with a token, and accounts',
  ],
  [
    ['guest', 'owner', 'photographer', 'moderator', 'other'],
    'guests of the session, its members, and accounts that may see it',
  ],
  [
    ['guest', 'owner', 'photographer', 'other'],
    'guests of the session, its owners and photographers, and accounts that may see it',
  ],
  [['owner', 'photographer', 'moderator', 'other'], 'whoever has an account'],
  [['owner', 'photographer', 'moderator'], 'members of the session'],
  [
    ['owner', 'photographer', 'moderator', 'device'],
    'members of the session, and laptops that deliver to it',
  ],
  [['owner', 'photographer'], 'owners and photographers of the session'],
  [['owner', 'other'], 'owners of sessions, and admins'],
  [['owner'], 'owners of the session'],
  [['nobody', 'guest', 'guest′', 'other', 'device′'], 'pages that look on as guests'],
  [['device', 'device′'], 'laptops'],
  [['device'], 'laptops that deliver to the session'],
];

/** Of somebody's own, or of settings, the tables speak only by trying others; these are said by hand. */
const BY_HAND: Record<string, string> = {
  'GET /metrics':
    'the relay’s own machine, the networks of `METRICS_FROM`, and whoever has the `METRICS_TOKEN`',
  'POST /api/sessions/:id/verify': 'whoever has the link, with the code where there is one',
  leave_session: 'anybody',
  clock: 'anybody',
  'DELETE /api/auth/logins/:id': 'whoever it belongs to',
  'DELETE /api/auth/invitations/:id': 'whoever it belongs to',
  'DELETE /api/devices/:id': 'whose laptop it is',
  'PUT /api/devices/:id/sessions':
    'whose laptop it is, for sessions of which they are owner or photographer',
};

/**
 * Who may make a call, as one sentence or one for each way of making it; for an event of the socket
 * its name.
 */
export function whoMay(call: string): string[] {
  const own = BY_HAND[call];
  if (own !== undefined) return [own];
  const ways = [...EXPECTED, ...SOCKET_EXPECTED].filter(
    ([name]) => name === call || name.startsWith(`${call} (`),
  );
  const sentences = ways
    .filter(([, rows]) => rows.some((row) => passing(row).length > 0))
    .map(([name, rows]) => [/ \((.*)\)$/.exec(name)?.[1] ?? '', sentenceOf(rows)] as const);
  const byWords = Map.groupBy(sentences, ([, words]) => words);
  if (byWords.size === 1) return [...byWords.keys()];
  return [...byWords].map(([words, same]) => {
    const names = same.map(([way]) => way).filter((way) => way !== '');
    return names.length === 0 ? words : `${names.join(', ')}: ${isOwn(names) ? WHOSE : words}`;
  });
}

/** The tables have each caller try what is their own. */
function isOwn([way]: string[]): boolean {
  return way === 'one’s own';
}

const WHOSE = 'whoever brought or sent it';

function sentenceOf(rows: readonly Row[]): string {
  const row = rows.find(({ kind }) => kind === 'public' || kind === 'any') ?? rows[0];
  if (row === undefined) return 'nobody';
  const through = passing(row);
  if (row.kind === 'any' && through.length === CALLERS.length) return 'anybody';
  const found = WORDS.find(([callers]) => isSame(callers, through));
  if (found === undefined) throw new Error(`No words for ${through.join(', ')}.`);
  const quiet = rows.find(({ kind }) => kind === 'quiet');
  const needsSwitch = quiet !== undefined && passing(quiet).length < through.length;
  return `${found[1]}${needsSwitch ? '; guests only where the session’s switch allows it' : ''}`;
}

function passing({ byCaller }: Row): Caller[] {
  return CALLERS.filter((caller) => byCaller[caller] === 'ok');
}

function isSame(one: readonly Caller[], other: readonly Caller[]): boolean {
  return one.length === other.length && one.every((caller) => other.includes(caller));
}

import { LOGINS_PER_ADDRESS, MAX_JSON_BYTES } from '../../../relay/src/app.ts';
import { PER_ADDRESS } from '../../../relay/src/http/rate-limit.ts';
import { MAX_MESSAGE_BYTES, MAX_SOCKETS } from '../../../relay/src/realtime/gateway.ts';
import { MAX_JOINED, PER_SOCKET } from '../../../relay/src/realtime/limits.ts';
import { ACCOUNT_LIMIT } from '../../../relay/src/services/accounts/login-delays.ts';
import { PER_PERSON, PER_SESSION } from '../../../relay/src/services/messages/limits.ts';
import { MAX_FILES, MAX_REQUEST_BYTES } from '../../../relay/src/services/uploads/open-uploads.ts';
import { table } from './table.ts';

/** What everybody should know who calls anything. */
export const INTRO = `# The interface of the relay

Everything that the gallery, the studio and the laptop do goes through these calls and events, and whatever they can do, a program of yours can do too. JSON over HTTP; what happens is pushed over a [socket](events.md). A relay describes itself as well: \`/api/docs\` for people, \`/api/docs/json\` as OpenAPI 3.1. Pages with React or Preact are easier made with the [hooks](hooks.md), programs in TypeScript with the typed client (\`@picture-live/shared/client\`), which checks every answer.

These pages are made from the schemas that the relay checks requests with (\`npm run docs\`): a test fails when they differ, every example is held against its schema, and the calls are made with these very bodies on a running relay.

## First steps

1. **Look.** In a public session nothing is needed: \`GET /api/sessions/{slug}\` with the last part of a gallery’s link, then \`GET /api/photos?sessionId=…\`. Pictures are at the \`url\` of each rendition, relative to the relay.
2. **Follow.** Join by the socket, remember \`lastSeq\`, and ask \`GET /api/sessions/{id}/feed?after=…\` for whatever came in between. [How](events.md#following-a-session).
3. **Work.** \`POST /api/auth/login\` gives an access token for a quarter of an hour and a refresh token for the next one.
4. **Deliver.** A program that brings photos is a laptop: pair it (\`POST /api/devices/pairing\`), upload blobs, publish. [Delivery](api/delivery.md).

## Who one is

| shown as | who |
| --- | --- |
| nothing | a visitor, who sees public sessions |
| \`Authorization: Bearer …\`, the token of \`POST /api/sessions/{id}/verify\` | a guest of one session; pages of the relay have it in the cookie \`guest-{sessionId}\` |
| \`Authorization: Bearer …\`, the access token of a login | somebody with an account: owner, photographer or moderator of their sessions, a guest in others |
| \`Authorization: Bearer …\`, a device token | a paired laptop, for the sessions that it was given |

At each call stands **who** may make it, as the tests prove it for everybody and every kind of session. “Whoever may see the session” is everybody where it is public, whoever has the code where it asks for one (others: 401 \`access_code_required\`), and its members where it is for members (others: 404, as if it were not there). A session that has ended answers guests with 410 \`session_expired\`, and a deleted one everybody but its owners with 404. A token that is no good is answered with 401, also where none is needed.

## What holds everywhere

- Times are whole milliseconds since 1970 (UTC), ids are UUIDs, lengths are in UTF-16 units, sizes in bytes.
- Lists come in pages: send \`nextCursor\` as \`after\` until it is null. Cursors mean nothing but that.
- A PUT changes what it names and leaves the rest. Fields that a schema does not know are ignored.
- Whatever is sent twice because an answer was lost does no harm: photos, wishes, messages and uploads carry ids or hashes of the sender, and the second answer is the first one’s.
- Answers may get further fields, and lists of words further words: ignore what you do not know.
- There is no CORS: pages of other origins get nothing.`;

/** How much, and how often. */
export function limitsText(): string {
  const mebibyte = 1024 * 1024;
  const rows = [
    [
      'requests of one address',
      `${count(PER_ADDRESS.burst)} at once, ${count(PER_ADDRESS.perSecond)} a second`,
    ],
    [
      'logins and registrations of one address',
      `${LOGINS_PER_ADDRESS.burst} at once, ${LOGINS_PER_ADDRESS.perSecond} a second`,
    ],
    ['a body of JSON', `${MAX_JSON_BYTES / 1024} KiB; messages and batches less`],
    [
      'tries to log in to one account',
      `${ACCOUNT_LIMIT.free} mistakes are free, then up to ${ACCOUNT_LIMIT.capMs / 1000} s between two`,
    ],
    [
      'messages of one person',
      `${PER_PERSON.burst} at once, one every ${1 / PER_PERSON.perSecond} s`,
    ],
    [
      'messages of one session',
      `${PER_SESSION.burst} at once, ${PER_SESSION.perSecond} a second; members do not count`,
    ],
    ['one upload with a browser', `${MAX_FILES} files, ${MAX_REQUEST_BYTES / mebibyte} MiB`],
    ['one file', '`MAX_FILE_SIZE` of the relay; `GET /api/device` says it'],
    [
      'messages over one socket',
      `${PER_SOCKET.burst} at once, ${PER_SOCKET.perSecond} a second, of at most ${count(MAX_MESSAGE_BYTES)} bytes`,
    ],
    ['sessions that one socket has joined', String(MAX_JOINED)],
    ['sockets of one relay', count(MAX_SOCKETS)],
  ];
  return `## Limits

${table(['of what', 'how much'], rows)}

Beyond a rate the answer is 429 \`rate_limited\`, with \`Retry-After\` where the relay knows when it is worth another try. Lengths and counts of fields stand at the fields.`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

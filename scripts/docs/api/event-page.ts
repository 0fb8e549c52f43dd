import { HEARD_WHEN, SENT, whoHears } from './events.ts';
import type { SentEvent } from './events.ts';
import type { Examples } from './example.ts';
import { describeSchema, typeLink } from './fields.ts';
import type { Words } from './fields.ts';
import { OF_EVENTS, codeList } from './failures.ts';
import { EVENTS, OVERVIEW, linkTo } from './places.ts';
import { json } from './table.ts';
import { whoMay } from './who.ts';
import { capital } from './words.ts';

const INTRO = `# The events of the socket

[Socket.IO](https://socket.io) 4 at \`/socket.io\` of the relay, over WebSocket only (\`transports: ['websocket']\`), without a namespace of its own. Calls over HTTP are in [api.md](api.md). These pages are made from the same table of types that compiles relay and pages (\`npm run docs\`).

## Following a session

1. Connect, send \`join_session\`, and remember the \`lastSeq\` of the answer.
2. Whatever changes is an event with a \`seq\` that is exactly one higher than that of the event before. If one is missing, or \`lastSeq\` is higher than what you have, ask \`GET /api/sessions/{id}/feed?after=SEQ\` until \`more\` is false, and go on.
3. After a reconnect join again. Events are told after they are committed, so what you have heard is true; what you have not heard is in the feed.
4. Where the answer has \`endsIn\`, join again with a fresh token before it is over: the seat ends with the token.

\`@picture-live/shared/client\` does all of this (\`followSession\`). A page that cannot open sockets asks the feed every few seconds and misses nothing but speed.`;

/** docs/events.md. */
export function eventPage(all: Words, examples: Examples): string {
  const asked: Words = { ...all, side: 'sent' };
  const told: Words = { ...all, side: 'answered' };
  const sent = Object.entries(SENT).map(([name, event]) => sentText(name, event, asked, examples));
  const heard = entriesOf(HEARD_WHEN).map(([name, event]) => {
    const parts = [
      `### ${name} (from the relay)`,
      event.when,
      `**Told to:** ${whoHears(name)}.`,
      event.payload === 'FeedEvent'
        ? feedPayload(name, told, examples)
        : payloadText(event.payload, told, examples),
    ];
    return parts.join('\n\n');
  });
  return [
    INTRO,
    '## To the relay',
    `Acknowledgements are \`{ "ok": true, "value": … }\` or \`{ "ok": false, "error": { "code", "message" } }\`, with the codes of [the one table](${linkTo('Failures', EVENTS, OVERVIEW)}). An event without an acknowledgement that is wrong, comes too fast or from somebody who may not is dropped.`,
    ...sent,
    '## From the relay',
    'In sessions that this socket has joined.',
    ...heard,
  ].join('\n\n');
}

function entriesOf<K extends string, V>(record: Record<K, V>): [K, V][] {
  const isKey = (key: string): key is K => key in record;
  return Object.keys(record)
    .filter(isKey)
    .map((key) => [key, record[key]]);
}

function sentText(name: string, event: SentEvent, words: Words, examples: Examples): string {
  const said = codeList(OF_EVENTS[name] ?? []);
  return [
    `### ${name} (to the relay)`,
    event.when,
    `**Who:** ${capital(whoMay(name).join('; '))}.`,
    event.payload === null ? '' : payloadText(event.payload, words, examples),
    `**Acknowledged with** ${answerText(event.answer, words)}${said === '' ? '' : `; fails with ${said}`}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function answerText(answer: SentEvent['answer'], words: Words): string {
  if (answer === null) return 'nothing';
  if (answer === 'null' || answer === 'a number') return answer === 'null' ? '`null`' : answer;
  return typeLink(answer, words);
}

/** The one of the feed's events that has this name. */
function feedPayload(name: string, words: Words, examples: Examples): string {
  const all = words.schemas.named('FeedEvent', 'answered').oneOf ?? [];
  const own = all.find(({ properties }) => properties?.['type']?.const === name) ?? {};
  return [describeSchema(own, 'FeedEvent', words), detailed(examples.of(own, 'answered'))].join(
    '\n\n',
  );
}

function payloadText(name: string, words: Words, examples: Examples): string {
  const parts = [
    words.remarks.of(name),
    describeSchema(words.schemas.named(name, words.side), name, words),
    detailed(examples.named(name, words.side)),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function detailed(example: unknown): string {
  return `<details><summary>Example</summary>\n\n${json(example)}\n\n</details>`;
}

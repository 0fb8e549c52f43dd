import { ERRORS } from '@picture-live/shared/errors';
import { format } from 'prettier';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { NOTES } from '../../../relay/src/docs/notes.ts';
import { ROOT } from '../../setup/places.mjs';
import { callText } from './call.ts';
import { eventPage } from './event-page.ts';
import { Examples } from './example.ts';
import { describeSchema } from './fields.ts';
import type { Words } from './fields.ts';
import { ANYWHERE, OF_LAPTOPS, OF_SESSIONS } from './failures.ts';
import { INTRO, limitsText } from './intro.ts';
import { EVENTS, OVERVIEW, TYPES, linkTo, pageOf } from './places.ts';
import { Remarks } from './remarks.ts';
import { Schemas } from './schemas.ts';
import type { Call, Interface } from './source.ts';
import { table } from './table.ts';
import { whoMay } from './who.ts';
import { capital } from './words.ts';

/** Every page of the reference, by its place in the project, formatted as the rest of it is. */
export async function makePages({ document, calls: all }: Interface): Promise<Map<string, string>> {
  const [schemas, used] = [new Schemas(), new Set<string>()];
  const examples = new Examples(schemas);
  const remarks = await Remarks.read();
  const words = (page: string): Words => ({ schemas, remarks, page, side: 'answered', used });
  const tags = document.tags ?? [];
  const calls = inOrder(all);
  const pages = new Map<string, string>();
  for (const { name, description } of tags) {
    const own = calls.filter(({ operation }) => operation.tags?.includes(name) === true);
    const texts = own.map((call) => callText(call, words(pageOf(name)), examples));
    const head = `# ${name}\n\n${description} [All calls](../api.md), [types](types.md), [events](../events.md).`;
    pages.set(pageOf(name), [head, ...texts].join('\n\n'));
  }
  pages.set(OVERVIEW, overview(tags, calls));
  pages.set(EVENTS, eventPage(words(EVENTS), examples));
  pages.set(TYPES, typePage(words(TYPES)));
  return formatted(pages);
}

/** As relay/src/docs/notes.ts lists them, however they were registered. */
function inOrder(calls: Call[]): Call[] {
  const places = [...NOTES.keys()];
  return calls.toSorted((a, b) => places.indexOf(a.name) - places.indexOf(b.name));
}

async function formatted(pages: Map<string, string>): Promise<Map<string, string>> {
  const options: unknown = JSON.parse(await readFile(path.join(ROOT, '.prettierrc.json'), 'utf8'));
  const done = new Map<string, string>();
  for (const [place, text] of pages) {
    const how = { ...(typeof options === 'object' ? options : null), filepath: place };
    done.set(place, await format(text, how));
  }
  return done;
}

function overview(tags: readonly { name: string; description: string }[], calls: Call[]): string {
  const groups = tags.map(({ name, description }) => {
    const own = calls.filter(({ operation }) => operation.tags?.includes(name) === true);
    const rows = own.map((call) => [
      `[${call.name}](${linkTo(call.name, OVERVIEW, pageOf(name))})`,
      call.operation.summary ?? '',
      capital(whoMay(call.name).join('; ')),
    ]);
    return `### ${name}\n\n${description}\n\n${table(['call', 'what', 'who'], rows)}`;
  });
  const hand =
    'Besides these there are pages for people (`/g/…`, `/wall/…`, `/studio`, `/pair`) and addresses of pictures (`/media/…`, `/images/…`, `/logos/…`), which are given out by the calls and are not to be made up.';
  return [INTRO, `## Calls`, hand, ...groups, failures(), limitsText()].join('\n\n');
}

function failures(): string {
  const rows = Object.entries(ERRORS)
    .filter(([code]) => !OF_LAPTOPS.has(code))
    .map(([code, { status, retry, message }]) => [
      `\`${code}\``,
      String(status),
      retry ? 'later' : '',
      message,
    ]);
  const list = (codes: readonly string[]): string => codes.map((code) => `\`${code}\``).join(', ');
  return `## Failures

Every failure is \`{ "error": { "code", "message", "details" } }\`: act on \`code\`, show \`message\` to people. “Later” means that the same call may succeed without anybody changing anything; wait for \`Retry-After\` where it is said, else a second, and twice as long each time. A 503 or 507 is the relay’s trouble, never yours.

Any call may answer ${list(ANYWHERE)}; calls about a session also ${list(OF_SESSIONS)}. What else may come stands at each call.

${table(['code', 'status', 'again', 'meaning'], rows)}`;
}

/** All types that the other pages refer to, and those that these refer to. */
function typePage(words: Words): string {
  const texts = new Map<string, string>();
  for (let open = [...words.used]; open.length > 0;) {
    for (const name of open) texts.set(name, typeText(name, words));
    open = [...words.used].filter((name) => !texts.has(name));
  }
  const sorted = [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  const head = `# Types\n\nWhat the [calls](../api.md) and [events](../events.md) are made of, under the names that it has in \`shared/src/protocol\`.`;
  return [head, ...sorted].join('\n\n');
}

function typeText(name: string, words: Words): string {
  const remark = words.remarks.of(name);
  const described = describeSchema(words.schemas.named(name, words.side), name, words);
  return [`## ${name}`, remark, described].filter((part) => part !== '').join('\n\n');
}

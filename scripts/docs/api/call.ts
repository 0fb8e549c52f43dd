import { STATUS_CODES } from 'node:http';
import type { Call } from './source.ts';
import { JsonSchema } from './json-schema.ts';
import type { Examples } from './example.ts';
import { describeSchema, nameOf, typeLink, typeOf } from './fields.ts';
import type { Words } from './fields.ts';
import { codeList, failuresOf } from './failures.ts';
import { OVERVIEW, linkTo } from './places.ts';
import { fenced, json, table } from './table.ts';
import { parameterMeaning } from './parameters.ts';
import { whoMay } from './who.ts';
import { capital } from './words.ts';

const PLACES: readonly string[] = ['path', 'query', 'header', 'cookie'];

/** All there is to know of one call. */
export function callText(call: Call, all: Words, examples: Examples): string {
  const words: Words = { ...all, side: 'sent' };
  const { operation, name } = call;
  return [
    `## ${name}`,
    `${operation.summary}.`,
    whoText(name),
    parameterText(call, words),
    bodyText(call, words),
    replyText(call, { ...all, side: 'answered' }),
    failureText(name, words),
    exampleText(call, examples),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function whoText(name: string): string {
  const who = whoMay(name);
  if (who.length === 1) return `**Who:** ${capital(who[0] ?? '')}.`;
  return `**Who:**\n\n${who.map((one) => `- ${one}`).join('\n')}`;
}

function parameterText({ name: call, operation }: Call, words: Words): string {
  const { parameters = [] } = operation;
  if (parameters.length === 0) return '';
  const inOrder = parameters.toSorted((a, b) => PLACES.indexOf(a.in) - PLACES.indexOf(b.in));
  const rows = inOrder.map(({ name, in: place, required, schema }) => {
    const parsed = JsonSchema.parse(schema);
    const { default: standard } = parsed;
    const type = `${typeOf(parsed, words)}${standard === undefined ? '' : `, ${JSON.stringify(standard).replaceAll('"', '')} unless said`}`;
    const where = `${place}${required === true ? '' : ', optional'}`;
    return [`\`${name}\``, where, type, parameterMeaning(call, name, words.remarks)];
  });
  return table(['parameter', 'where', 'what', 'meaning'], rows);
}

function bodyText({ operation }: Call, words: Words): string {
  const [content] = Object.entries(operation.requestBody?.content ?? {});
  if (content === undefined) return '';
  const [type, { schema }] = content;
  const parsed = JsonSchema.parse(schema);
  const name = nameOf(parsed) ?? '';
  const remark = words.remarks.of(name);
  const described = describeSchema(words.schemas.follow(parsed, 'sent'), name, words);
  const kind = type === 'application/json' ? '' : ` (\`${type}\`)`;
  return [`**Body**${kind}${remark === '' ? '' : `: ${remark}`}`, described].join('\n\n');
}

function replyText({ operation }: Call, words: Words): string {
  const replies = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const said = replies.map(([status, { content = {} }]) => {
    const kinds = Object.entries(content).map(([type, { schema }]) => {
      const name = nameOf(JsonSchema.parse(schema));
      if (name !== null) return typeLink(name, words);
      return type === 'application/json' ? typeOf(JsonSchema.parse(schema), words) : `\`${type}\``;
    });
    return `${status}${kinds.length === 0 ? ', without a body' : ` ${kinds.join(' or ')}`}`;
  });
  return `**Answers** ${said.join('; ')}.`;
}

function failureText(name: string, { page }: Words): string {
  const codes = failuresOf(name);
  const general = `[as any call](${linkTo('Failures', page, OVERVIEW)})`;
  if (codes.length === 0) return `**Fails** ${general}.`;
  return `**Fails** ${general}, and with ${codeList(codes)}.`;
}

/** The bodies of a request and of its reply; a relay's description of itself would be a book of its own. */
export function exampleOf(
  { name, operation }: Call,
  examples: Examples,
): { body?: unknown; reply?: unknown } {
  if (name === 'GET /api/docs/json') return {};
  const sent = operation.requestBody?.content['application/json']?.schema;
  const [good] = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const answered = good?.[1].content?.['application/json']?.schema;
  return {
    ...(sent !== undefined && { body: examples.of(JsonSchema.parse(sent), 'sent') }),
    ...(answered !== undefined && { reply: examples.of(JsonSchema.parse(answered), 'answered') }),
  };
}

function exampleText(call: Call, examples: Examples): string {
  const { body, reply } = exampleOf(call, examples);
  if (body === undefined && reply === undefined) return '';
  const path = addressOf(call, examples);
  const [method = ''] = call.name.split(' ');
  const request = fenced('http', `${method} ${path}${tokenOf(call)}`);
  const asked = body === undefined ? request : `${request}\n\n${json(body)}`;
  const [status = ''] = Object.keys(call.operation.responses).filter((one) => one.startsWith('2'));
  const answer =
    reply === undefined
      ? ''
      : `\n\n${fenced('http', `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`)}\n\n${json(reply)}`;
  return `<details><summary>Example</summary>\n\n${asked}${answer}\n\n</details>`;
}

/** The line that shows who asks, where nobody may ask without. */
function tokenOf({ operation }: Call): string {
  const { security = [] } = operation;
  const isNeeded = security.length > 0 && security.every((way) => Object.keys(way).length > 0);
  return isNeeded ? '\nAuthorization: Bearer …' : '';
}

/** With what has to stand in the path and the query. */
function addressOf({ name, operation }: Call, examples: Examples): string {
  const [, path = ''] = name.split(' ');
  const { parameters = [] } = operation;
  const valueOf = (wanted: string, schema: unknown): string =>
    String(examples.parameter(path, wanted, JsonSchema.parse(schema)));
  const filled = parameters
    .filter(({ in: place }) => place === 'path')
    .reduce((done, one) => done.replace(`:${one.name}`, valueOf(one.name, one.schema)), path);
  const asked = parameters
    .filter(({ in: place, required }) => place === 'query' && required === true)
    .map((one) => `${one.name}=${valueOf(one.name, one.schema)}`);
  return asked.length === 0 ? filled : `${filled}?${asked.join('&')}`;
}

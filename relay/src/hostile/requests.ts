import fc from 'fast-check';
import type { RegisteredRoute } from '../testing/routes.ts';
import { valuesOf } from './from-schema.ts';
import { nastyHeaders, nastyPart, nastyValue } from './nasty.ts';
import type { WireRequest } from './send.ts';
import type { Victim } from './victim.ts';

/** Requests to one route: most of them nearly right, with something wrong in one place or several. */
export function requestsTo(route: RegisteredRoute, victim: Victim): fc.Arbitrary<WireRequest> {
  const { method, url, schema } = route;
  return fc
    .record({
      path: pathsOf(url, victim),
      query: queriesOf(schema.querystring, victim),
      token: fc.constantFrom(...victim.tokens),
      headers: nastyHeaders,
      body: bodiesOf(route, victim),
      asHead: fc.boolean(),
    })
    .map(({ path, query, token, headers, body, asHead }) => ({
      method: method === 'GET' && asHead ? 'HEAD' : method,
      path: path + query,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== null && { 'content-type': body.type }),
        ...headers,
        ...(body !== null && { 'content-length': String(body.bytes.length) }),
      },
      body: body?.bytes ?? null,
    }));
}

function pathsOf(url: string, { ids, named, urls }: Victim): fc.Arbitrary<string> {
  const parts = url.split('/').map((part, at, all): fc.Arbitrary<string> => {
    if (!part.startsWith(':')) return fc.constant(part);
    const right = named[all[at - 1] ?? ''];
    return fc.oneof(
      { weight: right === undefined ? 0 : 12, arbitrary: fc.constant(right ?? '') },
      { weight: 2, arbitrary: fc.constantFrom(...ids) },
      { weight: 1, arbitrary: nastyPart },
    );
  });
  const made = fc.tuple(...parts).map((all) => all.join('/'));
  const given = urls.filter((one) => one.split('/')[1] === url.split('/')[1]);
  return given.length === 0 ? made : fc.oneof(made, fc.constantFrom(...given));
}

function queriesOf(schema: unknown, { ids }: Victim): fc.Arbitrary<string> {
  const fields = fc.oneof(valuesOf(schema, ids), fc.dictionary(fc.string(), nastyValue));
  return fc.oneof(
    { weight: 3, arbitrary: fields.map(queryOf) },
    { weight: 1, arbitrary: fields.map((all) => `${queryOf(all)}&${queryOf(all).slice(1)}`) },
    { weight: 1, arbitrary: nastyPart.map((part) => `?${part}=${part}&limit=${part}`) },
    { weight: 3, arbitrary: fc.constant('') },
  );
}

function queryOf(fields: unknown): string {
  const pairs = Object.entries(fields ?? {}).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [name, text].map((part) => encodeURIComponent(part.toWellFormed()).slice(0, 2_000));
  });
  return `?${pairs.map((pair) => pair.join('=')).join('&')}`;
}

interface Body {
  type: string;
  bytes: Buffer;
}

const JSON_TYPE = 'application/json';

function bodiesOf({ method, schema: { body: schema } }: RegisteredRoute, victim: Victim) {
  const { ids, scene } = victim;
  const none: fc.Arbitrary<Body | null> = fc.constant(null);
  if (method === 'GET') return none;
  const right = valuesOf(schema, ids);
  const wrong = fc.tuple(right, fc.array(fc.tuple(fc.nat(), nastyValue), { maxLength: 3 }));
  const texts = fc.oneof(
    { weight: 6, arbitrary: right.map(textOf) },
    { weight: 6, arbitrary: wrong.map(([value, changes]) => textOf(spoil(value, changes))) },
    { weight: 2, arbitrary: right.chain((value) => spoiltTexts(textOf(value))) },
    { weight: 1, arbitrary: nastyValue.map(textOf) },
  );
  return fc.oneof(
    { weight: 8, arbitrary: texts.map((bytes) => ({ type: JSON_TYPE, bytes })) },
    { weight: method === 'DELETE' || schema === undefined ? 12 : 1, arbitrary: none },
    { weight: schema === undefined && method !== 'DELETE' ? 12 : 1, arbitrary: formsFor(scene.id) },
  );
}

function textOf(value: unknown): Buffer {
  return Buffer.from(value === undefined ? '' : JSON.stringify(value));
}

/** Leaves fields out, and puts something else in their place. */
function spoil(value: unknown, changes: [number, unknown][]): unknown {
  if (typeof value !== 'object' || value === null) return changes[0]?.[1] ?? value;
  const fields: [string, unknown][] = Object.entries(value);
  for (const [where, other] of changes) {
    const at = where % (fields.length + 1);
    const name = fields[at]?.[0] ?? (where % 2 === 0 ? '__proto__' : 'admin');
    if (where % 5 === 0) fields.splice(at, 1);
    else
      fields[at] = [name, where % 3 === 0 ? spoil(fields[at]?.[1], [[where >> 3, other]]) : other];
  }
  return Object.fromEntries(fields);
}

/** What no JSON.stringify writes. */
function spoiltTexts(right: Buffer): fc.Arbitrary<Buffer> {
  const text = right.toString();
  return fc.oneof(
    fc.nat(right.length).map((length) => right.subarray(0, length)),
    fc
      .constantFrom(
        `${text}${text}`,
        text.replace('{', '{"__proto__":{"admin":true},'),
        text.replace('{', '{"constructor":{"prototype":{"admin":true}},'),
        text.replace('{', '{"id":1,"id":2,"title":"a","title":"b",'),
        text.replaceAll(/:[^,}]*/g, ':NaN'),
        text.replaceAll(/:[^,}]*/g, ':1e999'),
        text.replaceAll(/"([^"]*)"/g, String.raw`"$1\u0000"`),
        text.replaceAll(/"([^"]*)"/g, String.raw`"$1\ud800"`),
        `\ufeff${text}`,
        '['.repeat(60_000),
        '{"a":'.repeat(20_000),
        '',
        ' ',
      )
      .map((spoilt) => Buffer.from(spoilt)),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([right, bytes])),
    fc.constant(Buffer.concat([right.subarray(0, -2), Buffer.from([0xff, 0xfe, 0xc0, 0x80])])),
    fc.constant(Buffer.alloc(300_000, 'x')),
  );
}

/** Forms with files that are none. */
function formsFor(sessionId: string): fc.Arbitrary<Body> {
  const type = 'multipart/form-data; boundary=B';
  const part = (head: string, content: string): string =>
    `--B\r\ncontent-disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const session = part('name="sessionId"', sessionId);
  const file = part('name="files"; filename="a.jpg"', 'no picture');
  const jpeg = Buffer.concat([
    Buffer.from(
      `${session}--B\r\ncontent-disposition: form-data; name="f"; filename="a.jpg"\r\n\r\n`,
    ),
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    Buffer.from('\r\n--B--\r\n'),
  ]);
  return fc.oneof(
    fc
      .constantFrom(
        `${session}${file}--B--\r\n`,
        `${file}${session}--B--\r\n`,
        `${session}${file}`,
        `${session}${file.slice(0, -6)}`,
        `${session}--B--`,
        `${session.replace(sessionId, '../../x')}${file}--B--\r\n`,
        `${session}${part('name="files"; filename="../../../etc/passwd\0.jpg"', 'x')}--B--\r\n`,
        `${session}${part(`name="files"; filename*=utf-8''%ff%fe`, 'x')}--B--\r\n`,
        `${session}${part(`name="__proto__"`, 'x')}${file}--B--\r\n`,
        `${session}${part(`name="${'n'.repeat(9_000)}"`, 'x')}${file}--B--\r\n`,
        `${session.repeat(30)}${file}--B--\r\n`,
        `${session}${file.repeat(130)}--B--\r\n`,
        '--B',
        '--B--',
        'B',
        '\r\n'.repeat(500),
        `--B\r\n${'x-header: y\r\n'.repeat(900)}\r\nx\r\n--B--`,
      )
      .map((text) => ({ type, bytes: Buffer.from(text) })),
    fc.constant({ type, bytes: jpeg }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ type, bytes: Buffer.from(bytes) })),
  );
}

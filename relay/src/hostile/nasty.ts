import fc from 'fast-check';

/** Texts that have broken something somewhere. */
export const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u202egnp.exe',
  '\ufdfa'.repeat(50),
  "' or 1=1 --",
  '"; drop table sessions; --',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%2e%2e%2f',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  '-1',
  '1e309',
  '9007199254740993',
  'null',
  'true',
  '\r\nset-cookie: a=b',
  'é'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(200),
  'x'.repeat(20_000),
];

const NASTY_NUMBERS = [
  -1,
  0,
  0.5,
  -0,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e308,
  8.64e15 + 1,
  -8.64e15 - 1,
];

/** Whatever does not belong where it stands. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...NASTY_TEXTS),
  fc.constantFrom<unknown>(...NASTY_NUMBERS),
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { $ne: null }, { length: 1e9 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 100, max: 3_000 }).map(nested),
  fc.integer({ min: 1, max: 600 }).map((length) => Array.from({ length }, () => 'x')),
  fc.object({ maxDepth: 2, maxKeys: 4 }),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Whatever may stand in the part of an address. */
export const nastyPart: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY_TEXTS.slice(0, -3)).map(encodePart),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2F',
    '..%2f..%2fetc',
    '%00',
    '%',
    '%zz',
    '%ff%fe',
    '%u0041',
  ),
  fc.constantFrom('a'.repeat(600), '%20'.repeat(200), ';a=b', '*', ':id', '~', 'a//b', 'a/b'),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(encodePart),
);

function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Headers that nobody sends who means well. */
export const nastyHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Record<string, string>>({}) },
  fc.constantFrom<Record<string, string>[]>(
    { 'content-encoding': 'gzip' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data' },
    { 'content-type': 'multipart/form-data; boundary=' },
    { 'content-type': `multipart/form-data; boundary=${'x'.repeat(5_000)}` },
    { 'content-type': 'image/svg+xml' },
    { 'content-type': ';;;' },
    { accept: 'text/html' },
    { accept: '\u00ff' },
    { 'accept-encoding': 'br;q=0, gzip;q=abc, *;q=' },
    { 'accept-language': ','.repeat(2_000) },
    { authorization: 'Bearer' },
    { authorization: `Bearer ${'x'.repeat(3_000)}` },
    { authorization: 'Basic YTpi' },
    { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    { authorization: 'Bearer eyJ.e30.x' },
    { cookie: 'guest-x=y; '.repeat(500) },
    { cookie: 'guest-00000000-0000-7000-8000-000000000000=eyJ.e30.x; __proto__=1' },
    { cookie: '=;=;;;' },
    { range: 'bytes=9999999999999-1' },
    { range: 'bytes=0-0,1-1,2-2' },
    { 'if-none-match': '*' },
    { 'if-none-match': '"'.repeat(4_000) },
    { 'if-modified-since': 'yesterday' },
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'x-forwarded-for': `${'1.2.3.4, '.repeat(500)}x` },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript' },
    { 'x-http-method-override': 'DELETE' },
    { 'user-agent': '\u00ff'.repeat(2_000) },
    { upgrade: 'h2c', connection: 'upgrade' },
    { expect: '200-ok' },
    { host: 'evil.example:99999' },
  ),
);

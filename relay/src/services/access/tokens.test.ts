import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { createTokens, deriveKey } from './tokens.ts';

const SECRET = 'a secret of the tests that is long enough';
const START = 1_800_000_000_000;
let clock = START;
const tokens = createTokens(SECRET, () => clock);
const [userId, loginId, sessionId, guestId] = [uuid(), uuid(), uuid(), uuid()];
const refused = { code: 'unauthorized' };

test('an access token says who and is good for a quarter of an hour', async () => {
  clock = START;
  const token = await tokens.issueAccess(userId, loginId);
  const expiresAt = START + 900_000;
  expect(await tokens.read(token)).toEqual({ kind: 'user', userId, loginId, expiresAt });
  clock = expiresAt - 1_000;
  expect(await tokens.read(token)).toMatchObject({ userId });
  clock = expiresAt;
  await expect(tokens.read(token)).rejects.toMatchObject(refused);
});

test.each([
  ['twelve hours', null, 12 * 3_600_000],
  ['twelve hours when the session goes on longer', START + 24 * 3_600_000, 12 * 3_600_000],
  ['as long as the session when that ends sooner', START + 3_600_000, 3_600_000],
])('a guest token is good for %s', async (_what, until, length) => {
  clock = START;
  const { token, expiresAt } = await tokens.issueGuest({ sessionId, guestId }, until);
  expect(expiresAt).toBe(START + length);
  expect(await tokens.read(token)).toEqual({ kind: 'guest', sessionId, guestId, expiresAt });
  clock = expiresAt;
  await expect(tokens.read(token)).rejects.toMatchObject(refused);
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub: userId, sid: loginId, iss: 'picture-live', exp: START / 1000 + 60 };
const signed = (key: Uint8Array, typ: string, payload: Record<string, unknown> = claims) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ }).sign(key);
const accessKey = deriveKey(SECRET, 'at+jwt');
const guestKey = deriveKey(SECRET, 'guest+jwt');

const FORGED: [string, () => Promise<string>][] = [
  ['no algorithm', async () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.`],
  [
    'no algorithm and a signature',
    async () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.AAAA`,
  ],
  ['another secret', () => createTokens(`${SECRET}!`, () => clock).issueAccess(userId, loginId)],
  ['the secret itself as its key', () => signed(new TextEncoder().encode(SECRET), 'at+jwt')],
  ['the key of guests', () => signed(guestKey, 'at+jwt')],
  ['the key of users, called a guest', () => signed(accessKey, 'guest+jwt')],
  ['no type', () => signed(accessKey, 'JWT')],
  ['another issuer', () => signed(accessKey, 'at+jwt', { ...claims, iss: 'somebody' })],
  ['no end', () => signed(accessKey, 'at+jwt', { ...claims, exp: undefined })],
  ['no user', () => signed(accessKey, 'at+jwt', { ...claims, sub: undefined })],
  ['no login', () => signed(accessKey, 'at+jwt', { ...claims, sid: undefined })],
  ['a user that is no id', () => signed(accessKey, 'at+jwt', { ...claims, sub: 'root' })],
  [
    'changed claims',
    async () => {
      const [head, , signature] = (await tokens.issueAccess(userId, loginId)).split('.');
      return `${head}.${encode({ ...claims, sub: uuid() })}.${signature}`;
    },
  ],
  [
    'a longer algorithm with the same key',
    async () => {
      const body = `${encode({ alg: 'HS512', typ: 'at+jwt' })}.${encode(claims)}`;
      return `${body}.${createHmac('sha512', accessKey).update(body).digest('base64url')}`;
    },
  ],
  ['nothing in it', async () => 'eyJ..'],
  ['garbage in it', async () => 'eyJhbGciOiJIUzI1NiJ.%%%.x'],
];

test.each(FORGED)('a token with %s is refused', async (_what, forge) => {
  clock = START;
  await expect(tokens.read(await forge())).rejects.toMatchObject(refused);
});

test('what the forged ones are made of would be good if it were ours', async () => {
  clock = START;
  expect(await tokens.read(await signed(accessKey, 'at+jwt'))).toMatchObject({ userId, loginId });
});

test('a refresh token has one successor, which nobody can tell without the secret', () => {
  const successor = tokens.successorOf('token');
  expect(successor).toMatch(/^[\w-]{43}$/);
  expect(tokens.successorOf('token')).toBe(successor);
  expect(tokens.successorOf('tokeN')).not.toBe(successor);
  expect(createTokens('another', () => clock).successorOf('token')).not.toBe(successor);
});

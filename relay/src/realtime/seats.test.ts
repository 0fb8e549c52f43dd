import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTokens } from '../services/access/tokens.ts';
import { registerUser } from '../testing/accounts.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestSockets, join } from '../testing/sockets.ts';

const jwtSecret = 'q7Zp2Vd0sLx9Rk4Wb8Nf3Jm6Tc1Yh5Ga';
const tokens = createTokens(jwtSecret, Date.now);

let relay: TestRelay;
const sockets = new TestSockets();
beforeEach(async () => {
  relay = await startTestRelay({ jwtSecret });
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
});

const connect = () => sockets.connect(relay.url);
const guestToken = async (msLeft: number) => {
  const guest = { sessionId: relay.sessionId, guestId: uuid() };
  return (await tokens.issueGuest(guest, Date.now() + msLeft)).token;
};

test('a token that runs out takes its socket along, one that was renewed in time does not', async () => {
  const { sessionId } = relay;
  const [left, kept] = [await connect(), await connect()];
  const cut = new Promise((resolve) => left.once('disconnect', resolve));
  for (const socket of [left, kept]) {
    const entered = await join(socket, { sessionId, token: await guestToken(3_000) });
    expect(entered).toMatchObject({ ok: true });
  }
  const renewed = await join(kept, { sessionId, token: await guestToken(60_000) });
  expect(renewed).toMatchObject({ ok: true, value: { viewers: 2 } });
  expect(await cut).toBe('io server disconnect');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(kept.connected).toBe(true);
});

test('a socket is cut with its login, and its token opens no other', async () => {
  const anna = await registerUser(relay);
  const request = { sessionId: relay.sessionId, token: anna.loggedIn.accessToken };
  const socket = await connect();
  expect(await join(socket, request)).toMatchObject({ ok: true });
  const cut = new Promise((resolve) => socket.once('disconnect', resolve));
  await anna.call('POST', '/api/auth/logout', {});
  expect(await cut).toBe('io server disconnect');
  expect(await join(await connect(), request)).toMatchObject({ error: { code: 'unauthorized' } });
});

test('an expired token opens nothing, not even what is open to all', async () => {
  const request = { sessionId: relay.sessionId, token: await guestToken(-1_000) };
  expect(await join(await connect(), request)).toMatchObject({ error: { code: 'unauthorized' } });
});

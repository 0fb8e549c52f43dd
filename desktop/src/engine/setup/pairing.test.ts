import { createServer, type Server } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import type { Paired } from '@picture-live/shared/protocol';
import { startPairing, type Pairing } from './pairing.ts';

let server: Server | undefined;
let pairing: Pairing | undefined;
afterEach(() => {
  pairing?.stop();
  server?.closeAllConnections();
  server?.close();
});

const TOKEN = 'A'.repeat(43);
const PAIRED: Paired = {
  deviceId: '0190a5c0-0000-7000-8000-000000000001',
  name: 'Laptop',
  deviceToken: TOKEN,
};
const failure = (code: string) => ({ error: { code, message: `It is ${code}.` } });

/** A relay that answers each question for the token with the next of these; then with the last. */
async function relayThatSays(...answers: (Paired | ReturnType<typeof failure>)[]): Promise<string> {
  let asked = 0;
  server = createServer((request, response) => {
    const starts = request.url === '/api/devices/pairing';
    const answer = starts
      ? {
          deviceCode: TOKEN,
          userCode: 'BCDF-GHJK',
          verificationUri: 'http://relay/pair',
          expiresIn: 600,
          interval: 0,
        }
      : answers[Math.min(asked++, answers.length - 1)];
    const status = starts ? 201 : answer && 'error' in answer ? 400 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

async function pair(relayUrl: string): Promise<Paired[]> {
  const paired: Paired[] = [];
  pairing = await startPairing({
    relayUrl,
    deviceName: 'Laptop',
    formerToken: null,
    now: () => 1_000,
    onChange: () => undefined,
    onPaired: async (answer) => {
      paired.push(answer);
    },
  });
  return paired;
}

const waitFor = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

it('a laptop shows its code and has a token once somebody has entered it', async () => {
  const pending = failure('authorization_pending');
  const paired = await pair(await relayThatSays(pending, pending, PAIRED));
  expect(pairing?.view()).toEqual({
    state: 'waiting',
    userCode: 'BCDF-GHJK',
    verificationUri: 'http://relay/pair',
    expiresAt: 601_000,
    message: null,
  });
  await waitFor(() => expect(paired).toEqual([PAIRED]));
});

it('a code that is too old says so, and nothing is asked any more', async () => {
  await pair(await relayThatSays(failure('pairing_expired')));
  await waitFor(() =>
    expect(pairing?.view()).toEqual({ state: 'ended', message: 'It is pairing_expired.' }),
  );
});

it('a relay that is away for a while is asked again', async () => {
  const paired = await pair(await relayThatSays(failure('unavailable'), PAIRED));
  await waitFor(() => expect(paired).toEqual([PAIRED]));
});

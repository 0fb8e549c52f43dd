import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { TestSockets, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';
import { BROKEN_CALLERS, CALLERS, isBroken } from './callers.ts';
import type { BrokenCaller, Caller } from './callers.ts';
import { logInAll, openScene } from './scene.ts';
import type { Logins, Scene } from './scene.ts';
import { EVENT_PROBES, joinAsDevice, joinRequest } from './socket-events.ts';
import { SOCKET_EXPECTED } from './socket-expected.ts';
import type { EventProbe } from './socket-events.ts';
import { raiseStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Outcome, Row } from './table.ts';

/*
 * Every event × everybody who may send it × every kind of session; see socket-events.ts.
 */

let stage: Stage;
let logins: Logins;
const sockets = new TestSockets();
beforeAll(async () => {
  stage = await raiseStage();
  logins = await logInAll(stage);
});
afterEach(() => sockets.closeAll());
afterAll(() => stage.stop());

type Found = Record<string, string>;

const PROBES = new Map<string, EventProbe>([
  ...Object.entries(EVENT_PROBES),
  ['join_session (as a device)', joinAsDevice],
]);

test('every line of the table is tried, and every event stands in it', () => {
  expect(new Set(PROBES.keys())).toEqual(new Set(SOCKET_EXPECTED.keys()));
});

async function seat(scene: Scene, caller: Caller | BrokenCaller): Promise<TestSocket> {
  const socket = await sockets.connect(stage.relay.url);
  await socket.emitWithAck('join_session', joinRequest({ scene, caller }));
  return socket;
}

async function tryAll(name: string, row: Row): Promise<Found> {
  const scene = await openScene(stage, row.kind, logins);
  const found: Found = {};
  const tryOne = async (caller: Caller | BrokenCaller): Promise<void> => {
    found[caller] = await tryAs(name, scene, caller, expectedFor(row, caller));
  };
  const everybody = [...CALLERS, ...BROKEN_CALLERS];
  // Whoever listens would hear the others type.
  if (name !== 'typing') await Promise.all(everybody.map(tryOne));
  else for (const caller of everybody) await tryOne(caller);
  return found;
}

function expectedFor({ byCaller, broken }: Row, caller: Caller | BrokenCaller): Outcome {
  return isBroken(caller) ? broken : byCaller[caller];
}

async function tryAs(
  name: string,
  scene: Scene,
  caller: Caller | BrokenCaller,
  expected: Outcome,
): Promise<string> {
  const probe = PROBES.get(name);
  if (probe === undefined) throw new Error(`Nobody has said how to try this: ${name}`);
  // Nobody hears themselves type.
  const onlooker = await seat(scene, caller === 'owner' ? 'moderator' : 'owner');
  const socket = name.startsWith('join_session')
    ? await sockets.connect(stage.relay.url)
    : await seat(scene, caller);
  const result = await probe({ scene, caller, socket, onlooker });
  const outcome = typeof result === 'function' ? await wait(result, socket, expected) : result;
  onlooker.disconnect();
  socket.disconnect();
  return String(outcome);
}

/** What is not answered is done after a while, or not when what was asked after it is answered. */
async function wait(
  isDone: () => Promise<boolean>,
  socket: TestSocket,
  expected: Outcome,
): Promise<Outcome> {
  if (expected === 'ok') {
    await vi.waitFor(async () => expect(await isDone()).toBe(true), { timeout: 20_000 });
    return 'ok';
  }
  for (let asked = 0; asked < 5; asked += 1) await settle(socket);
  return (await isDone()) ? 'ok' : 403;
}

for (const [name, rows] of SOCKET_EXPECTED) {
  test(name, async () => {
    for (const row of rows) {
      const { kind } = row;
      const expected: Found = {};
      for (const caller of [...CALLERS, ...BROKEN_CALLERS]) {
        expected[caller] = String(expectedFor(row, caller));
      }
      expect({ kind, ...(await tryAll(name, row)) }).toEqual({ kind, ...expected });
    }
  });
}

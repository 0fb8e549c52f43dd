import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { isErrorCode } from '@picture-live/shared/errors';
import {
  JoinSession,
  LeaveSession,
  Painted,
  PhotoGone,
  Seen,
  SendMessageEvent,
  StartTyping,
} from '@picture-live/shared/protocol';
import type { ClientToServerEvents } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { raiseStage } from '../matrix/stage.ts';
import type { Stage } from '../matrix/stage.ts';
import { TestSockets, join } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';
import { valuesOf } from './from-schema.ts';
import { assertInvariants } from './invariants.ts';
import { goThrough } from './journey.ts';
import { nastyValue } from './nasty.ts';
import { makeVictim } from './victim.ts';
import type { Victim } from './victim.ts';

/*
 * The same over sockets: events made from their schemas, wrong in one place or another, in any
 * order, with and without somebody to answer to.
 */

const SEED = Number(process.env['HOSTILE_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 60);

const SCHEMAS: Record<keyof ClientToServerEvents, z.ZodMiniType | undefined> = {
  join_session: JoinSession,
  leave_session: LeaveSession,
  painted: Painted,
  photo_gone: PhotoGone,
  seen: Seen,
  send_message: SendMessageEvent,
  typing: StartTyping,
  clock: undefined,
};
const STRANGE_EVENTS = ['', '__proto__', 'constructor', 'disconnecting', 'error', 'x'.repeat(900)];

let stage: Stage;
const sockets = new TestSockets();
beforeAll(async () => {
  stage = await raiseStage();
});
afterEach(async () => {
  sockets.closeAll();
  await assertInvariants(stage);
});
afterAll(() => stage.stop());

/** What is sent: an event, its arguments, and whether an answer is wanted behind them. */
interface Sent {
  event: string;
  args: unknown[];
  wantsAnswer: boolean;
}

function eventsFor({ ids, tokens }: Victim): fc.Arbitrary<Sent> {
  const token = fc.constantFrom(...tokens.filter((one) => one !== null));
  const right = Object.entries(SCHEMAS).map(([event, schema]) =>
    fc.tuple(valuesOf(schema, ids), token, fc.boolean()).map(([value, one, withToken]) => ({
      event,
      args: [withToken && typeof value === 'object' ? { ...value, token: one } : value],
    })),
  );
  const wrong = fc.record({
    event: fc.constantFrom(...Object.keys(SCHEMAS), ...STRANGE_EVENTS),
    args: fc.array(
      fc.oneof(
        nastyValue,
        fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
      ),
      { maxLength: 3 },
    ),
  });
  return fc
    .tuple(fc.oneof(...right, wrong, wrong), fc.boolean())
    .map(([sent, wantsAnswer]) => ({ ...sent, wantsAnswer }));
}

/** Sends what no typed client would; events that Socket.IO keeps for itself do not leave. */
function sendRaw(socket: TestSocket, ...packet: unknown[]): void {
  const emit: unknown = Reflect.get(socket, 'emit');
  if (typeof emit !== 'function') throw new Error('A socket that cannot emit.');
  try {
    Reflect.apply(emit, socket, packet);
  } catch (error) {
    if (!(error instanceof Error) || !/reserved event name/.test(error.message)) throw error;
  }
}

const Answer = z.union([
  z.number(),
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);

/** What is wrong with an answer; null for one that a client can act on. */
function faultOf(answer: unknown): string | null {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return `another shape: ${JSON.stringify(answer)}`;
  if (typeof parsed.data === 'number' || parsed.data.ok) return null;
  const { code } = parsed.data.error;
  return isErrorCode(code) && code !== 'internal' ? null : `answers ${code}`;
}

test('whatever is sent over a socket is answered in the one shape, or ends that socket', async () => {
  const victim = await makeVictim(stage);
  const faults: string[] = [];
  const property = fc.asyncProperty(
    fc.array(eventsFor(victim), { minLength: 1, maxLength: 12 }),
    async (all) => {
      const socket = await sockets.connect(stage.relay.url);
      for (const { event, args, wantsAnswer } of all) {
        const hear = (answer: unknown): void => {
          const fault = faultOf(answer);
          if (fault !== null) faults.push(`${event}: ${fault}`);
        };
        sendRaw(socket, event, ...args, ...(wantsAnswer ? [hear] : []));
      }
      await stillAnswers(socket);
      socket.disconnect();
      expect(faults).toEqual([]);
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  await goThrough(stage);
}, 300_000);

/** It is open and answers, or it was ended. */
async function stillAnswers(socket: TestSocket): Promise<void> {
  const answered = new Promise((resolve) => socket.emit('clock', resolve));
  const ended = new Promise((resolve) => {
    if (socket.disconnected) resolve(null);
    socket.once('disconnect', resolve);
  });
  await Promise.race([answered, ended]);
}

test('twice in, out without having been in, and after the end: nobody is counted twice', async () => {
  const { scene } = await makeVictim(stage);
  const sessionId = scene.id;
  const socket = await sockets.connect(stage.relay.url);
  const left = await socket.emitWithAck('leave_session', { sessionId });
  expect(left).toMatchObject({ ok: true });
  const joins = await Promise.all(Array.from({ length: 10 }, () => join(socket, { sessionId })));
  expect(joins.every(({ ok }) => ok)).toBe(true);
  const other = await sockets.connect(stage.relay.url);
  expect(await join(other, { sessionId })).toMatchObject({ value: { viewers: 2 } });
  // A join that is under way when the socket goes.
  void join(socket, { sessionId });
  sendRaw(socket, 'leave_session', { sessionId });
  void join(socket, { sessionId });
  socket.disconnect();
  await vi.waitFor(
    async () => expect(await join(other, { sessionId })).toMatchObject({ value: { viewers: 1 } }),
    { timeout: 20_000 },
  );
});

test.each([
  ['no packet', '9'],
  ['a packet of nothing', '4'],
  ['an event before the connection', '42["clock"]'],
  ['an event that is no list', '40{}', '42{"a":1}'],
  ['text that is no JSON', '40{}', '42["join_session",{'],
  ['more attachments than there are', '40{}', '451000000-["clock",{"_placeholder":true,"num":0}]'],
  ['an attachment that nobody announced', '40{}', Buffer.alloc(1_000)],
  ['a namespace of its own', '40/admin,{}'],
  ['a very deep event', '40{}', `42${'['.repeat(3_000)}`],
  ['an answer that nobody waits for', '40{}', '43999["x"]'],
])('%s ends a socket at most', async (_what, ...frames) => {
  const url = `${stage.relay.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const raw = new WebSocket(url);
  await new Promise((resolve) => raw.addEventListener('open', resolve, { once: true }));
  for (const frame of frames) raw.send(frame);
  const other = await sockets.connect(stage.relay.url);
  expect(await join(other, { sessionId: uuid() })).toMatchObject({ ok: false });
  raw.close();
});

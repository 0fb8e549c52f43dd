import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InProcessFanOut } from '../fan-out/in-process-fan-out.ts';
import { BELIEVED_MS, PresenceElsewhere } from './presence-elsewhere.ts';
import { Presence } from './presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Instance {
  presence: Presence;
  elsewhere: PresenceElsewhere;
  /** What its sockets in session s were told. */
  told: number[];
  stop: () => void;
}

let fanOut: InProcessFanOut;
beforeEach(() => {
  fanOut = new InProcessFanOut();
});

function open(instance: string): Instance {
  const told: number[] = [];
  const elsewhere = new PresenceElsewhere({
    fanOut,
    instance,
    own: (sessionId) => presence.own(sessionId),
    all: () => presence.sessions(),
    onChange: (sessionId) => presence.changedElsewhere(sessionId),
  });
  const presence = new Presence((_session, viewers) => told.push(viewers), elsewhere);
  const unsubscribe = fanOut.subscribe((message) => elsewhere.hear(message));
  const stop = (): void => {
    elsewhere.stop();
    presence.stop();
    unsubscribe();
  };
  return { presence, elsewhere, told, stop };
}

test('guests are counted on all instances, and everybody is told the sum', async () => {
  const [here, there] = [open('here'), open('there')];
  here.presence.change('s', 1);
  for (let guest = 0; guest < 3; guest += 1) there.presence.change('s', 1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect([here.presence.viewers('s'), there.presence.viewers('s')]).toEqual([4, 4]);
  expect([here.told.at(-1), there.told.at(-1)]).toEqual([4, 4]);
  there.presence.change('s', -1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect([here.told.at(-1), there.told.at(-1)]).toEqual([3, 3]);
});

test('an instance that has just started learns the number within seconds', async () => {
  const here = open('here');
  here.presence.change('s', 1);
  await vi.advanceTimersByTimeAsync(30_000);
  const late = open('late');
  await vi.advanceTimersByTimeAsync(6_000);
  expect(late.presence.viewers('s')).toBe(1);
});

test('the guests of an instance that stops go with it', async () => {
  const [here, there] = [open('here'), open('there')];
  here.presence.change('s', 1);
  there.presence.change('s', 1);
  await vi.advanceTimersByTimeAsync(3_000);
  there.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([here.presence.viewers('s'), here.told.at(-1)]).toEqual([1, 1]);
});

test('the guests of an instance that died are forgotten after a while', async () => {
  const here = open('here');
  here.presence.change('s', 1);
  fanOut.publish({
    kind: 'presence',
    instance: 'dead',
    counts: [{ sessionId: 's', viewers: 40 }],
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(here.told.at(-1)).toBe(41);
  await vi.advanceTimersByTimeAsync(BELIEVED_MS + 6_000);
  expect([here.presence.viewers('s'), here.told.at(-1)]).toEqual([1, 1]);
});

test('a crowd is told of in one message a second', async () => {
  const here = open('here');
  let messages = 0;
  fanOut.subscribe(() => (messages += 1));
  for (let guest = 0; guest < 1_000; guest += 1) here.presence.change(`s${guest % 400}`, 1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(messages).toBe(1);
});

test('after it is stopped nothing is told', async () => {
  const here = open('here');
  here.presence.change('s', 1);
  here.stop();
  here.presence.change('s', -1);
  fanOut.subscribe(() => expect.unreachable());
  await vi.advanceTimersByTimeAsync(20_000);
});

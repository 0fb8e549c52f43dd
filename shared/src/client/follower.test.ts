import { expect, test } from 'vitest';
import type { FeedEvent, FeedPage } from '../protocol/index.ts';
import {
  createFollower,
  follow,
  isBehind,
  WAITING_MAX,
  type Follower,
  type FollowerFact,
} from './follower.ts';

function event(seq: number): FeedEvent {
  return { type: 'photo_removed', seq, at: 0, photoId: `photo-${seq}` };
}

function events(from: number, to: number): FeedEvent[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => event(from + i));
}

const ERA = 'one';

function page(after: number, lastSeq: number, limit = 100): FeedPage {
  const to = Math.min(lastSeq, after + limit);
  return { events: events(after + 1, to), lastSeq, more: to < lastSeq, era: ERA };
}

/** Takes in facts one after the other; says what was handed on and asked. */
function run(state: Follower, facts: FollowerFact[]) {
  const delivered: number[] = [];
  const asked: number[] = [];
  for (const fact of facts) {
    const step = follow(state, fact);
    state = step.state;
    delivered.push(...step.deliver.map(({ seq }) => seq));
    if (step.ask !== null) asked.push(step.ask);
  }
  return { state, delivered, asked };
}

const pushed = (seq: number): FollowerFact => ({ kind: 'pushed', event: event(seq) });

test('pushes in order are handed on at once and cost no question', () => {
  const { delivered, asked } = run(createFollower(4), [pushed(5), pushed(6), pushed(7)]);
  expect({ delivered, asked }).toEqual({ delivered: [5, 6, 7], asked: [] });
});

test('a push that comes twice is handed on once', () => {
  expect(run(createFollower(0), [pushed(1), pushed(1), pushed(2), pushed(1)]).delivered).toEqual([
    1, 2,
  ]);
});

test('a gap is asked for once, and what came after it follows in order', () => {
  const { delivered, asked, state } = run(createFollower(0), [
    pushed(1),
    pushed(4),
    pushed(5),
    pushed(3),
    { kind: 'answered', after: 1, page: page(1, 3) },
  ]);
  expect({ delivered, asked }).toEqual({ delivered: [1, 2, 3, 4, 5], asked: [1] });
  expect(isBehind(state)).toBe(false);
});

test('joining again after a dead spot asks page by page until all is there', () => {
  const { delivered, asked } = run(createFollower(10), [
    { kind: 'joined', lastSeq: 260, era: ERA },
    { kind: 'answered', after: 10, page: page(10, 260) },
    pushed(261),
    { kind: 'answered', after: 110, page: page(110, 261) },
    { kind: 'answered', after: 210, page: page(210, 261) },
  ]);
  expect(asked).toEqual([10, 110, 210]);
  expect(delivered).toEqual(Array.from({ length: 251 }, (_, i) => 11 + i));
});

test('a single event missed before joining is asked for', () => {
  expect(follow(createFollower(10), { kind: 'joined', lastSeq: 11, era: ERA }).ask).toBe(10);
  expect(follow(createFollower(10), { kind: 'joined', lastSeq: 10, era: ERA }).ask).toBeNull();
});

test('a question that fails leaves the follower behind, and a later look asks again', () => {
  const { state } = run(createFollower(0), [pushed(3), { kind: 'ask_failed' }]);
  expect(isBehind(state)).toBe(true);
  const again = follow(state, { kind: 'look' });
  expect(again.ask).toBe(0);
});

test('an answer older than a push does not lose the push', () => {
  const { state, delivered, asked } = run(createFollower(5), [
    { kind: 'look' },
    pushed(7),
    { kind: 'answered', after: 5, page: page(5, 5) },
  ]);
  expect({ delivered, asked }).toEqual({ delivered: [], asked: [5] });
  expect(isBehind(state)).toBe(true);
  expect(run(state, [pushed(6)]).delivered).toEqual([6, 7]);
});

test('a feed that promises more than it gives is not asked in a circle', () => {
  const { asked, state } = run(createFollower(5), [
    { kind: 'joined', lastSeq: 9, era: ERA },
    { kind: 'answered', after: 5, page: { events: [], lastSeq: 9, more: true, era: ERA } },
  ]);
  expect(asked).toEqual([5]);
  expect(isBehind(state)).toBe(true);
});

test('a relay set back to an older state is noticed, and followed from there', () => {
  const asking = follow(createFollower(50), { kind: 'joined', lastSeq: 20, era: ERA });
  expect(asking.ask).toBe(50);
  const answer: FollowerFact = { kind: 'answered', after: 50, page: page(50, 20) };
  const { state, setBack } = follow(asking.state, answer);
  expect(setBack).toBe(true);
  expect(run(state, [pushed(21)]).delivered).toEqual([21]);
});

test('a push that overtakes the reply to joining is no set-back', () => {
  const { delivered, state } = run(createFollower(1), [
    pushed(2),
    { kind: 'joined', lastSeq: 1, era: ERA },
    { kind: 'answered', after: 2, page: page(2, 2) },
  ]);
  expect({ delivered, behind: isBehind(state) }).toEqual({ delivered: [2], behind: false });
});

test('what waits behind a gap is bounded', () => {
  let { state } = follow(createFollower(0), { kind: 'look' });
  for (let seq = 2; seq < 2_000; seq += 1) ({ state } = follow(state, pushed(seq)));
  expect(state.waiting).toHaveLength(WAITING_MAX);
  expect(state.knownSeq).toBe(1_999);
  const { delivered, asked } = run(state, [{ kind: 'answered', after: 0, page: page(0, 1_999) }]);
  expect(delivered.at(-1)).toBe(WAITING_MAX + 1);
  expect(asked).toEqual([WAITING_MAX + 1]);
});

/** mulberry32: the same numbers for the same seed on every machine. */
function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A follower, its feed and a network that loses, doubles, delays and mixes what it carries. */
function startChaos(seed: number) {
  const random = randomOf(seed);
  const start = Math.floor(random() * 30);
  let lastSeq = start;
  let state = createFollower(start);
  const delivered: number[] = [];
  const inFlight: FollowerFact[] = [];
  /** At most one at a time. */
  const questions: number[] = [];

  function give(fact: FollowerFact): void {
    const step = follow(state, fact);
    state = step.state;
    delivered.push(...step.deliver.map(({ seq }) => seq));
    if (step.ask !== null) questions.push(step.ask);
    expect(questions.length, `seed ${seed}: two questions at once`).toBeLessThan(2);
  }

  /** `late`: the feed was read that many events before its answer arrives. */
  function answer(limit: number, late: number): void {
    for (const after of questions.splice(0)) {
      const read = Math.max(after, lastSeq - late);
      give({ kind: 'answered', after, page: page(after, read, limit) });
    }
  }

  function commit(): void {
    lastSeq += 1;
    if (random() > 0.2) inFlight.push(pushed(lastSeq));
    if (random() < 0.1) inFlight.push(pushed(lastSeq));
  }

  return {
    turn(): void {
      const dice = random();
      if (dice < 0.35) commit();
      else if (dice < 0.75) inFlight.splice(random() * inFlight.length, 1).forEach(give);
      else if (dice < 0.8) inFlight.length = 0;
      else if (dice < 0.85) give({ kind: 'joined', lastSeq, era: ERA });
      else if (dice < 0.9) give({ kind: 'look' });
      else if (dice < 0.93) questions.splice(0).forEach(() => give({ kind: 'ask_failed' }));
      else answer(1 + Math.floor(random() * 20), Math.floor(random() * 3));
    },
    /** The network is well again: the room is joined once more and the feed answers. */
    settle(): void {
      give({ kind: 'joined', lastSeq, era: ERA });
      for (let rest = 0; questions.length > 0 || isBehind(state); rest += 1) {
        expect(rest, `seed ${seed}: never catches up`).toBeLessThan(500);
        if (questions.length === 0) give({ kind: 'look' });
        answer(20, 0);
      }
    },
    delivered: () => delivered,
    committed: () => Array.from({ length: lastSeq - start }, (_, i) => start + 1 + i),
  };
}

test('whatever is lost, doubled, late or out of order, everything arrives once and in order', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const chaos = startChaos(seed);
    for (let turn = 0; turn < 300; turn += 1) chaos.turn();
    chaos.settle();
    expect(chaos.delivered(), `seed ${seed}`).toEqual(chaos.committed());
  }
});

test('a relay that was restored is noticed although its feed is longer by now', () => {
  const known = createFollower(60, 'before');
  const joined = follow(known, { kind: 'joined', lastSeq: 62, era: 'after' });
  expect(joined).toMatchObject({ setBack: true, ask: null, deliver: [] });
  expect(run(joined.state, [pushed(63)]).delivered).toEqual([63]);
  const asking = follow(known, { kind: 'look' }).state;
  const answer: FollowerFact = {
    kind: 'answered',
    after: 60,
    page: { ...page(60, 62), era: 'after' },
  };
  expect(follow(asking, answer)).toMatchObject({ setBack: true, deliver: [] });
});

test('the first era that is heard is that of what follows', () => {
  const { state } = follow(createFollower(3), { kind: 'joined', lastSeq: 3, era: 'one' });
  expect(follow(state, { kind: 'joined', lastSeq: 3, era: 'one' }).setBack).toBe(false);
  expect(follow(state, { kind: 'joined', lastSeq: 4, era: 'two' }).setBack).toBe(true);
});

test('an answer to a question from before a restore leaves no hole', () => {
  const asking = follow(createFollower(60, 'before'), { kind: 'look' }).state;
  const { state, setBack } = follow(asking, { kind: 'joined', lastSeq: 50, era: 'after' });
  expect(setBack).toBe(true);
  const late: FollowerFact = {
    kind: 'answered',
    after: 60,
    page: { ...page(60, 70), era: 'after' },
  };
  const { delivered, asked } = run(state, [late]);
  expect({ delivered, asked }).toEqual({ delivered: [], asked: [50] });
});

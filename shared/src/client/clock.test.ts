import { expect, test } from 'vitest';
import { addClockSample, estimateClock, type ClockSample } from './clock.ts';

/** A question over a link with these delays, asked of a relay that is `offset` ahead. */
function sample(sentAt: number, offset: number, there: number, back: number): ClockSample {
  return { sentAt, relayNow: sentAt + there + offset, receivedAt: sentAt + there + back };
}

function estimateOf(samples: ClockSample[]) {
  return estimateClock(
    samples.reduce<readonly ClockSample[]>((kept, next) => addClockSample(kept, next), []),
  );
}

test('nothing is known before the relay has been asked', () => {
  expect(estimateClock([])).toBeNull();
});

test('the answer with the least round trip decides', () => {
  const estimate = estimateOf([
    sample(0, 5_000, 400, 20),
    sample(1_000, 5_000, 10, 10),
    sample(2_000, 5_000, 20, 300),
  ]);
  expect(estimate).toEqual({ offsetMs: 5_000, roundTripMs: 20 });
});

test('the error is never more than half a round trip', () => {
  for (let there = 0; there <= 200; there += 20) {
    const estimate = estimateOf([sample(0, -777, there, 200 - there)]);
    expect(Math.abs((estimate?.offsetMs ?? Infinity) + 777)).toBeLessThanOrEqual(100);
  }
});

test('a clock that was set by hand is believed from the next answer on', () => {
  const estimate = estimateOf([
    sample(0, 0, 1, 1),
    sample(1_000, 0, 1, 1),
    sample(2_000, 3_600_000, 150, 90),
  ]);
  expect(estimate).toEqual({ offsetMs: 3_600_030, roundTripMs: 240 });
});

test('an answer during which this clock went backwards is ignored', () => {
  const good = sample(0, 100, 5, 5);
  expect(estimateOf([good, { sentAt: 5_000, relayNow: 5_050, receivedAt: 1_000 }])).toEqual({
    offsetMs: 100,
    roundTripMs: 10,
  });
});

test('only the newest eight answers are kept', () => {
  let samples: readonly ClockSample[] = [];
  for (let i = 0; i < 50; i += 1) samples = addClockSample(samples, sample(i * 1_000, 7, 10, 10));
  expect(samples.map(({ sentAt }) => sentAt)).toEqual(
    Array.from({ length: 8 }, (_, i) => (42 + i) * 1_000),
  );
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeEvent } from '../bridge/contract.ts';
import { sampleShot, sampleStatus } from '../bridge/testing/samples.ts';
import { createPublisher } from './publisher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen() {
  const events: BridgeEvent[] = [];
  const publisher = createPublisher({
    status: () => sampleStatus(),
    shot: (id) => sampleShot(1, { id }),
  });
  publisher.subscribe((event) => events.push(event));
  return { publisher, events };
}

describe('what the UI is told', () => {
  it('comes once for many changes of the same shot', () => {
    const { publisher, events } = listen();
    for (let change = 0; change < 50; change += 1) publisher.changed(['a']);
    vi.advanceTimersByTime(250);
    expect(events.map(({ type }) => type)).toEqual(['shots', 'status']);
    expect(events[0]).toMatchObject({ shots: [{ id: 'a' }] });
  });

  it('says which ids are no shots any more, and does not describe them', () => {
    const { publisher, events } = listen();
    publisher.changed(['a', 'b']);
    publisher.changed([], ['a']);
    vi.advanceTimersByTime(250);
    expect(events).toMatchObject([
      { type: 'shots_removed', ids: ['a'] },
      { type: 'shots', shots: [{ id: 'b' }] },
      { type: 'status' },
    ]);
  });

  it('is nothing while nothing changes', () => {
    const { events } = listen();
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { PictureLiveError } from '@picture-live/shared/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { createLink, type Link, type LinkView } from './link.ts';

const unreachable = new PictureLiveError('relay_unreachable');
let end = new AbortController();
let running: Promise<void> | undefined;

afterEach(async () => {
  end.abort();
  await running;
  end = new AbortController();
});

/** A link to a relay that answers as `relay.answer` says, with what happened. */
function linkTo(relay: { answer: () => Promise<void> }) {
  const seen: LinkView[] = [];
  const away: number[] = [];
  let probes = 0;
  const link: Link = createLink({
    probe: async () => {
      probes += 1;
      await relay.answer();
    },
    onChange: () => seen.push(link.view()),
    onOnline: (ms) => away.push(ms),
    now: () => Date.now(),
    // No waiting to speak of: half of the base.
    random: () => 0,
    signal: end.signal,
  });
  running = link.run();
  return { link, seen, away, probes: () => probes };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

describe('the link to the relay', () => {
  it('is online once the relay has answered, and says so once', async () => {
    const { link, seen, away } = linkTo({ answer: async () => {} });
    await until(() => away.length > 0);
    expect(link.isOnline()).toBe(true);
    expect(seen.map(({ state }) => state)).toEqual(['online']);
  });

  it('keeps asking while the relay is away, and comes back by itself', async () => {
    const relay = { answer: () => Promise.reject<void>(unreachable) };
    const { link, away, probes } = linkTo(relay);
    await until(() => probes() >= 2);
    expect(link.view()).toMatchObject({ state: 'offline' });
    expect(link.view().message).toContain('go out by themselves');
    relay.answer = async () => {};
    await until(() => away.length > 0);
    expect(link.view()).toMatchObject({ state: 'online', message: null });
  });

  it('asks at once when an upload found the relay gone', async () => {
    const { link, away, probes, seen } = linkTo({ answer: async () => {} });
    await until(() => away.length === 1);
    link.lost(unreachable);
    await until(() => away.length === 2);
    expect(probes()).toBe(2);
    expect(seen.map(({ state }) => state)).toEqual(['online', 'offline', 'online']);
  });

  it('asks for a person when the relay no longer accepts the laptop', async () => {
    const refused = new PictureLiveError('unauthorized');
    const { link, seen } = linkTo({ answer: () => Promise.reject<void>(refused) });
    await until(() => seen.length > 0);
    expect(link.view().message).toContain('Pair it again');
  });
});

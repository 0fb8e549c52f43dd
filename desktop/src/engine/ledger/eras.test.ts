import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  arrive,
  CLOUD,
  complete,
  ledger,
  placeOf,
  publish,
  reopen,
  setUp,
  shot,
  tearDown,
  tellAll,
  told,
  VENUE,
  waiting,
} from './testing/venue-and-cloud.ts';

const NOTHING = { missing: [], incomplete: [], withoutOriginal: [] };
const outAt = (destination: string) => ledger.eras.out(destination, '', 99);

beforeEach(setUp);
afterEach(tearDown);

describe('a relay that was restored from a backup', () => {
  let [kept, lost]: [string, string] = ['', ''];
  beforeEach(() => {
    kept = arrive('kept');
    publish(VENUE, 1_300);
    lost = arrive('lost');
    publish(VENUE, 1_400);
    complete(VENUE);
  });

  it('gets again what it lacks, and nothing else', () => {
    expect(outAt(VENUE).map(({ shotId }) => shotId)).toEqual([kept, lost]);
    const answer = { ...NOTHING, missing: [lost] };
    expect(ledger.eras.bringAgain(VENUE, outAt(VENUE), answer)).toEqual([lost]);
    reopen();
    expect([waiting(VENUE), waiting(VENUE, 'full')]).toEqual([[lost], []]);
    expect([shot(kept)?.state, shot(lost)?.state]).toEqual(['live', 'queued']);
    publish(VENUE, 9_000);
    expect(waiting(VENUE, 'full')).toEqual([lost]);
    expect(shot(lost)).toMatchObject({ state: 'live', timeline: { published: 9_000 } });
  });

  it('gets the large picture where only that is missing', () => {
    const answer = { ...NOTHING, incomplete: [kept] };
    expect(ledger.eras.bringAgain(VENUE, outAt(VENUE), answer)).toEqual([kept]);
    expect([waiting(VENUE), waiting(VENUE, 'full')]).toEqual([[], [kept]]);
    expect(shot(kept)?.state).toBe('live');
  });

  it('gets originals again that came after the backup', () => {
    const source = ledger.redevelop.source(kept);
    if (source === undefined) throw new Error('There is no such shot.');
    ledger.originals.ended(source, VENUE, null);
    expect(ledger.originals.next(VENUE)?.photoId).toBe(lost);
    ledger.eras.bringAgain(VENUE, outAt(VENUE), { ...NOTHING, withoutOriginal: [kept] });
    expect(ledger.originals.next(VENUE)?.photoId).toBe(kept);
  });

  it('is told again what was taken back, and does not get it', () => {
    for (const shotId of [kept, lost]) ledger.wishes.made([shotId], { retracted: true });
    tellAll(VENUE);
    ledger.eras.bringAgain(VENUE, outAt(VENUE), { ...NOTHING, missing: [lost] });
    ledger.eras.compared(VENUE, 'after');
    expect(waiting(VENUE)).toEqual([]);
    expect(told(VENUE)).toMatchObject([{ shotId: kept, wish: { retracted: true } }]);
    ledger.wishes.made([lost], { retracted: false });
    expect(waiting(VENUE)).toEqual([lost]);
  });

  it('does not get what was rejected while it was on its way', () => {
    const shotId = arrive('rejected');
    const [job] = ledger.to(VENUE).outbox.due('first', 1e9, 1);
    ledger.gate.decided('reject', [shotId], null);
    if (job === undefined) throw new Error('Nothing was on its way.');
    ledger.to(VENUE).outbox.published(job, { storedAt: 1_500, publishedAt: 1_500 }, shotId);
    ledger.eras.bringAgain(VENUE, outAt(VENUE), { ...NOTHING, missing: [shotId] });
    expect([shot(shotId)?.state, waiting(VENUE)]).toEqual(['rejected', []]);
  });

  it('is compared once, also by a session that is not current', () => {
    expect(ledger.eras.of(VENUE)).toBeNull();
    ledger.eras.entered(VENUE, 'before');
    ledger.eras.doubt();
    reopen();
    expect([ledger.eras.of(VENUE), ledger.eras.isDoubtful()]).toEqual(['before', true]);
    ledger.eras.compared(VENUE, 'after');
    expect([ledger.eras.of(VENUE), ledger.eras.isDoubtful()]).toEqual(['after', false]);
  });
});

it('what another destination has stays live while it goes again to the one that lost it', () => {
  ledger.destinations.setSecond(CLOUD);
  const shotId = arrive('a');
  publish(VENUE, 1_300);
  publish(CLOUD, 1_350, 'known-there');
  ledger.eras.bringAgain(CLOUD, outAt(CLOUD), { ...NOTHING, missing: ['known-there'] });
  expect(shot(shotId)?.state).toBe('live');
  expect(placeOf(shotId, CLOUD)).toMatchObject({ published: null, outbox: 'waiting' });
  // The photo that stood in for it is gone as well.
  expect(ledger.to(CLOUD).outbox.shotOf(shotId)).toBe(shotId);
  expect(waiting(VENUE)).toEqual([]);
});

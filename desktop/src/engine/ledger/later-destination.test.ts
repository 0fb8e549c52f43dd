import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  arrive,
  CLOUD,
  complete,
  due,
  ledger,
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

beforeEach(setUp);
afterEach(tearDown);

describe('a destination that is added later', () => {
  it('gets what is out and what is about to go out, and nothing else', () => {
    const live = arrive('live');
    publish(VENUE, 1_300);
    complete(VENUE);
    const held = arrive('held');
    ledger.gate.decided('hold', [held], null);
    const retracted = arrive('retracted');
    publish(VENUE, 1_310);
    ledger.wishes.made([retracted], { retracted: true });
    const queued = arrive('queued');
    ledger.wishes.made([live], { featured: true });
    ledger.destinations.setSecond(CLOUD);
    expect(waiting(CLOUD).toSorted()).toEqual([live, queued].toSorted());
    expect(waiting(VENUE)).toEqual([queued]);
    expect(shot(live)?.state).toBe('live');
    publish(CLOUD, 1_400);
    publish(CLOUD, 1_401);
    expect(told(CLOUD)).toMatchObject([{ shotId: live, wish: { featured: true } }]);
  });

  it('can be given up: nothing waits for it any more, and nothing of it is lost', () => {
    ledger.destinations.setSecond(CLOUD);
    const shotId = arrive('a');
    publish(CLOUD, 1_300);
    const refused = arrive('b');
    const [job] = due(CLOUD);
    if (job) ledger.to(CLOUD).outbox.refused(job, 'Too large.');
    publish(VENUE, 1_310);
    ledger.destinations.setSecond(null);
    expect(ledger.destinations.ids()).toEqual([VENUE]);
    // What was only there is on its way to the one that is left.
    expect(shot(shotId)).toMatchObject({ state: 'queued' });
    expect(shot(refused)).toMatchObject({ state: 'live', reason: null });
    expect(waiting(VENUE)).toEqual([shotId]);
    reopen();
    expect(waiting(CLOUD)).toEqual([]);
  });

  it('leaves what the other one has refused for a person to try again', () => {
    ledger.destinations.setSecond(CLOUD);
    const onlyThere = arrive('a');
    publish(CLOUD, 1_300);
    const nowhere = arrive('b');
    for (const job of due(VENUE)) ledger.to(VENUE).outbox.refused(job, 'Too large.');
    expect([shot(onlyThere)?.state, shot(nowhere)?.state]).toEqual(['live', 'queued']);
    ledger.destinations.setSecond(null);
    const failed = { state: 'failed', reason: 'Too large.', canRetry: true };
    expect(shot(onlyThere)).toMatchObject(failed);
    expect(shot(nowhere)).toMatchObject(failed);
    expect(ledger.outbox.reopened(nowhere)).toBe(true);
    expect(waiting(VENUE)).toEqual([nowhere]);
    expect(shot(nowhere)).toMatchObject({ state: 'queued', reason: null });
  });

  it('gets only what it has missed when it comes back', () => {
    ledger.destinations.setSecond(CLOUD);
    const known = arrive('a');
    publish(CLOUD, 1_300);
    publish(VENUE, 1_300);
    const retracted = arrive('b');
    publish(CLOUD, 1_310);
    publish(VENUE, 1_310);
    ledger.destinations.setSecond(null);
    ledger.wishes.made([retracted], { retracted: true });
    tellAll(VENUE);
    const missed = arrive('c');
    ledger.destinations.setSecond(CLOUD);
    expect(waiting(CLOUD)).toEqual([missed]);
    // It is asked first what it is missing of the large one.
    expect(due(CLOUD, 'full')).toMatchObject([{ shotId: known, attempts: 1 }]);
    expect(told(CLOUD)).toMatchObject([{ shotId: retracted, wish: { retracted: true } }]);
  });

  it('makes room for another one', () => {
    ledger.destinations.setSecond(CLOUD);
    const shotId = arrive('a');
    ledger.destinations.setSecond('other');
    expect(waiting(CLOUD)).toEqual([]);
    expect(waiting('other')).toEqual([shotId]);
    ledger.destinations.setSecond('other');
    expect(waiting('other')).toEqual([shotId]);
  });
});

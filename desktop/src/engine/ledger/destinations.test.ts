import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  arrive,
  CLOUD,
  complete,
  due,
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

beforeEach(setUp);
afterEach(tearDown);

describe('a session with one destination', () => {
  it('says nothing of places', () => {
    expect(shot(arrive('a'))?.places).toBeUndefined();
    expect(ledger.destinations.ids()).toEqual([VENUE]);
  });
});

describe('a photo for two destinations', () => {
  beforeEach(() => ledger.destinations.setSecond(CLOUD));

  it('waits for each by itself, and is live with the first', () => {
    const shotId = arrive('a');
    expect([waiting(VENUE), waiting(CLOUD)]).toEqual([[shotId], [shotId]]);
    publish(VENUE, 1_300);
    complete(VENUE);
    expect(shot(shotId)).toMatchObject({ state: 'live', timeline: { published: 1_300 } });
    expect(placeOf(shotId, VENUE)).toMatchObject({ published: 1_300, outbox: null });
    expect(placeOf(shotId, CLOUD)).toMatchObject({ published: null, outbox: 'waiting' });
    expect(waiting(CLOUD)).toEqual([shotId]);
    expect(ledger.to(CLOUD).outbox.unseen()).toBe(1);
    publish(CLOUD, 9_000);
    expect(shot(shotId)).toMatchObject({ state: 'live', timeline: { published: 1_300 } });
    expect(ledger.to(CLOUD).outbox.unseen()).toBe(0);
  });

  it('counts how long guests waited until the first one had it', () => {
    arrive('a');
    publish(VENUE, 1_300);
    publish(CLOUD, 9_000);
    expect(ledger.views.latencies().published).toEqual([300]);
    expect(ledger.overTime.publishedSince(0)).toHaveLength(1);
    expect(ledger.views.latenciesAt(VENUE)).toEqual([300]);
    // Those that came before it was added would only tell when it was added.
    expect(ledger.views.latenciesAt(CLOUD)).toEqual([]);
  });

  it('may be another photo at one of them', () => {
    const shotId = arrive('a');
    publish(CLOUD, 1_300, 'known-there');
    publish(VENUE, 1_310);
    const { outbox: cloud } = ledger.to(CLOUD);
    const { outbox: venue } = ledger.to(VENUE);
    expect(due(CLOUD, 'full')).toMatchObject([{ photoId: 'known-there' }]);
    expect(due(VENUE, 'full')).toMatchObject([{ photoId: shotId }]);
    expect([cloud.shotOf('known-there'), cloud.shotOf(shotId)]).toEqual([shotId, undefined]);
    expect([venue.shotOf('known-there'), venue.shotOf(shotId)]).toEqual([undefined, shotId]);
    cloud.painted('known-there', 1, 1_400);
    expect(placeOf(shotId, CLOUD)?.painted).toBe(1_400);
    expect(placeOf(shotId, VENUE)?.painted).toBeNull();
  });

  it('is painted before it is known to be published, and both are kept', () => {
    const shotId = arrive('a');
    ledger.to(VENUE).outbox.painted(shotId, 1, 1_290);
    expect(shot(shotId)?.state).toBe('queued');
    publish(VENUE, 1_280);
    expect(shot(shotId)?.timeline).toMatchObject({ published: 1_280, painted: 1_290 });
  });

  it('stays in the spool until both have all of it', () => {
    arrive('a');
    publish(VENUE, 1_300);
    complete(VENUE);
    expect(ledger.spool.disposable()).toEqual([]);
    publish(CLOUD, 1_300);
    complete(CLOUD);
    expect(ledger.spool.disposable().map(({ hash }) => hash)).toEqual(['a-full', 'a-grid']);
  });

  it('goes to one although the other refuses it, and says so until it is tried again', () => {
    const shotId = arrive('a');
    const [job] = due(CLOUD);
    if (job) ledger.to(CLOUD).outbox.refused(job, 'Too large.');
    expect(shot(shotId)).toMatchObject({ state: 'queued', reason: 'Too large.' });
    publish(VENUE, 1_300);
    expect(shot(shotId)).toMatchObject({ state: 'live', reason: 'Too large.', canRetry: true });
    expect(placeOf(shotId, CLOUD)?.outbox).toBe('refused');
    expect(ledger.outbox.reopened(shotId)).toBe(true);
    publish(CLOUD, 1_400);
    expect(shot(shotId)).toMatchObject({ state: 'live', reason: null, canRetry: false });
  });

  it('has failed when both refuse it', () => {
    const shotId = arrive('a');
    for (const to of [VENUE, CLOUD]) {
      const [job] = due(to);
      if (job) ledger.to(to).outbox.refused(job, 'Too large.');
    }
    expect(shot(shotId)?.state).toBe('failed');
  });

  it('puts off its delivery to one of them only', () => {
    arrive('a');
    const [job] = due(CLOUD);
    if (job) ledger.to(CLOUD).outbox.postponed(job, 5e9, 'The relay is away.');
    expect([due(VENUE).length, due(CLOUD).length]).toEqual([1, 0]);
    expect(ledger.to(VENUE).outbox.nextDueAfter(0)).toBeNull();
    ledger.to(VENUE).outbox.allDue();
    expect(due(CLOUD)).toEqual([]);
    ledger.to(CLOUD).outbox.allDue();
    expect(due(CLOUD)).toHaveLength(1);
  });

  it('is replaced at both', () => {
    const shotId = arrive('a', 'A');
    publish(VENUE, 1_300);
    arrive('a', 'B');
    expect(due(VENUE)).toMatchObject([{ shotId, revision: 2 }]);
    expect(due(CLOUD)).toMatchObject([{ shotId, revision: 2 }]);
    expect(shot(shotId)?.state).toBe('queued');
  });

  it('is taken back at both, and never comes to the one that had not heard of it', () => {
    const shotId = arrive('a');
    publish(VENUE, 1_300);
    ledger.wishes.made([shotId], { retracted: true });
    expect(waiting(CLOUD)).toEqual([]);
    expect(told(VENUE)).toMatchObject([{ wish: { retracted: true } }]);
    tellAll(VENUE);
    expect(shot(shotId)).toMatchObject({ state: 'retracted', said: { retracting: true } });
    expect(placeOf(shotId, VENUE)?.telling).toBe(false);
    expect(placeOf(shotId, CLOUD)?.telling).toBe(true);
    expect(ledger.wishes.arePending()).toBe(true);
    tellAll(CLOUD);
    expect(shot(shotId)).toMatchObject({ state: 'retracted', said: { retracting: null } });
    expect(waiting(CLOUD)).toEqual([]);
  });

  it('comes back to both, also where it had never been', () => {
    const shotId = arrive('a');
    publish(VENUE, 1_300);
    ledger.wishes.made([shotId], { retracted: true });
    tellAll(VENUE);
    ledger.wishes.made([shotId], { retracted: false });
    expect(shot(shotId)?.state).toBe('live');
    expect(told(VENUE)).toMatchObject([{ wish: { retracted: false } }]);
    expect(told(CLOUD)).toEqual([]);
    expect(due(CLOUD)).toMatchObject([{ shotId, restores: true }]);
    publish(CLOUD, 1_400);
    expect(told(CLOUD)).toMatchObject([{ wish: { retracted: false } }]);
  });

  it('is described at each as soon as it is there', () => {
    const shotId = arrive('a');
    publish(VENUE, 1_300);
    ledger.wishes.made([shotId], { featured: true });
    expect([told(VENUE).length, told(CLOUD).length]).toEqual([1, 0]);
    ledger.wishes.made([shotId], { caption: 'The kiss' });
    tellAll(VENUE);
    publish(CLOUD, 1_400);
    expect(told(CLOUD)).toMatchObject([{ wish: { featured: true, caption: 'The kiss' } }]);
  });

  it('is shown as out where one relay will not take it back', () => {
    const shotId = arrive('a');
    publish(VENUE, 1_300);
    publish(CLOUD, 1_300);
    ledger.wishes.made([shotId], { retracted: true });
    tellAll(VENUE);
    const [job] = told(CLOUD);
    if (job) ledger.to(CLOUD).wishes.refused(job, 'It is not yours.');
    expect(shot(shotId)).toMatchObject({ state: 'live', reason: 'It is not yours.' });
    expect(ledger.wishes.reopened(shotId)).toBe(true);
    expect(shot(shotId)?.state).toBe('retracted');
    expect(told(CLOUD)).toHaveLength(1);
  });

  it('is held back from both', () => {
    const shotId = arrive('a');
    ledger.gate.decided('hold', [shotId], null);
    expect([waiting(VENUE), waiting(CLOUD)]).toEqual([[], []]);
    ledger.gate.decided('publish', [shotId], null);
    expect([waiting(VENUE), waiting(CLOUD)]).toEqual([[shotId], [shotId]]);
  });

  it('tells in its history what happened where', () => {
    const shotId = arrive('a');
    publish(VENUE, 1_300);
    const [job] = due(CLOUD);
    if (job) {
      ledger.to(CLOUD).outbox.postponed(job, 0, 'It is away.');
      ledger.to(CLOUD).outbox.postponed(job, 0, 'It is away.');
    }
    const events = ledger.history.of(shotId);
    expect(events.find(({ kind }) => kind === 'published')?.destination).toBe(VENUE);
    expect(events.find(({ kind }) => kind === 'attempt')).toMatchObject({
      destination: CLOUD,
      times: 2,
    });
  });

  it('waits in the same outbox after the ledger was closed and opened again', () => {
    const shotId = arrive('a');
    publish(VENUE, 1_300);
    reopen();
    expect(ledger.destinations.ids()).toEqual([VENUE, CLOUD]);
    expect([waiting(VENUE), waiting(CLOUD)]).toEqual([[], [shotId]]);
    expect(ledger.outbox.pending()).toBe(1);
  });
});

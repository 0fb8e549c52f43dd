import { describe, expect, it } from 'vitest';
import { NO_COUNTS, type EngineStatus } from '../../../bridge/contract.ts';
import type { DestinationView } from '../../../bridge/destinations.ts';
import { sampleStatus } from '../../../bridge/testing/samples.ts';
import { chooseLanguage } from '../../app/words/index.ts';
import { headlineOf } from './headline.ts';

const english = chooseLanguage(['en']);
const chinese = chooseLanguage(['zh-CN']);

const headline = (told: Partial<EngineStatus>, language = english) =>
  headlineOf({ connection: 'connected', status: sampleStatus(told), statusAt: 0 }, language);

const counts = (told: Partial<EngineStatus['counts']>) => ({ ...NO_COUNTS, ...told });
const away = { ...sampleStatus().relay, state: 'offline' as const, message: 'It is away.' };
const full = { code: 'disk_full', message: 'The disk is full.' };

describe('the headline', () => {
  it('is calm when all is well', () => {
    expect(headline({})).toMatchObject({ tone: 'good', sentence: english.words.headline.ready });
    expect(headline({ counts: counts({ seen: 1204, live: 1204 }) })).toMatchObject({
      tone: 'good',
      sentence: 'All 1,204 photos are live',
    });
    expect(
      headline({ counts: counts({ seen: 4, live: 1, queued: 2, arriving: 1 }) }),
    ).toMatchObject({
      tone: 'busy',
      sentence: '3 photos on the way',
    });
  });

  it('says that shots are held, once nothing is on the way', () => {
    const told = headline({ counts: counts({ seen: 5, live: 2, held: 3 }) });
    expect(told).toMatchObject({ tone: 'waiting', sentence: '3 photos are held back' });
    expect(headline({ counts: counts({ held: 3, queued: 1 }) }).sentence).toContain('on the way');
  });

  it('does not call for anybody while the relay is away: it comes back by itself', () => {
    const told = headline({ relay: away, counts: counts({ queued: 37 }) });
    expect(told.tone).toBe('offline');
    expect(told.sentence).toContain('37 photos are waiting');
  });

  it('calls for somebody when the relay refuses this laptop', () => {
    const refused = { ...away, code: 'unauthorized' };
    expect(headline({ relay: refused }).tone).toBe('person');
    expect(headline({ relay: refused }, chinese).sentence).toContain('重新配对');
  });

  it('calls for somebody when the relay will not take an announcement', () => {
    const messages = { unread: 3, waiting: 0, refused: 1, version: 1 };
    expect(headline({ messages }).tone).toBe('person');
    expect(headline({ messages: { ...messages, refused: 0 } }).tone).toBe('good');
  });

  it('calls for somebody when shots failed, and shows them', () => {
    const told = headline({ counts: counts({ failed: 2 }) });
    expect(told).toMatchObject({ tone: 'person', showsAttention: true });
  });

  it('does not hide behind failed shots that the relay is away', () => {
    const told = headline({ relay: away, counts: counts({ failed: 2, queued: 5 }) });
    expect(told.tone).toBe('person');
    expect(told.sentence).toMatch(/^The relay can’t be reached. 5 photos .* 2 shots need you/);
  });

  it('names the folder that is not there', () => {
    const [folder] = sampleStatus().hotFolders;
    const missing = folder ? [{ ...folder, state: 'missing' as const }] : [];
    const told = headline({ hotFolders: missing, counts: counts({ failed: 2 }) });
    expect(told.tone).toBe('person');
    expect(told.sentence).toContain('/Shoot/A');
  });

  it('turns red when the work has stopped, before anything else', () => {
    expect(headline({ alerts: [full], relay: away, counts: counts({ failed: 2 }) }).tone).toBe(
      'stop',
    );
    expect(headline({ alerts: [full] }, chinese).sentence).toContain('磁盘已满');
    const unknown = { code: 'novel', message: 'The spool cannot be written.' };
    expect(headline({ alerts: [unknown] }, chinese).sentence).toBe(unknown.message);
  });

  it('says from when the numbers are while the engine is being started again', () => {
    const known = { connection: 'lost' as const, status: sampleStatus({ alerts: [full] }) };
    const told = headlineOf({ ...known, statusAt: 0 }, english);
    expect(told.tone).toBe('waiting');
    expect(told.sentence).toContain(english.format.time(0));
    const nothing = { connection: 'connecting' as const, status: null, statusAt: 0 };
    expect(headlineOf(nothing, english).tone).toBe('waiting');
  });
});

describe('the headline of two destinations', () => {
  const venue: DestinationView = {
    ...sampleStatus().relay,
    id: 'venue',
    title: 'Anna & Li',
    galleryUrl: 'http://192.168.1.24:3001/g/anna-li',
    relayUrl: 'http://127.0.0.1:3001',
    main: true,
    live: 40,
    backlog: { photos: 0, bytes: 0 },
    secondsLeft: null,
    telling: 0,
    uplinkBytesPerSecond: 0,
    latency: null,
  };
  const cloud = { ...venue, id: 'cloud', relayUrl: 'https://photos.example', main: false };
  const lost = { ...cloud, state: 'offline' as const, backlog: { photos: 37, bytes: 48e6 } };
  const live = counts({ seen: 40, live: 40 });

  it('says where photos are live and which one they wait for', () => {
    const told = headline({ destinations: [venue, lost], counts: live });
    expect(told.tone).toBe('offline');
    expect(told.sentence).toBe(
      'This laptop is live. photos.example can’t be reached: 37 photos wait for it and follow by themselves.',
    );
    expect(headline({ destinations: [venue, lost], counts: live }, chinese).sentence).toContain(
      '37 张照片',
    );
  });

  it('says so as well when the main one is away', () => {
    const mainLost = { ...venue, state: 'offline' as const, backlog: lost.backlog };
    const told = headline({ relay: away, destinations: [mainLost, cloud], counts: live });
    expect(told.sentence).toContain('photos.example is live. This laptop can’t be reached');
  });

  it('is as with one when both are away', () => {
    const both = [
      { ...venue, state: 'offline' as const },
      { ...cloud, state: 'offline' as const },
    ];
    const told = headline({ relay: away, destinations: both, counts: counts({ queued: 5 }) });
    expect(told.sentence).toContain('The relay can’t be reached. 5 photos');
  });

  it('says what is still on its way to the one that was away', () => {
    const late = { ...lost, state: 'online' as const };
    const told = headline({ destinations: [venue, late], counts: live });
    expect(told).toMatchObject({
      tone: 'busy',
      sentence: '37 photos on the way to photos.example',
    });
    expect(headline({ destinations: [venue, cloud], counts: live }).tone).toBe('good');
  });

  it('names the one that refuses this laptop', () => {
    const refusing = { ...lost, code: 'unauthorized' };
    const told = headline({ destinations: [venue, refusing], counts: live });
    expect(told.tone).toBe('person');
    expect(told.sentence).toMatch(/^photos.example: The relay no longer accepts this laptop/);
  });
});

import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../../bridge/ledger-calls.ts';
import { chooseLanguage } from '../../app/words/index.ts';
import { eventText } from './event-text.ts';

const EVENT: HistoryEvent = {
  at: 0,
  kind: 'seen',
  state: null,
  revision: null,
  detail: null,
  who: null,
  times: 1,
  until: null,
};

function read(told: Partial<HistoryEvent>, language = 'en') {
  const { words, format } = chooseLanguage([language]);
  return eventText({ ...EVENT, ...told }, words, format);
}

test.each<[string, Partial<HistoryEvent>, string, string[]]>([
  ['the first sight', { detail: 'a/IMG_1.JPG' }, 'Seen', ['a/IMG_1.JPG']],
  ['a decision', { kind: 'state', state: 'held', who: 'person' }, 'Held · by you', []],
  [
    'a delay',
    { kind: 'state', state: 'queued', who: 'delay' },
    'Into the outbox · its delay was over',
    [],
  ],
  ['stars', { kind: 'rated', detail: '4', who: 'person' }, 'Rated · 4 stars · by you', []],
  ['a new version', { kind: 'complete', revision: 2 }, 'File complete · version 2', []],
  ['the first version', { kind: 'complete', revision: 1 }, 'File complete', []],
  [
    'a reason',
    { kind: 'state', state: 'failed', detail: 'It is torn.' },
    'Failed',
    ['It is torn.'],
  ],
  [
    'a caption',
    { kind: 'described', detail: 'The kiss', who: 'person' },
    'Caption · by you',
    ['The kiss'],
  ],
  ['no caption any more', { kind: 'described', detail: '' }, 'Caption', ['–']],
  ['tags', { kind: 'tagged', detail: '["couple","dance"]' }, 'Tags', ['couple · dance']],
  ['the best one', { kind: 'featured', detail: '1' }, 'Featured', []],
  ['the best one no more', { kind: 'featured', detail: '0' }, 'No longer featured', []],
  ['a state of a later version', { kind: 'state', state: 'framed' }, 'framed', []],
])('%s is told in words', (_what, event, title, lines) => {
  expect(read(event)).toEqual({ title, lines });
});

test('repeated attempts say how often', () => {
  const { title, lines } = read({ kind: 'attempt', detail: 'Busy.', times: 1200, until: 0 });
  expect(title).toBe('Did not go out, is tried again');
  expect(lines[0]).toBe('Busy.');
  expect(lines[1]).toMatch(/^1,200 times, the last at \d\d:\d\d:\d\d$/);
});

test('a history reads in Chinese, too', () => {
  expect(read({ kind: 'state', state: 'rejected', who: 'person' }, 'zh-CN').title).toBe(
    '已弃用 · 由您决定',
  );
});

test('of two destinations the one is named at which it happened', () => {
  const { words, format } = chooseLanguage(['en']);
  const names = new Map([['cloud', 'photos.example']]);
  const title = (destination: string | null) =>
    eventText({ ...EVENT, kind: 'published', destination }, words, format, names).title;
  expect(title('cloud')).toBe('Live · photos.example');
  expect(title(null)).toBe('Live');
});

import { expect, test } from 'vitest';
import { NO_COUNTS, type EngineStatus } from '../bridge/contract.ts';
import { sampleStatus } from '../bridge/testing/samples.ts';
import { situationOf } from './situation.ts';
import { chooseShellLanguage } from './words.ts';

const online = { ...sampleStatus().relay, state: 'online' } as const;

function told(counts: Partial<EngineStatus['counts']>, language = 'en') {
  const status = sampleStatus({ counts: { ...NO_COUNTS, ...counts }, relay: online });
  return situationOf(status, chooseShellLanguage([language]).ui);
}

test('the counters are those of the top line, in both languages', () => {
  const counts = { seen: 1204, live: 1201, queued: 2, uploading: 1 };
  expect(told(counts).counters).toBe('seen 1,204 · live 1,201 · queued 3');
  expect(told(counts, 'zh-CN').counters).toBe('已收到 1,204 · 已发布 1,201 · 排队中 3');
});

test.each<[string, Partial<EngineStatus['counts']>, string, number]>([
  [
    'arriving, rendering, queued, uploading',
    { seen: 4, arriving: 1, rendering: 1, queued: 1, uploading: 1 },
    'busy',
    4,
  ],
  ['all live', { seen: 4, live: 4 }, 'good', 0],
  ['one failed', { seen: 4, live: 3, failed: 1 }, 'person', 0],
  ['rejected and not published move nothing', { seen: 4, rejected: 2, unpublished: 2 }, 'good', 0],
])('%s', (_case, counts, tone, moving) => {
  expect(told(counts)).toMatchObject({ tone, moving });
});

test('held shots wait for a person and keep nothing awake', () => {
  expect(told({ seen: 2, held: 2 }).moving).toBe(0);
});

test('paused, what waits in the outbox is no work', () => {
  const counts = { ...NO_COUNTS, seen: 3, rendering: 1, queued: 2 };
  const { uplink } = sampleStatus();
  const paused = { ...uplink, settings: { ...uplink.settings, paused: true } };
  const { ui } = chooseShellLanguage(['en']);
  expect(situationOf(sampleStatus({ counts, relay: online, uplink: paused }), ui)).toMatchObject({
    moving: 3,
    working: 1,
    paused: true,
  });
});

test.each(['', 'file:///etc/passwd', 'smb://host/g/x'])(
  '%j is no gallery to open',
  (galleryUrl) => {
    const session = { id: 's', title: '', galleryUrl };
    const { ui } = chooseShellLanguage(['en']);
    expect(situationOf(sampleStatus({ session }), ui).gallery).toBeNull();
  },
);

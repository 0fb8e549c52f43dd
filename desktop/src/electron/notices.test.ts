import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeSystem } from './fake/system.ts';
import { createNotices, type Notices } from './notices.ts';
import type { Situation } from './situation.ts';

const situation = (tone: Situation['tone'], sentence: string) => ({
  tone,
  sentence,
  title: 'Anna & Li',
});

let notices: Notices;
let isLookedAt: boolean;
let shown: ReturnType<typeof createFakeSystem>['notifications'];
const onClick = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  onClick.mockReset();
  isLookedAt = false;
  const system = createFakeSystem();
  shown = system.notifications;
  notices = createNotices(system, {
    isLookedAt: () => isLookedAt,
    onClick,
    now: () => Date.now(),
  });
});
afterEach(() => {
  notices.stop();
  vi.useRealTimers();
});

const bodies = () => shown.map(({ options }) => options.body);

test('what needs a person is said, with the session', () => {
  notices.tell(situation('person', '1 shot needs you.'));
  expect(shown).toMatchObject([
    { shown: true, options: { title: 'Anna & Li', body: '1 shot needs you.' } },
  ]);
});

test.each(['good', 'busy', 'offline', 'waiting'] as const)('%s is not worth a ring', (tone) => {
  notices.tell(situation(tone, 'The relay can’t be reached.'));
  expect(shown).toEqual([]);
});

test('the same trouble rings once, also with another number', () => {
  notices.tell(situation('person', '3 shots need you.'));
  vi.advanceTimersByTime(600_000);
  notices.tell(situation('person', '4 shots need you.'));
  expect(bodies()).toEqual(['3 shots need you.']);
});

test('another trouble rings a minute after the last, if it still holds', () => {
  notices.tell(situation('person', '3 shots need you.'));
  notices.tell(situation('stop', 'This disk is full.'));
  expect(shown).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  expect(bodies()).toEqual(['3 shots need you.', 'This disk is full.']);
  notices.tell(situation('person', 'The hot folder is not there.'));
  notices.tell(situation('good', 'All photos are live'));
  vi.advanceTimersByTime(60_000);
  expect(shown).toHaveLength(2);
});

test('nothing rings after the program has ended', () => {
  notices.tell(situation('person', '3 shots need you.'));
  notices.tell(situation('stop', 'This disk is full.'));
  notices.stop();
  vi.advanceTimersByTime(120_000);
  expect(shown).toHaveLength(1);
});

test('whoever looks at the window has read it there', () => {
  isLookedAt = true;
  notices.tell(situation('person', 'The hot folder is not there.'));
  isLookedAt = false;
  notices.tell(situation('person', 'The hot folder is not there.'));
  expect(shown).toEqual([]);
});

test('a click brings the window', () => {
  notices.show({ title: 'A guest wrote', body: 'Hello' });
  shown[0]?.emit('click');
  expect(onClick).toHaveBeenCalledOnce();
});

test('a system that shows none is no trouble', () => {
  const mute = createNotices(
    { createNotification: () => null },
    { isLookedAt: () => false, onClick, now: () => 0 },
  );
  expect(() => mute.show({ title: 'a', body: 'b' })).not.toThrow();
});

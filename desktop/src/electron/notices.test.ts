import { expect, test, vi } from 'vitest';
import { createFakeSystem } from './fake/system.ts';
import { createNotices } from './notices.ts';
import type { Situation } from './situation.ts';

const situation = (tone: Situation['tone'], sentence: string): Situation => ({
  tone,
  sentence,
  counters: 'seen 2 · live 1 · queued 0',
  moving: 0,
  working: 0,
  paused: false,
  seen: 2,
  gallery: null,
  sessionId: 's',
});

function stage() {
  const system = createFakeSystem();
  const looked = { at: false };
  const onClick = vi.fn<() => void>();
  const notices = createNotices(system, { isLookedAt: () => looked.at, onClick });
  const titles = () => system.notifications.map(({ options }) => options.title);
  return { notices, looked, onClick, titles, shown: system.notifications };
}

test('what needs a person is said, with the counters', () => {
  const { notices, shown } = stage();
  notices.tell(situation('person', '1 shot needs you.'));
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatchObject({
    shown: true,
    options: { title: '1 shot needs you.', body: 'seen 2 · live 1 · queued 0' },
  });
});

test.each(['good', 'busy', 'offline', 'waiting'] as const)('%s is not worth a ring', (tone) => {
  const { notices, shown } = stage();
  notices.tell(situation(tone, 'The relay can’t be reached.'));
  expect(shown).toEqual([]);
});

test('the same trouble rings once, also with another number; the next one rings again', () => {
  const { notices, titles } = stage();
  notices.tell(situation('person', '3 shots need you.'));
  notices.tell(situation('person', '4 shots need you.'));
  notices.tell(situation('stop', 'This disk is full.'));
  notices.tell(situation('good', 'All photos are live'));
  notices.tell(situation('person', '5 shots need you.'));
  expect(titles()).toEqual(['3 shots need you.', 'This disk is full.', '5 shots need you.']);
});

test('whoever looks at the window has read it there', () => {
  const { notices, looked, titles } = stage();
  looked.at = true;
  notices.tell(situation('person', 'The hot folder is not there.'));
  looked.at = false;
  notices.tell(situation('person', 'The hot folder is not there.'));
  expect(titles()).toEqual([]);
});

test('a click brings the window', () => {
  const { notices, shown, onClick } = stage();
  notices.show({ title: 'A guest wrote', body: 'Hello' });
  shown[0]?.emit('click');
  expect(onClick).toHaveBeenCalledOnce();
});

test('a system that shows none is no trouble', () => {
  const notices = createNotices(
    { createNotification: () => null },
    { isLookedAt: () => false, onClick: () => undefined },
  );
  expect(() => notices.show({ title: 'a', body: 'b' })).not.toThrow();
});

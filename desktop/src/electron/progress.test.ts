import { expect, test } from 'vitest';
import { advance, type Haul } from './progress.ts';

type Step = [seen: number, moving: number, fraction: number];

/** What the bar shows after each step of an evening. */
function play(steps: readonly Step[], session = (_step: number): string => 's'): number[] {
  let haul: Haul = null;
  return steps.map(([seen, moving], step) => {
    const next = advance(haul, {
      seen,
      moving,
      tone: 'busy',
      paused: false,
      sessionId: session(step),
    });
    ({ haul } = next);
    return Number(next.progress.fraction.toFixed(2));
  });
}

test.each<[string, Step[]]>([
  ['nothing moves: no bar', [[120, 0, -1]]],
  [
    'one shot: hardly begun, then gone',
    [
      [121, 1, 0.03],
      [121, 0, -1],
    ],
  ],
  [
    'a burst of ten',
    [
      [10, 10, 0.03],
      [10, 5, 0.5],
      [10, 1, 0.9],
      [10, 0, -1],
    ],
  ],
  [
    'late in the evening the bar counts what came now',
    [
      [1010, 10, 0.03],
      [1010, 5, 0.5],
    ],
  ],
  [
    'more come meanwhile: it goes back',
    [
      [10, 5, 0.03],
      [10, 1, 0.8],
      [20, 11, 0.27],
    ],
  ],
  [
    'the next haul begins anew',
    [
      [10, 10, 0.03],
      [10, 0, -1],
      [14, 4, 0.03],
      [14, 2, 0.5],
    ],
  ],
])('%s', (_case, steps) => {
  expect(play(steps)).toEqual(steps.map(([, , fraction]) => fraction));
});

test('another session begins anew', () => {
  const steps: Step[] = [
    [100, 50, 0],
    [100, 10, 0],
    [40, 30, 0],
  ];
  expect(play(steps, (step) => (step < 2 ? 's' : 't'))).toEqual([0.03, 0.8, 0.03]);
});

test.each([
  ['busy', 'normal'],
  ['good', 'normal'],
  ['offline', 'paused'],
  ['waiting', 'paused'],
  ['person', 'error'],
  ['stop', 'error'],
] as const)('%s is drawn as %s', (tone, mode) => {
  const { progress } = advance(null, {
    seen: 2,
    moving: 1,
    tone,
    paused: false,
    sessionId: 's',
  });
  expect(progress.mode).toBe(mode);
});

test('paused by a person is drawn as paused', () => {
  const now = { seen: 2, moving: 1, tone: 'busy', paused: true, sessionId: 's' } as const;
  expect(advance(null, now).progress.mode).toBe('paused');
});

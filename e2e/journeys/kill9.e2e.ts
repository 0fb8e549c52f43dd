import { expect, it } from 'vitest';
import { killAll, killParts } from '../faults/kills.ts';

const RUN = { frames: 12, seed: 42, short: true };

it('shows every frame once although engine and relay are killed again and again', async () => {
  const { problems } = await killParts(['engine', 'relay'], { ...RUN, kills: 4 });
  expect(problems).toEqual([]);
});

it('shows every frame once although the whole system is killed and started again', async () => {
  const { problems } = await killAll({ ...RUN, frames: 6, kills: 1 });
  expect(problems).toEqual([]);
});

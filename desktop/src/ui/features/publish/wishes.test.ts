import { expect, it } from 'vitest';
import type { ShotView } from '../../../bridge/contract.ts';
import { sampleShot } from '../../../bridge/testing/samples.ts';
import { oppositeOf, WISHES, wished, wishFor } from './wishes.ts';

const live = (n: number, told: Partial<ShotView> = {}) => sampleShot(n, { state: 'live', ...told });
const retracted = (n: number) => live(n, { state: 'retracted' });
const held = (n: number) => live(n, { state: 'held', hasPicture: true });
const featured = (n: number) => wished(live(n), WISHES.feature);

it('takes back what guests see, and restores only where nothing else is left', () => {
  const mixed = wishFor('takeBack', [live(1), retracted(2), held(3)]);
  expect([mixed?.wished, mixed?.shots.map(({ id }) => id)]).toEqual(['takeBack', [live(1).id]]);
  expect(wishFor('takeBack', [retracted(2), held(3)])).toMatchObject({ wished: 'restore' });
  expect(wishFor('takeBack', [held(3)]), 'what no guest has seen is rejected').toBeNull();
});

it('features what is not featured, and takes that away where all are', () => {
  const [one, other] = [featured(1), live(2)];
  expect(wishFor('feature', [one, other])).toEqual({ wished: 'feature', shots: [other] });
  expect(wishFor('feature', [one])?.wished).toBe('unfeature');
  expect(wishFor('feature', [live(3, { state: 'rejected' })])).toBeNull();
});

it('is undone by its opposite, and leaves alone what else was said', () => {
  const said = { featured: false, caption: 'Cake', tags: ['a'], pending: false, retracting: null };
  const shot = live(1, { said });
  const back = wished(wished(shot, WISHES.takeBack), oppositeOf('takeBack'));
  expect(back).toMatchObject({ state: 'live', said: { caption: 'Cake', tags: ['a'] } });
});

import { expect, it } from 'vitest';
import type { ShotView } from '../../../bridge/contract.ts';
import { sampleId, sampleShot } from '../../../bridge/testing/samples.ts';
import { createStore } from '../../app/state/store.ts';
import { openLightTable, pickFrame, toggleBurst, toggleBursts } from '../light-table/actions.ts';
import {
  selectBursts,
  selectCursor,
  selectOrder,
  selectPlace,
  selectTargets,
} from '../light-table/selectors.ts';

/** Frames of one second each; a burst where they are closer. */
function table(...frames: [at: number, told?: Partial<ShotView>][]) {
  const store = createStore();
  const shots = frames.map(([capturedAt, told], index) =>
    sampleShot(index + 1, {
      name: `IMG_000${index + 1}.JPG`,
      state: 'held',
      body: 'R5',
      capturedAt,
      ...told,
    }),
  );
  const page = { shots: shots.toReversed(), more: false, asked: 0 };
  store.dispatch({ type: 'newest_page', page });
  openLightTable(store);
  return store;
}
const ids = (...numbers: number[]) => numbers.map((n) => sampleId(n));

it('shows one frame of each burst, and all of them once it is opened', () => {
  const store = table([0], [100], [200], [5_000]);
  expect(selectOrder(store.get())).toEqual(ids(1, 4));
  pickFrame(store, sampleId(1), 'only');
  expect(selectTargets(store.get()), 'what lies under it is not decided about').toEqual(ids(1));
  toggleBurst(store);
  expect(selectOrder(store.get())).toEqual(ids(1, 2, 3, 4));
  expect(selectPlace(store.get(), sampleId(2))).toMatchObject({ index: 1, isClosed: false });
  pickFrame(store, sampleId(3), 'only');
  toggleBurst(store);
  expect([selectOrder(store.get()), selectCursor(store.get())]).toEqual([ids(1, 4), sampleId(1)]);
});

it('puts the frame on top that goes out', () => {
  const store = table([0], [100, { state: 'queued' }], [200]);
  expect(selectOrder(store.get())).toEqual(ids(2));
});

it('opens all, and closes all', () => {
  const store = table([0], [100], [5_000], [5_100]);
  toggleBursts(store);
  expect(selectOrder(store.get())).toHaveLength(4);
  toggleBursts(store);
  expect(selectOrder(store.get())).toEqual(ids(1, 3));
});

it('works it out once for the same shots', () => {
  const store = table([0], [100]);
  expect(selectBursts(store.get())).toBe(selectBursts(store.get()));
});

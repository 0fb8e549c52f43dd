import type { App } from '../../app/context.tsx';
import {
  changeSides,
  move,
  selectAll,
  stepBack,
  toggleBurst,
  toggleBursts,
  toggleCompare,
  toggleLarge,
  toggleZoom,
} from '../light-table/actions.ts';
import { keepAtCursor } from '../bursts/keep.ts';
import type { Shortcut } from './shortcut.ts';

type Step = (columns: number) => number;

const FAR = Number.MAX_SAFE_INTEGER;

/** How far each key goes; rows only where there are rows. */
const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
  Home: () => -FAR,
  End: () => FAR,
};

const moving = (name: Shortcut['name'], keys: string[], shown: string): Shortcut => ({
  name,
  keys,
  shown,
  run: ({ store }, { key, shift }) => {
    const { mode, columns } = store.get().light;
    move(store, STEPS[key]?.(mode === 'grid' ? columns : 1) ?? 0, shift);
  },
});

/** Keys of the light table. */
export const LIGHT: readonly Shortcut[] = [
  moving('move', ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], '←→↑↓'),
  moving('ends', ['Home', 'End'], 'Home End'),
  { name: 'all', keys: ['Ctrl+a'], shown: 'Ctrl A', run: ({ store }) => selectAll(store) },
  { name: 'large', keys: ['Enter'], shown: '⏎', run: ({ store }) => toggleLarge(store) },
  { name: 'compare', keys: ['c'], run: ({ store }) => toggleCompare(store) },
  { name: 'sides', keys: ['s'], run: ({ store }) => changeSides(store) },
  {
    name: 'burst',
    keys: ['v'],
    run: ({ store }, { shift }) => (shift ? toggleBursts : toggleBurst)(store),
  },
  { name: 'keep', keys: ['k'], run: ({ store, decider }) => keepAtCursor(store, decider) },
  { name: 'zoom', keys: [' '], shown: 'Space', run: zoom },
  { name: 'escapeLight', keys: ['Escape'], shown: 'Esc', run: escape },
];

/** A picture that is small in a grid is first made large. */
function zoom({ store }: App): void {
  if (store.get().light.mode === 'grid') toggleLarge(store);
  else toggleZoom(store);
}

function escape({ panel, store }: App): void {
  if (panel.open !== null) panel.close();
  else stepBack(store);
}

import type { App } from '../../app/context.tsx';
import { selectLookedAt } from '../../app/state/selectors.ts';
import type { UiState } from '../../app/state/state.ts';
import { nextUndecided } from '../light-table/actions.ts';
import { selectTargets } from '../light-table/selectors.ts';
import type { WishKey } from '../publish/wishes.ts';
import type { Decision } from '../undo/notice.ts';
import type { Shortcut } from './shortcut.ts';

/** The shots that a decision is about: what is looked at, or selected on the light table. */
export function selectDecidable(state: UiState): readonly string[] {
  if (state.light.on) return selectTargets(state);
  const looked = selectLookedAt(state);
  return looked ? [looked.id] : [];
}

function decide({ store, decider }: App, decision: Decision, andOn: boolean): void {
  decider.decide(selectDecidable(store.get()), decision);
  if (andOn) nextUndecided(store);
}

const deciding = (name: Decision, key: string): Shortcut => ({
  name,
  keys: [key],
  run: (app, { shift }) => decide(app, name, shift),
});

const wishing = (name: WishKey, key: string): Shortcut => ({
  name,
  keys: [key],
  run: ({ store, decider }) => decider.wish(selectDecidable(store.get()), name),
});

/** Deciding about shots; the same wherever they are looked at. */
export const DECIDING: readonly Shortcut[] = [
  deciding('publish', 'p'),
  deciding('hold', 'h'),
  deciding('reject', 'x'),
  {
    name: 'rate',
    keys: ['0', '1', '2', '3', '4', '5'],
    shown: '0–5',
    run: ({ store, decider }, { key }) => decider.rate(selectDecidable(store.get()), Number(key)),
  },
  wishing('takeBack', 't'),
  wishing('feature', 'f'),
  { name: 'undo', keys: ['z', 'Ctrl+z'], run: ({ decider }) => decider.undo() },
  { name: 'undecided', keys: ['u'], run: ({ store }) => nextUndecided(store) },
];

import { toggleLightTable } from '../light-table/actions.ts';
import type { Shortcut } from './shortcut.ts';

export const EVERYWHERE: readonly Shortcut[] = [
  { name: 'light', keys: ['g'], run: ({ store }) => toggleLightTable(store) },
  { name: 'share', keys: ['q'], run: ({ panel }) => panel.toggle('share') },
  { name: 'keys', keys: ['?'], run: ({ panel }) => panel.toggle('keys') },
];

import { toggleLightTable } from '../light-table/actions.ts';
import type { Shortcut } from './shortcut.ts';

export const EVERYWHERE: readonly Shortcut[] = [
  { name: 'light', keys: ['g'], run: ({ store }) => toggleLightTable(store) },
  { name: 'share', keys: ['q'], run: ({ panel }) => panel.toggle('share') },
  { name: 'messages', keys: ['m'], run: ({ panel }) => panel.toggle('messages') },
  { name: 'settings', keys: [','], run: ({ panel }) => panel.toggle('settings') },
  { name: 'history', keys: ['/'], run: ({ panel }) => panel.toggle('history') },
  { name: 'numbers', keys: ['#'], run: ({ panel }) => panel.toggle('numbers') },
  { name: 'keys', keys: ['?'], run: ({ panel }) => panel.toggle('keys') },
];

import type { PhotoState } from '@picture-live/shared/protocol';
import type { StudioFilter } from '../list/photo-list.ts';

/** What somebody chose, as it stands in the address. */
export interface Chosen {
  /** A state, the highlights, or everything. */
  which: PhotoState | 'featured' | 'all';
  tag: string;
  photographer: string;
  text: string;
}

export const EVERYTHING: Chosen = { which: 'all', tag: '', photographer: '', text: '' };

const WHICH: readonly Chosen['which'][] = ['all', 'shown', 'hidden', 'held', 'scan', 'featured'];

export function filterOf({ which, tag, photographer, text }: Chosen): StudioFilter {
  return {
    ...(which === 'featured' && { featured: true }),
    ...(which !== 'featured' && which !== 'all' && { state: which }),
    ...(tag !== '' && { tag }),
    ...(photographer !== '' && { photographer }),
    ...(text.trim() !== '' && { text: text.trim() }),
  };
}

export function isEverything(chosen: Chosen): boolean {
  return Object.keys(filterOf(chosen)).length === 0;
}

/** From the query of an address, so that a filtered list can be reloaded and shared. */
export function readChosen(query: URLSearchParams): Chosen {
  const said = query.get('which');
  return {
    which: WHICH.find((one) => one === said) ?? 'all',
    tag: query.get('tag') ?? '',
    photographer: query.get('by') ?? '',
    text: query.get('text') ?? '',
  };
}

/** The query with its question mark; empty where everything is shown. */
export function queryOfChosen({ which, tag, photographer, text }: Chosen): string {
  const query = new URLSearchParams();
  if (which !== 'all') query.set('which', which);
  if (tag !== '') query.set('tag', tag);
  if (photographer !== '') query.set('by', photographer);
  if (text !== '') query.set('text', text);
  const said = query.toString();
  return said === '' ? '' : `?${said}`;
}

import type { Photo, PhotoOrder } from '@picture-live/shared/protocol';

/** What a guest has narrowed the gallery to; all of it has to be true of a photo. */
export interface Filter {
  readonly photographer?: string;
  readonly tag?: string;
  readonly featured?: true;
  /** By this guest. */
  readonly liked?: true;
}

/** Which photos are shown, and how they are ordered. */
export interface View {
  readonly order: PhotoOrder;
  readonly filter: Filter;
}

export const EVERYTHING: View = { order: 'arrival', filter: {} };

/** The view that an address asks for (`?order=captured&tag=cake`); unknown words are left alone. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  const photographer = query.get('photographer')?.slice(0, MAX_NAME);
  const tag = query.get('tag')?.slice(0, MAX_TAG);
  return {
    order: query.get('order') === 'captured' ? 'captured' : 'arrival',
    filter: {
      ...(isSaid(photographer) && { photographer }),
      ...(isSaid(tag) && { tag }),
      ...(query.get('featured') === '1' && { featured: true }),
      ...(query.get('liked') === '1' && { liked: true }),
    },
  };
}

/** The address of a view: empty, or a query with its `?`. */
export function searchOf({ order, filter }: View): string {
  const query = new URLSearchParams();
  if (order === 'captured') query.set('order', order);
  if (filter.photographer !== undefined) query.set('photographer', filter.photographer);
  if (filter.tag !== undefined) query.set('tag', filter.tag);
  if (filter.featured === true) query.set('featured', '1');
  if (filter.liked === true) query.set('liked', '1');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function isSameView(one: View, other: View): boolean {
  return searchOf(one) === searchOf(other);
}

export function isNarrowed({ filter }: View): boolean {
  return Object.keys(filter).length > 0;
}

/**
 * Whether a photo belongs to the view, as far as it says so itself. Who likes it, it does not: one
 * that is there already stays, and none comes in.
 */
export function belongs(photo: Photo, { filter }: View, isThere: boolean): boolean {
  const { photographer, tag, featured, liked } = filter;
  return (
    (photographer === undefined || photo.photographer === photographer) &&
    (tag === undefined || photo.tags?.includes(tag) === true) &&
    (featured !== true || photo.featured === true) &&
    (liked !== true || isThere)
  );
}

/** What an order goes by. */
export interface Ordered {
  seq: number;
  capturedAt: number;
}

export type IsBefore = (one: Ordered, other: Ordered) => boolean;

const ORDERS: Record<PhotoOrder, IsBefore> = {
  arrival: (one, other) => one.seq > other.seq,
  captured: (one, other) =>
    one.capturedAt === other.capturedAt ? one.seq < other.seq : one.capturedAt < other.capturedAt,
};

/** Whether one photo is shown before another. */
export function orderOf({ order }: View): IsBefore {
  return ORDERS[order];
}

/** As long as the relay takes them. */
const MAX_NAME = 120;
const MAX_TAG = 60;

function isSaid(word: string | undefined): word is string {
  return word !== undefined && word !== '';
}

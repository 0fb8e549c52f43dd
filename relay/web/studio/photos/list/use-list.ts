import type { PictureLive } from '@picture-live/shared/hooks';
import { useLive, useStore } from '@picture-live/shared/hooks/preact';
import { whoLooks } from '../../app/who-looks.ts';
import { listStore, type ListState, type ListStore } from './list-store.ts';
import type { StudioFilter } from './photo-list.ts';

/** Lists that were looked at last: coming back to one shows it at once. */
const MOST_KEPT = 6;
const byConnection = new WeakMap<PictureLive, Map<string, ListStore>>();

/** The photos that fit a filter, which is compared by its content. */
export function useList(sessionId: string, filter: StudioFilter): [ListState, ListStore] {
  const list = listOf(useLive(), sessionId, filter);
  return [useStore(list), list];
}

function listOf(live: PictureLive, sessionId: string, filter: StudioFilter): ListStore {
  const lists = byConnection.get(live) ?? new Map<string, ListStore>();
  byConnection.set(live, lists);
  const key = JSON.stringify([whoLooks(live), sessionId, filter]);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const [oldest] = lists.keys();
  if (lists.size >= MOST_KEPT && oldest !== undefined) lists.delete(oldest);
  const link = live.session(sessionId);
  const made = listStore({
    sessionId,
    onEvents: (listener) => link.on('events', listener),
    onSetBack: (listener) => link.on('setBack', listener),
    api: live.api,
    filter,
  });
  lists.set(key, made);
  return made;
}

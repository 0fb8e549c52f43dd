import type { HotFolderView, ShotState, ShotView } from '../../../bridge/contract.ts';
import type { ShotFilter, StateGroup } from './state.ts';

export const GROUPS: Record<StateGroup, readonly ShotState[]> = {
  held: ['held'],
  moving: ['arriving', 'rendering', 'queued', 'uploading'],
  live: ['live'],
  retracted: ['retracted'],
  rejected: ['rejected'],
  trouble: ['failed', 'unpublished'],
};

/** Whether a filter lets a shot through. */
export function matcher(filter: ShotFilter): (shot: ShotView) => boolean {
  const states = filter.group === null ? null : new Set(GROUPS[filter.group]);
  const text = filter.text.trim().toLowerCase();
  return (shot) =>
    (states === null || states.has(shot.state)) &&
    (shot.rating ?? 0) >= filter.stars &&
    (filter.folder === null || isIn(shot, filter.folder)) &&
    (text === '' || shot.name.toLowerCase().includes(text));
}

export function isFiltering({ group, stars, folder, text }: ShotFilter): boolean {
  return group !== null || stars > 0 || folder !== null || text.trim() !== '';
}

/** Hot folder and the folder in it, which ends with a slash: `<id>/` or `<id>/DCIM/100CANON/`. */
export function folderKeyOf({ hotFolderId, path }: ShotView): string {
  return `${hotFolderId}/${path.slice(0, path.lastIndexOf('/') + 1)}`;
}

function isIn(shot: ShotView, folder: string): boolean {
  return folderKeyOf(shot).startsWith(folder);
}

export interface FolderChoice {
  key: string;
  /** The hot folder's name and what is below it, as people read paths. */
  label: string;
}

/** The folders that hold shots, and the hot folders; nothing to choose where there is only one. */
export function folderChoices(
  keys: readonly string[],
  hotFolders: readonly Pick<HotFolderView, 'id' | 'path'>[],
): readonly FolderChoice[] {
  const all = new Set([...hotFolders.map(({ id }) => `${id}/`), ...keys]);
  if (all.size < 2) return [];
  return [...all]
    .map((key) => ({ key, label: labelOf(key, hotFolders) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

function labelOf(key: string, hotFolders: readonly Pick<HotFolderView, 'id' | 'path'>[]): string {
  const slash = key.indexOf('/');
  const id = key.slice(0, slash);
  const below = key.slice(slash + 1, -1);
  const path = hotFolders.find((folder) => folder.id === id)?.path ?? id;
  const name = path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
  return below === '' ? name : `${name}/${below}`;
}

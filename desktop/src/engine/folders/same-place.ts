import path from 'node:path';
import type { FilePlace } from '../ledger/records.ts';

/** A hot folder as the ledger knows it. */
export interface KnownFolder {
  id: string;
  path: string;
}

/**
 * The same file as other hot folders name it: those that are this folder, lie above it or inside
 * it. Paths inside a hot folder have `/` on every system.
 */
export function samePlaces(
  place: FilePlace,
  folders: readonly KnownFolder[],
  system: Pick<typeof path, 'relative' | 'isAbsolute' | 'sep'> = path,
): FilePlace[] {
  const own = folders.find(({ id }) => id === place.hotFolderId);
  if (!own) return [place];
  return folders.flatMap(({ id, path: other }) => {
    const inside = below(other, own.path);
    if (inside !== null) return [{ hotFolderId: id, path: join(inside, place.path) }];
    const prefix = below(own.path, other);
    if (prefix === null || !place.path.startsWith(`${prefix}/`)) return [];
    return [{ hotFolderId: id, path: place.path.slice(prefix.length + 1) }];
  });

  /** Where `folder` lies below `above`; null: it does not. */
  function below(above: string, folder: string): string | null {
    const relative = system.relative(above, folder);
    const outside = relative === '..' || relative.startsWith(`..${system.sep}`);
    return outside || system.isAbsolute(relative) ? null : relative.replaceAll(system.sep, '/');
  }
}

function join(folder: string, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}

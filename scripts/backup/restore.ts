import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BackupError, newer, verifyBackup } from '@picture-live/shared/backup';
import type { BackupHeader, BackupManifest, RelayPart } from '@picture-live/shared/backup';
import { LEDGER_VERSION, refillSpool } from '../../desktop/src/engine/backup/index.ts';
import {
  nameDatabase,
  openBlobStore,
  requireEmpty,
  requireKnown,
  restoreBlobs,
  restoreTables,
} from '../../relay/src/backup/index.ts';
import type { Places } from '../../relay/src/backup/index.ts';
import { openDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import type { BackupOptions } from './options.ts';
import { requireRoom } from './room.ts';
import { restoreFiles } from './restore-files.ts';
import type { Work } from './take.ts';

export interface Checked {
  header: BackupHeader;
  manifest: BackupManifest & { relay: RelayPart };
}

/**
 * Reads all of a backup, and makes sure that this program understands what is in it.
 *
 * @throws BackupError with what is wrong.
 */
export async function checkBackup(file: string, { progress, signal }: Work): Promise<Checked> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  progress.begin('Checking', size);
  const onBytes = (bytes: number) => progress.add(bytes);
  const { header, manifest } = await verifyBackup(file, { onBytes, signal });
  progress.end();
  const { relay, desktop } = manifest;
  if (relay === null) throw new BackupError(`${file} has no relay in it.`);
  requireKnown(file, header.version, relay);
  if (desktop !== null && desktop.ledgerVersion > LEDGER_VERSION) {
    throw new BackupError(newer(file, header.version));
  }
  return { header, manifest: { ...manifest, relay } };
}

/**
 * Brings a backup to empty places, after all of it was checked. A data folder is put together
 * beside its place and renamed; PostgreSQL gets all rows in one transaction. So an interrupted
 * restore leaves nothing but blobs in a bucket, which the next one puts again.
 *
 * @throws BackupError, PictureLiveError; the places are as they were then.
 */
export async function restoreBackup(
  { file, replace }: Pick<BackupOptions, 'file' | 'replace'>,
  places: Places,
  { header, manifest }: Checked,
  work: Work,
): Promise<void> {
  const { database } = places;
  if (database.kind === 'postgres') await requireEmpty(database, nameDatabase(database));
  const root = places.home ?? places.dataDir;
  const draft = needsFolder(places, manifest) ? await openDraft(root, replace) : null;
  const incoming =
    draft === null
      ? await mkdtemp(path.join(os.tmpdir(), 'picture-live-restore-'))
      : path.join(draft.folder, '.incoming');
  try {
    await mkdir(incoming, { recursive: true });
    const { createdAt } = header;
    await restoreParts({ file, places, createdAt, manifest, work, root, draft, incoming });
  } finally {
    work.progress.end();
    await draft?.discard();
    await rm(incoming, { recursive: true, force: true });
  }
}

/** Whether something of it is kept in the data folder. */
function needsFolder({ database, storage, home }: Places, manifest: BackupManifest): boolean {
  const isOnDisk = database.kind === 'sqlite' || storage.type === 'local';
  return isOnDisk || (home !== null && manifest.desktop !== null);
}

interface Task {
  file: string;
  places: Places;
  /** Of the backup, in epoch milliseconds. */
  createdAt: number;
  manifest: Checked['manifest'];
  work: Work;
  root: string;
  draft: Draft | null;
  incoming: string;
}

async function restoreParts(task: Task): Promise<void> {
  const { file, createdAt, manifest, work, draft, incoming } = task;
  const { database, storage, home } = inDraft(task);
  const { size } = await stat(file);
  if (draft !== null) await requireRoom(draft.folder, size, 'the restored data');
  work.progress.begin('Restoring', size);
  const store = await openBlobStore(storage);
  try {
    const onBytes = (bytes: number) => work.progress.add(bytes);
    await restoreBlobs(file, store, incoming, { onBytes, signal: work.signal });
  } finally {
    store.close();
  }
  if (home !== null) {
    await restoreFiles(file, home, work.signal);
    await refill(home, manifest, storage);
  }
  await rm(incoming, { recursive: true, force: true });
  const land = async () => draft?.land();
  const isHere = database.kind === 'sqlite';
  const { signal } = work;
  const beforeCommit = isHere ? async () => {} : land;
  // The pictures may have taken hours, in which somebody has started a relay.
  if (!isHere) await requireEmpty(database, nameDatabase(database));
  const gap = { createdAt, now: Date.now() };
  await restoreTables(file, manifest, database, { gap, beforeCommit, signal });
  if (!isHere) return;
  signal.throwIfAborted();
  // Closed by now: a database is not renamed while it is open.
  await land();
}

async function refill(
  home: string,
  { desktop }: BackupManifest,
  storage: Places['storage'],
): Promise<void> {
  if (desktop === null) return;
  const dataDir = path.join(home, 'desktop');
  const fileOf =
    storage.type === 'local'
      ? (hash: string) => path.join(storage.folder, hash.slice(0, 2), hash)
      : null;
  await refillSpool(dataDir, path.join(dataDir, 'spool'), fileOf);
}

/** The same places, those below the data folder in its draft. */
function inDraft({ places, root, draft }: Task): Places {
  if (draft === null) return places;
  const move = (place: string): string => {
    const relative = path.relative(root, place);
    const isOutside = relative.startsWith('..') || path.isAbsolute(relative);
    return isOutside ? place : path.join(draft.folder, relative);
  };
  const { database, storage, home, dataDir } = places;
  return {
    database: database.kind === 'sqlite' ? { ...database, file: move(database.file) } : database,
    storage: storage.type === 'local' ? { ...storage, folder: move(storage.folder) } : storage,
    dataDir: move(dataDir),
    home: home === null ? null : move(home),
  };
}

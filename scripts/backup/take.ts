import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { BackupError, openBackupWriter } from '@picture-live/shared/backup';
import type { BackupWriter, DesktopPart } from '@picture-live/shared/backup';
import { copyLedger, listDesktopFiles } from '../../desktop/src/engine/backup/index.ts';
import type { LedgerCopy } from '../../desktop/src/engine/backup/index.ts';
import {
  VERSION,
  findLost,
  localReader,
  openBlobStore,
  takeBlobs,
  takeTables,
} from '../../relay/src/backup/index.ts';
import type { Places, TakenTables } from '../../relay/src/backup/index.ts';
import type { BackupOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { requireRoom } from './room.ts';
import { takeSpool } from './take-spool.ts';

export interface Work {
  say: (line: string) => void;
  progress: Progress;
  signal: AbortSignal;
}

export interface Taken {
  sessions: number;
  photos: number;
  messages: number;
  blobs: number;
  /** Files of the pictures that the relay believes to have, and that are not there or damaged. */
  lost: string[];
}

/**
 * Backs everything up while it runs. The order is what makes the parts agree: the ledger is older
 * than the relay's tables, so that what it has delivered meanwhile is delivered again, which the
 * relay answers with what it has; the tables are older than the blobs, which never change.
 *
 * @throws BackupError, PictureLiveError; nothing is left behind then.
 */
export async function takeBackup(
  { file, replace }: Pick<BackupOptions, 'file' | 'replace'>,
  places: Places,
  work: Work,
): Promise<Taken> {
  refuseInside(file, places.home ?? places.dataDir);
  const writer = await openBackupWriter(file, { replace, version: VERSION, createdAt: Date.now() });
  let scratch: string | null = null;
  try {
    scratch = await mkdtemp(path.join(path.dirname(file), '.picture-live-backup-'));
    return await takeInto(writer, path.join(scratch, 'ledger.sqlite'), { file, places, work });
  } finally {
    work.progress.end();
    await writer.discard();
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  }
}

interface Task {
  file: string;
  places: Places;
  work: Work;
}

async function takeInto(writer: BackupWriter, ledgerFile: string, task: Task): Promise<Taken> {
  const { places, work } = task;
  const { home, database, storage } = places;
  const ledger = home === null ? null : await takeDesktop(writer, home, ledgerFile);
  const tables = await takeTables(database, writer, work.signal);
  const store = await openBlobStore(storage);
  try {
    await requireRoom(path.dirname(task.file), sumOf(tables), 'the backup');
    work.progress.begin('Backing up', sumOf(tables));
    if (home !== null && ledger !== null) {
      const needed = ledger.needed.filter((hash) => !tables.blobs.has(hash));
      await takeSpool(needed, path.join(home, 'desktop', 'spool'), store, writer);
    }
    const { signal, progress } = work;
    const onBlob = (bytes: number) => progress.add(bytes);
    const reader = storage.type === 'local' ? localReader(storage.folder) : store;
    const without = await takeBlobs(tables.blobs, reader, writer, { onBlob, signal });
    signal.throwIfAborted();
    const desktop: DesktopPart | null = ledger && { ledgerVersion: ledger.version };
    const { migrations, sessions, photos, messages, blobs } = tables;
    const lost = await findLost(database, without);
    const relay = { migrations, sessions, photos, messages, without };
    await writer.finish({ relay, desktop });
    return { sessions, photos, messages, blobs: blobs.size - without.length, lost };
  } finally {
    store.close();
  }
}

/** The ledger first; what lies beside it is replaced as a whole whenever it changes. */
async function takeDesktop(
  writer: BackupWriter,
  home: string,
  ledgerFile: string,
): Promise<LedgerCopy | null> {
  const secrets = path.join(home, 'secrets.json');
  if (existsSync(secrets)) await writer.add('secrets.json', await readFile(secrets));
  const dataDir = path.join(home, 'desktop');
  if (!existsSync(path.join(dataDir, 'ledger.sqlite'))) return null;
  const ledger = copyLedger(dataDir, ledgerFile);
  await writer.addFile('desktop/ledger.sqlite', ledgerFile);
  for (const name of await listDesktopFiles(dataDir)) {
    await writer.add(`desktop/${name}`, await readFile(path.join(dataDir, name)));
  }
  return ledger;
}

function sumOf({ blobs }: TakenTables): number {
  let sum = 0;
  for (const bytes of blobs.values()) sum += bytes;
  return sum;
}

/** A backup goes where the data folder's end does not reach it. */
function refuseInside(file: string, folder: string): void {
  const relative = path.relative(folder, file);
  if (relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return;
  throw new BackupError(`Put the backup elsewhere: ${file} lies in the data folder itself.`);
}

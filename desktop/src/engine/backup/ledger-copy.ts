import path from 'node:path';
import Database from 'better-sqlite3';
import { spoolLedger } from '../ledger/spool.ts';

/** A copy of the ledger, as it was at one moment. */
export interface LedgerCopy {
  /** Steps of its schema. */
  version: number;
  /** Blobs of the spool that are not delivered everywhere, and the thumbs of the filmstrip. */
  needed: string[];
}

/**
 * Copies the ledger of a data folder while an engine may be working with it: `VACUUM INTO` reads
 * one moment (https://www.sqlite.org/lang_vacuum.html#vacuuminto) and waits for nobody, where the
 * online backup begins again whenever another process writes.
 *
 * @param to a file that does not exist.
 */
export function copyLedger(dataDir: string, to: string): LedgerCopy {
  const source = new Database(path.join(dataDir, 'ledger.sqlite'), { fileMustExist: true });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
  const copy = new Database(to, { readonly: true });
  try {
    const version = Number(copy.pragma('user_version', { simple: true }));
    const ledger = spoolLedger(copy);
    const delivered = new Set(ledger.disposable().map(({ hash }) => hash));
    const needed = [...ledger.hashes()].filter((hash) => !delivered.has(hash)).toSorted();
    return { version, needed };
  } finally {
    copy.close();
  }
}

import { filesLedger } from './files.ts';
import { gateLedger } from './gate.ts';
import { openLedger } from './open.ts';
import { outboxLedger } from './outbox.ts';
import { redevelopLedger } from './redevelop.ts';
import type { LedgerContext } from './shot-rows.ts';
import { shotsLedger } from './shots.ts';
import { sidecarsLedger } from './sidecars.ts';
import { spoolLedger } from './spool.ts';
import { ledgerViews } from './views.ts';

/**
 * The desktop's only state, in `<dataDir>/ledger.sqlite`. Every call is one transaction and is on
 * disk when it returns; a crash between two calls repeats work, never loses or doubles it.
 */
export function createLedger(dataDir: string, context: LedgerContext) {
  const db = openLedger(dataDir);
  const files = filesLedger(db, context);
  return {
    files,
    shots: shotsLedger(db, context, files),
    gate: gateLedger(db, context),
    outbox: outboxLedger(db, context),
    redevelop: redevelopLedger(db, context),
    sidecars: sidecarsLedger(db, context),
    spool: spoolLedger(db),
    views: ledgerViews(db, context),
    close: () => db.close(),
  };
}

export type Ledger = ReturnType<typeof createLedger>;

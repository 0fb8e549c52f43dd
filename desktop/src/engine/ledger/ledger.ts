import { elsewhereLedger } from './elsewhere.ts';
import { filesLedger } from './files.ts';
import { gateLedger } from './gate.ts';
import { historyLedger } from './history.ts';
import { numbersLedger } from './numbers.ts';
import { overTimeLedger } from './numbers-over-time.ts';
import { openLedger } from './open.ts';
import { outboxLedger } from './outbox.ts';
import { redevelopLedger } from './redevelop.ts';
import type { LedgerContext } from './shot-rows.ts';
import { shotsLedger } from './shots.ts';
import { sidecarsLedger } from './sidecars.ts';
import { spoolLedger } from './spool.ts';
import { ledgerViews } from './views.ts';
import { wishesLedger } from './wishes.ts';

/**
 * The desktop's only state, in `<dataDir>/ledger.sqlite`. Every call is one transaction and is on
 * disk when it returns; a crash between two calls repeats work, never loses or doubles it.
 */
export function createLedger(dataDir: string, context: LedgerContext) {
  const db = openLedger(dataDir);
  const history = historyLedger(db, context);
  const files = filesLedger(db, context);
  const wishes = wishesLedger(db, context, history);
  return {
    files,
    shots: shotsLedger(db, context, files),
    gate: gateLedger(db, context, history, wishes),
    outbox: outboxLedger(db, context, history),
    redevelop: redevelopLedger(db, context),
    sidecars: sidecarsLedger(db, context),
    spool: spoolLedger(db),
    views: ledgerViews(db, context),
    history,
    numbers: numbersLedger(db, context),
    overTime: overTimeLedger(db, context),
    wishes,
    elsewhere: elsewhereLedger(db, context),
    close: () => db.close(),
  };
}

export type Ledger = ReturnType<typeof createLedger>;

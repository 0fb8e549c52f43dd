import { announcementsLedger } from './announcements.ts';
import { addMainDestination, destinationsLedger } from './destinations.ts';
import { elsewhereLedger } from './elsewhere.ts';
import { erasLedger } from './eras.ts';
import { filesLedger } from './files.ts';
import { gateLedger } from './gate.ts';
import { historyLedger } from './history.ts';
import { numbersLedger } from './numbers.ts';
import { overTimeLedger } from './numbers-over-time.ts';
import { openLedger } from './open.ts';
import { originalsLedger } from './originals.ts';
import { outboxLedger, type OutboxLedger } from './outbox.ts';
import { outboxQueue } from './queue.ts';
import { redevelopLedger } from './redevelop.ts';
import type { LedgerContext } from './shot-rows.ts';
import { shotsLedger } from './shots.ts';
import { sidecarsLedger } from './sidecars.ts';
import { spoolLedger } from './spool.ts';
import { ledgerViews } from './views.ts';
import { wishOutboxLedger, type WishOutboxLedger } from './wish-outbox.ts';
import { wishesLedger } from './wishes.ts';

/** The part of the ledger that is about one destination. */
export interface DestinationLedger {
  outbox: OutboxLedger;
  wishes: WishOutboxLedger;
}

/**
 * The desktop's only state, in `<dataDir>/ledger.sqlite`. Every call is one transaction and is on
 * disk when it returns; a crash between two calls repeats work, never loses or doubles it.
 */
export function createLedger(dataDir: string, context: LedgerContext) {
  const db = openLedger(dataDir);
  addMainDestination(db, context.sessionId);
  const history = historyLedger(db, context);
  const files = filesLedger(db, context);
  const outbox = outboxQueue(db, context);
  const wishes = wishesLedger(db, context, history, outbox);
  const byDestination = new Map<string, DestinationLedger>();

  function to(destination: string): DestinationLedger {
    const known = byDestination.get(destination);
    if (known) return known;
    const made = {
      outbox: outboxLedger(db, context, history, destination),
      wishes: wishOutboxLedger(db, context, history, destination),
    };
    byDestination.set(destination, made);
    return made;
  }

  return {
    files,
    shots: shotsLedger(db, context, files, outbox),
    gate: gateLedger(db, context, history, wishes, outbox),
    destinations: destinationsLedger(db, context, outbox, wishes),
    eras: erasLedger(db, context, outbox, wishes),
    outbox,
    /** What one destination has still to get, and to be told. */
    to,
    redevelop: redevelopLedger(db, context),
    originals: originalsLedger(db, context),
    sidecars: sidecarsLedger(db, context),
    spool: spoolLedger(db),
    views: ledgerViews(db, context),
    history,
    numbers: numbersLedger(db, context),
    announcements: announcementsLedger(db, context),
    overTime: overTimeLedger(db, context),
    wishes,
    elsewhere: elsewhereLedger(db, context),
    close: () => db.close(),
  };
}

export type Ledger = ReturnType<typeof createLedger>;

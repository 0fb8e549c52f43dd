import type { PairingView, SessionChoice, SetupView } from '../../bridge/desk.ts';
import { ownFolder, type Book } from './book.ts';
import type { StoredSetup } from './desk-settings.ts';

export interface SetupNow {
  book: Book;
  dataDir: string;
  stored: StoredSetup;
  /** Whether there is a token of the relay. */
  isPaired: boolean;
  /** Who is logged in. */
  account: string | null;
  pairing: PairingView | null;
  choices: SessionChoice[];
}

/** The set-up as people see it; null: none is open. */
export function viewSetup(now: SetupNow): SetupView | null {
  const { book, stored, isPaired, account, pairing, choices } = now;
  const { open, step, relayUrl, secondOf } = stored;
  if (!open) return null;
  const current = book.current();
  const own = book.ownRelay()?.relayUrl ?? null;
  const isSecond = secondOf !== null;
  return {
    step,
    relayUrl,
    second: isSecond,
    ownRelay: isSecond && own !== current?.relayUrl ? own : null,
    paired: isPaired,
    account,
    pairing,
    choices: isSecond ? choices.filter(({ id }) => id !== secondOf) : choices,
    suggestedFolders: current === null ? [] : suggest(now, current.id),
    canClose: current !== null,
  };
}

/** Hot folders that would suit a session: one of its own first, then those of other sessions. */
function suggest({ book, dataDir }: SetupNow, sessionId: string): string[] {
  const taken = book.folders(sessionId).map((folder) => folder.path);
  const fresh = ownFolder(dataDir, book.find(sessionId));
  return [fresh, ...book.foldersElsewhere(sessionId)]
    .filter((folder) => !taken.includes(folder))
    .slice(0, 5);
}

import type { RelayClient } from '@picture-live/shared/client';
import type { DiskPatience } from '../disk-patience.ts';
import type { ErasLedger } from '../ledger/eras.ts';

export interface AfterRestoreParts {
  client: Pick<RelayClient, 'missingPhotos'>;
  sessionId: string;
  eras: Pick<ErasLedger, 'of' | 'out' | 'entered' | 'isDoubtful'> & {
    bringAgain: (...args: Parameters<ErasLedger['bringAgain']>) => string[];
    compared: (...args: Parameters<ErasLedger['compared']>) => void;
  };
  patiently: DiskPatience;
  /** Told before the era is noted: an end in between has it told again. */
  onRestored: () => void;
}

/** As many as the relay takes in one question. */
const ASKED_AT_ONCE = 500;

/**
 * Compares what the ledger believes to be at the relay with the relay, if that was restored from a
 * backup since the last time; what it has lost waits in the outbox again then. May be repeated.
 *
 * @param era as the relay has just said it.
 * @returns the shots that go again; null where there was nothing to compare.
 * @throws PictureLiveError as the client does.
 */
export async function compareAfterRestore(
  era: string,
  { client, sessionId, eras, patiently, onRestored }: AfterRestoreParts,
): Promise<string[] | null> {
  const before = eras.of(sessionId);
  if (before === null || before === era) {
    if (before === null || eras.isDoubtful()) await patiently(() => eras.entered(sessionId, era));
    return null;
  }
  const again: string[] = [];
  for (let after = ''; ;) {
    const asked = eras.out(sessionId, after, ASKED_AT_ONCE);
    const last = asked.at(-1);
    if (last === undefined) break;
    const photos = asked.map(({ photoId: id, revision }) => ({ id, revision }));
    const answer = await client.missingPhotos(sessionId, photos);
    await patiently(() => again.push(...eras.bringAgain(sessionId, asked, answer)));
    after = last.shotId;
  }
  onRestored();
  await patiently(() => eras.compared(sessionId, era));
  return again;
}

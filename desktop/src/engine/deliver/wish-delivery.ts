import { backoffMs, type RelayClient } from '@picture-live/shared/client';
import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { WishJob, WishOutboxLedger } from '../ledger/wish-outbox.ts';
import type { Spool } from '../render/spool.ts';
import { uploadMissing, type JobParts } from './job.ts';
import { concernsLink, type Link } from './link.ts';
import { restAfterDefect } from './rest.ts';

/** Wishes are small; four at once take a hundred photos back in seconds, over a bad line as well. */
const SLOTS = 4;
/** As many may be put off because their photo is being sent. */
const LOOK_AHEAD = 40;
const BACKOFF = { firstMs: 500, capMs: 15_000 };

export interface WishDeliveryParts extends Omit<JobParts, 'client' | 'spool'> {
  client: Pick<RelayClient, 'wish' | 'missingBlobs' | 'putBlob'>;
  spool: Pick<Spool, 'read'>;
  ledger: {
    wishes: Pick<WishOutboxLedger, 'due' | 'postponed' | 'nextDueAfter'> & {
      granted: (job: WishJob) => void;
      refused: (job: WishJob, reason: string) => void;
    };
    shots: Pick<Ledger['shots'], 'renditionHash'>;
  };
  link: Pick<Link, 'isOnline' | 'lost'>;
  patiently: DiskPatience;
  random: () => number;
  /** Whether something of the shot is on its way to the relay: a wish comes before it or after it. */
  isBusy: (shotId: string) => boolean;
  /** The relay has done it. */
  onGranted: (job: WishJob) => void;
  /** The shot is no longer in hand. */
  onDone: (shotId: string) => void;
  /** A failure of ours. */
  onError: (error: unknown) => void;
}

/** Tells the relay what people wish of shots, whenever it can be reached; also in a pause. */
export function createWishDelivery(parts: WishDeliveryParts) {
  const { ledger, link, patiently, now, signal } = parts;
  const { wishes } = ledger;
  const underWay = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  /** Starts whatever may start now, and sets the alarm for what may not. */
  function pump(): void {
    clearTimeout(timer);
    if (signal.aborted || !link.isOnline()) return;
    const waiting = wishes
      .due(now(), LOOK_AHEAD)
      .filter(({ shotId }) => !underWay.has(shotId) && !parts.isBusy(shotId));
    for (const job of waiting.slice(0, Math.max(0, SLOTS - underWay.size))) start(job);
    const dueAt = wishes.nextDueAfter(now());
    if (dueAt !== null) timer = setTimeout(pump, dueAt - now());
  }

  function start(job: WishJob): void {
    const work = attempt(job)
      .catch(async (error: unknown) => {
        if (signal.aborted) return;
        parts.onError(error);
        await restAfterDefect(signal);
      })
      .finally(() => {
        underWay.delete(job.shotId);
        parts.onDone(job.shotId);
      });
    underWay.set(job.shotId, work);
  }

  async function attempt(job: WishJob): Promise<void> {
    try {
      await tell(job);
      await patiently(() => wishes.granted(job));
      parts.onGranted(job);
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (!signal.aborted) await patiently(() => setBack(job, error));
    }
  }

  async function tell(job: WishJob): Promise<void> {
    const { photoId, wish } = job;
    try {
      await parts.client.wish(parts.sessionId, photoId, wish);
    } catch (error) {
      // What never arrived there need not be taken back.
      if (wish.retracted === true && isCode(error, 'not_found')) return;
      if (!isCode(error, 'blobs_missing')) throw error;
      // Taken back so long ago that the relay has dropped its pictures: they are brought again.
      await uploadMissing(hashesOf(job), parts);
      await parts.client.wish(parts.sessionId, photoId, wish);
    }
  }

  function hashesOf({ shotId, revision }: WishJob): string[] {
    return (['thumb', 'grid', 'full'] as const).flatMap(
      (name) => ledger.shots.renditionHash(shotId, revision, name) ?? [],
    );
  }

  function setBack(job: WishJob, error: PictureLiveError): void {
    if (concernsLink(error)) link.lost(error);
    else if (!error.retry) return wishes.refused(job, error.message);
    wishes.postponed(job, now() + backoffMs(BACKOFF, job.attempts + 1, parts.random()));
  }

  return {
    pump,
    /** Whether a wish of this shot is on its way. */
    isBusy: (shotId: string): boolean => underWay.has(shotId),
    /** Waits for the calls under way. */
    async stopped(): Promise<void> {
      clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}

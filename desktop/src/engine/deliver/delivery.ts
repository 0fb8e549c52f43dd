import { backoffMs } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Alerts } from '../alerts.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Lane, OutboxJob } from '../ledger/records.ts';
import { deliver, type Delivered, type JobParts } from './job.ts';
import { concernsLink, type Link } from './link.ts';

/** Photos on their way at once in each lane. Enough to fill a link with 100 ms of round trip. */
const SLOTS: Record<Lane, number> = { first: 6, full: 6 };
const DEFECT_REST_MS = 5_000;
const BACKOFF = { firstMs: 500, capMs: 30_000 };

export interface DeliveryParts extends JobParts {
  ledger: Ledger;
  link: Pick<Link, 'isOnline' | 'lost'>;
  alerts: Alerts;
  patiently: DiskPatience;
  /** Relay's epoch milliseconds → laptop's. */
  fromRelayClock: (at: number) => number;
  random: () => number;
  onChange: (shotIds: readonly string[]) => void;
  /** A failure of ours. */
  onError: (error: unknown) => void;
}

/** Empties the outbox: `first` before `full`, the newest shot first, again and again until it is. */
export function createDelivery(parts: DeliveryParts) {
  const { ledger, link, patiently, now } = parts;
  const { outbox } = ledger;
  const underWay = new Map<string, { job: OutboxJob; work: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;

  /** Starts whatever may start now, and sets the alarm for what may not. */
  function pump(): void {
    clearTimeout(timer);
    if (parts.signal.aborted || !link.isOnline()) return;
    const firstWaits = fill('first');
    if (!firstWaits) fill('full');
    const dueAt = outbox.nextDueAfter(now());
    if (dueAt !== null) timer = setTimeout(pump, dueAt - now());
  }

  /** Fills the lane's free slots; says whether some of its work is still waiting for one. */
  function fill(lane: Lane): boolean {
    const busy = [...underWay.values()].filter(({ job }) => job.lane === lane).length;
    const free = SLOTS[lane] - busy;
    const waiting = outbox
      .due(lane, now(), SLOTS[lane] + busy + 1)
      .filter((job) => !underWay.has(keyOf(job)));
    for (const job of waiting.slice(0, Math.max(0, free))) start(job);
    return waiting.length > free;
  }

  function start(job: OutboxJob): void {
    const work = attempt(job)
      .catch(async (error: unknown) => {
        // Waiting for disk space ends with the engine; the job is still in the outbox.
        if (parts.signal.aborted) return;
        parts.onError(error);
        await restAfterDefect(parts.signal);
      })
      .finally(() => {
        underWay.delete(keyOf(job));
        parts.onChange([job.shotId]);
        pump();
      });
    underWay.set(keyOf(job), { job, work });
    parts.onChange([job.shotId]);
  }

  async function attempt(job: OutboxJob): Promise<void> {
    try {
      const delivered = await deliver(job, parts);
      parts.alerts.clear('relay_disk_full');
      await patiently(() => record(job, delivered));
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (!parts.signal.aborted) await patiently(() => setBack(job, error));
    }
  }

  function record(job: OutboxJob, { storedAt, reply }: Delivered): void {
    if (job.lane === 'full') return outbox.completed(job);
    // A reply to a repeated call tells of an earlier moment only if that moment was ours.
    const told =
      reply.outcome === 'published' ? parts.fromRelayClock(reply.photo.publishedAt) : now();
    // The clocks agree to within half a round trip; no step comes before the one it follows.
    const publishedAt = Math.max(storedAt, told);
    outbox.published(job, { storedAt, publishedAt }, reply.photo.id);
  }

  function setBack(job: OutboxJob, error: PictureLiveError): void {
    if (concernsLink(error)) link.lost(error);
    else if (!error.retry) return outbox.refused(job, error.message);
    if (error.code === 'storage_full') {
      parts.alerts.raise({
        code: 'relay_disk_full',
        message: 'The relay’s disk is full. Photos wait here and go out when it has space again.',
      });
    }
    const restMs = backoffMs(BACKOFF, job.attempts + 1, parts.random());
    outbox.postponed(job, now() + restMs, error.message);
  }

  return {
    pump,
    /** Shots that are being uploaded at this moment for the first time. */
    uploading: (): Set<string> =>
      new Set(
        [...underWay.values()]
          .filter(({ job }) => job.lane === 'first')
          .map(({ job }) => job.shotId),
      ),
    /** Waits for the calls under way; the signal has ended them or they end by themselves. */
    async stopped(): Promise<void> {
      clearTimeout(timer);
      await Promise.all([...underWay.values()].map(({ work }) => work));
    },
  };
}

export type Delivery = ReturnType<typeof createDelivery>;

/** A defect of ours would otherwise be repeated as fast as the machine can. */
async function restAfterDefect(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DEFECT_REST_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function keyOf({ shotId, revision, lane }: OutboxJob): string {
  return `${shotId}/${revision}/${lane}`;
}

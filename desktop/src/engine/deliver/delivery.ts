import { backoffMs } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { UplinkSettings } from '../../bridge/uplink.ts';
import type { Alerts } from '../alerts.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { OutboxLedger } from '../ledger/outbox.ts';
import type { Lane, OutboxJob } from '../ledger/records.ts';
import { deliver, type Delivered, type JobParts } from './job.ts';
import { concernsLink, type Link } from './link.ts';
import { restAfterDefect } from './rest.ts';

/** Photos on their way at once in each lane. Enough to fill a link with 100 ms of round trip. */
const SLOTS = 6;
/** Where a cap makes the line thin, few at once are sooner there than many. */
const CAPPED_SLOTS = 2;
/** As many may be put off because a wish of theirs is on its way. */
const LOOK_AHEAD = 5;
/** Settings may be changed while another session is current. */
const RECHECK_MS = 2_000;
const BACKOFF = { firstMs: 500, capMs: 30_000 };

export interface DeliveryParts extends JobParts {
  /** Of the destination. */
  outbox: Pick<OutboxLedger, 'due' | 'nextDueAfter'> & {
    published: (...args: Parameters<OutboxLedger['published']>) => void;
    completed: (job: OutboxJob) => void;
    postponed: (job: OutboxJob, at: number, reason: string) => void;
    refused: (job: OutboxJob, reason: string) => void;
  };
  link: Pick<Link, 'isOnline' | 'lost'>;
  alerts: Alerts;
  patiently: DiskPatience;
  /** Relay's epoch milliseconds → laptop's. */
  fromRelayClock: (at: number) => number;
  random: () => number;
  settings: () => UplinkSettings;
  /** Whether the relay is being told something else of the shot. */
  isBusy: (shotId: string) => boolean;
  onChange: (shotIds: readonly string[]) => void;
  /** Something that was in hand no longer is: there may be more to do. */
  onDone: () => void;
  /** A failure of ours. */
  onError: (error: unknown) => void;
}

/** Empties the outbox: `first` before `full`, in the order that is set, again and again until it is. */
export function createDelivery(parts: DeliveryParts) {
  const { outbox, link, patiently, now } = parts;
  const underWay = new Map<string, { job: OutboxJob; work: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;

  /** Starts whatever may start now, and sets the alarm for what may not. */
  function pump(): void {
    clearTimeout(timer);
    const { paused, metered } = parts.settings();
    if (parts.signal.aborted || !link.isOnline()) return;
    if (paused) {
      timer = setTimeout(pump, RECHECK_MS);
      return;
    }
    const firstWaits = fill('first');
    if (!firstWaits && !metered) fill('full');
    const dueAt = outbox.nextDueAfter(now());
    const waits = [...(dueAt === null ? [] : [dueAt - now()]), ...(metered ? [RECHECK_MS] : [])];
    if (waits.length > 0) timer = setTimeout(pump, Math.min(...waits));
  }

  /** Fills the lane's free slots; says whether some of its work is still waiting for one. */
  function fill(lane: Lane): boolean {
    const busy = [...underWay.values()].filter(({ job }) => job.lane === lane).length;
    const { order, cap } = parts.settings();
    const slots = cap === null ? SLOTS : CAPPED_SLOTS;
    const free = slots - busy;
    const waiting = outbox
      .due(lane, now(), slots + busy + LOOK_AHEAD, order)
      .filter((job) => !underWay.has(keyOf(job)) && !parts.isBusy(job.shotId));
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
        parts.onDone();
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
    /** Whether something of the shot is on its way. */
    isBusy: (shotId: string): boolean =>
      [...underWay.values()].some(({ job }) => job.shotId === shotId),
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

function keyOf({ shotId, revision, lane }: OutboxJob): string {
  return `${shotId}/${revision}/${lane}`;
}

import {
  addClockSample,
  enterRoom,
  estimateClock,
  messageClient,
  type ClockSample,
  type RelayClient,
} from '@picture-live/shared/client';
import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import type { EngineStatus } from '../../bridge/contract.ts';
import type { UplinkView } from '../../bridge/uplink.ts';
import type { Alerts } from '../alerts.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createAnnouncing } from '../messages/announcing.ts';
import type { MessageEars } from '../messages/messages.ts';
import type { Spool } from '../render/spool.ts';
import { compareAfterRestore } from './after-restore.ts';
import { createBacklog } from './backlog.ts';
import { createDelivery } from './delivery.ts';
import { concernsLink, createLink } from './link.ts';
import { bringOriginal, type OriginalJob } from './original.ts';
import { createRemovals, type RemovalView } from './removals.ts';
import type { Uplink } from './uplink.ts';
import { watchSleep, type Line } from './sleep.ts';
import { createUplinkMeter } from './uplink-meter.ts';
import { createWishDelivery } from './wish-delivery.ts';

export interface ConnectionParts {
  client: RelayClient;
  /** What the client's calls go over. */
  line: Line;
  deviceToken: string;
  /** The session at this relay, by which the ledger calls the destination. */
  sessionId: string;
  ledger: Ledger;
  /** What a person reads of a refusal. */
  remark: (reason: string) => string;
  spool: Spool;
  alerts: Alerts;
  patiently: DiskPatience;
  uplink: Uplink;
  /** Hears of the session's messages; of one destination of several. */
  ears?: MessageEars;
  now: () => number;
  onChange: (shotIds?: readonly string[]) => void;
  /** What the session is called there now; also where that is no news. */
  onTitle: (title: string) => void;
  /** The relay was restored from a backup; other sessions may miss something there, too. */
  onRestored?: (() => void) | undefined;
  onError: (error: unknown, what: string) => void;
  /** Ends the connection. */
  signal: AbortSignal;
}

/** After an absence this long the relay was really away, and what it failed need not wait longer. */
const OUTAGE_MS = 2_000;

/**
 * The desktop's side of the relay: keeps the link, empties the outbox over it, knows the
 * difference of the clocks, and hears from the session's room who watches and what was painted.
 */
export function connect(parts: ConnectionParts) {
  const { client, sessionId, now, onChange, signal } = parts;
  const { outbox, wishes: wishOutbox } = parts.ledger.to(sessionId);
  const announcements = parts.ledger.announcements.to(sessionId);
  let samples: readonly ClockSample[] = [];
  let viewers: number | null = null;
  const offset = () => estimateClock(samples)?.offsetMs ?? 0;
  const { settings } = parts.uplink;
  const backlogOf = createBacklog(
    (withFull) => ({ ...outbox.backlog(withFull), unseen: outbox.unseen() }),
    now,
  );
  const meter = createUplinkMeter(now, onChange);
  const removals = createRemovals();

  const link = createLink({
    async probe() {
      const sentAt = now();
      const self = await client.device();
      samples = addClockSample(samples, { sentAt, relayNow: self.now, receivedAt: now() });
      const session = self.sessions.find(({ id }) => id === sessionId);
      if (session === undefined) throw new PictureLiveError('session_not_found');
      parts.onTitle(session.title);
      await compare(session.era);
    },
    onChange,
    onOnline(awayMs) {
      if (awayMs > OUTAGE_MS) {
        outbox.allDue();
        wishOutbox.allDue();
        announcements.allDue();
      }
      room.hurry();
      pump();
    },
    now,
    random: Math.random,
    signal,
  });

  const work = {
    ...parts,
    link,
    toRelayClock: (at: number) => Math.round(at + offset()),
    random: Math.random,
    settings,
    pacing: () => parts.uplink.pacing(signal),
    onSent: (bytes: number) => meter.add(bytes),
    onError: (error: unknown) => parts.onError(error, 'delivering to the relay'),
  };
  const delivery = createDelivery({
    ...work,
    outbox: {
      ...outbox,
      refused: (job, reason) => outbox.refused(job, parts.remark(reason)),
    },
    fromRelayClock: (at) => Math.round(at - offset()),
    isBusy: (shotId) => wishes.isBusy(shotId),
    onDone: pump,
  });
  const wishes = createWishDelivery({
    ...work,
    ledger: {
      shots: parts.ledger.shots,
      wishes: {
        ...wishOutbox,
        refused: (job, reason) => wishOutbox.refused(job, parts.remark(reason)),
      },
    },
    isBusy: delivery.isBusy,
    onGranted: ({ shotId, photoId, wish }) => {
      if (wish.retracted === true) askRemoval(shotId, photoId);
      if (wish.retracted === false) removals.forget(shotId);
    },
    onDone(shotId) {
      onChange([shotId]);
      pump();
    },
  });

  const announcing = createAnnouncing({
    ...work,
    client: messageClient(client.call),
    announcements,
    onTold: (message) => parts.ears?.told(message),
    onChange: () => onChange(),
  });

  /** The relay may have been restored from a backup, and lack what came after it. */
  async function compare(era: string): Promise<void> {
    const { patiently, ledger } = parts;
    const again = await compareAfterRestore(era, {
      client,
      sessionId,
      eras: ledger.eras,
      patiently,
      onRestored: () => parts.onRestored?.(),
    });
    if (again === null) return;
    onChange(again);
    pump();
  }

  /** What people have taken back goes before everything else. */
  function pump(): void {
    wishes.pump();
    announcing.pump();
    delivery.pump();
  }

  /** The first numbers may have been told while this laptop was not in the room. */
  function askRemoval(shotId: string, photoId: string): void {
    client
      .removal(photoId)
      .then(({ gone, screens }) => noteRemoval(shotId, { gone, screens }))
      .catch((error: unknown) => {
        // It was never there, or the link is away: its own loop says so, and the room tells more.
        const isAway = error instanceof PictureLiveError && (error.retry || concernsLink(error));
        if (!isAway && !isCode(error, 'not_found')) {
          parts.onError(error, 'asking how far a photo is gone');
        }
      });
  }

  function noteRemoval(shotId: string, removal: RemovalView): void {
    removals.set(shotId, removal);
    onChange([shotId]);
  }

  const room = enterRoom({
    baseUrl: client.baseUrl,
    sessionId,
    deviceToken: parts.deviceToken,
    onJoined(joined) {
      viewers = joined.viewers;
      if (joined.era !== parts.ledger.eras.of(sessionId)) link.ask();
      link.hurry();
      parts.ears?.joined();
      onChange();
    },
    onPresence(presence) {
      viewers = presence.viewers;
      onChange();
    },
    onPainted({ photoId, revision, firstPaintedAt }) {
      const shotId = outbox.painted(photoId, revision, Math.round(firstPaintedAt - offset()));
      if (shotId !== undefined) onChange([shotId]);
    },
    onRemoval({ photoId, gone, screens }) {
      const shotId = outbox.shotOf(photoId);
      if (shotId === undefined) return;
      noteRemoval(shotId, { gone, screens });
    },
    onLeft() {
      viewers = null;
      onChange();
    },
    // Of photos the feed tells guests what this laptop has published itself.
    onEvent(event) {
      if (event.type === 'session_updated') parts.onTitle(event.session.title);
      parts.ears?.heard(event);
    },
    onUnclear: () => parts.ears?.unclear(),
    onMessagesRead: (read) => parts.ears?.readElsewhere(read),
    random: Math.random,
  });

  watchSleep(
    now,
    () => {
      parts.line.drop('The computer was asleep.');
      room.hurry();
      link.hurry();
    },
    signal,
  );

  const running = link
    .run()
    .catch((error: unknown) => parts.onError(error, 'keeping the link to the relay'));

  return {
    pump,
    uploading: delivery.uploading,
    removalOf: removals.of,
    /** Nothing else has to go out, and nobody minds what does. */
    isFree(): boolean {
      const { paused, metered } = settings();
      if (paused || metered || !link.isOnline()) return false;
      const { photos, bytes } = outbox.backlog(true);
      return photos === 0 && bytes === 0;
    },
    /** See `bringOriginal`. */
    bringOriginal: (job: OriginalJob, givingWay: AbortSignal) =>
      bringOriginal(job, work, AbortSignal.any([signal, givingWay])),
    uplinkBytesPerSecond: () => meter.bytesPerSecond(),
    /** Live photos that no guest has seen at this destination. */
    unseen: (): number => backlogOf(!settings().metered).unseen,
    uplink(): UplinkView {
      const set = settings();
      const { photos, bytes } = backlogOf(!set.metered);
      return {
        settings: set,
        backlog: { photos, bytes },
        secondsLeft: meter.secondsFor(bytes),
      };
    },
    view: (): Omit<EngineStatus['relay'], 'url'> => ({ ...link.view(), viewers }),
    /** After the signal: waits for the calls under way. */
    async stopped(): Promise<void> {
      room.leave();
      meter.stop();
      await Promise.all([running, delivery.stopped(), wishes.stopped(), announcing.stopped()]);
    },
  };
}

export type Connection = ReturnType<typeof connect>;

import {
  addClockSample,
  enterRoom,
  estimateClock,
  type ClockSample,
  type RelayClient,
} from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineStatus } from '../../bridge/contract.ts';
import type { Alerts } from '../alerts.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Spool } from '../render/spool.ts';
import { createDelivery } from './delivery.ts';
import { createLink } from './link.ts';
import { createRemovals } from './removals.ts';
import { createUplinkMeter } from './uplink-meter.ts';

export interface ConnectionParts {
  client: RelayClient;
  deviceToken: string;
  sessionId: string;
  ledger: Ledger;
  spool: Spool;
  alerts: Alerts;
  patiently: DiskPatience;
  now: () => number;
  onChange: (shotIds?: readonly string[]) => void;
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
  const { client, ledger, sessionId, now, onChange, signal } = parts;
  let samples: readonly ClockSample[] = [];
  let viewers: number | null = null;
  const offset = () => estimateClock(samples)?.offsetMs ?? 0;
  const uplink = createUplinkMeter(now, onChange);
  const removals = createRemovals();

  const link = createLink({
    async probe() {
      const sentAt = now();
      const self = await client.device();
      samples = addClockSample(samples, { sentAt, relayNow: self.now, receivedAt: now() });
      if (self.sessions.every(({ id }) => id !== sessionId)) {
        throw new PictureLiveError('session_not_found');
      }
    },
    onChange,
    onOnline(awayMs) {
      if (awayMs > OUTAGE_MS) ledger.outbox.allDue();
      room.hurry();
      delivery.pump();
    },
    now,
    random: Math.random,
    signal,
  });

  const delivery = createDelivery({
    ...parts,
    link,
    toRelayClock: (at) => Math.round(at + offset()),
    fromRelayClock: (at) => Math.round(at - offset()),
    random: Math.random,
    onSent: (bytes) => uplink.add(bytes),
    onError: (error) => parts.onError(error, 'delivering to the relay'),
  });

  const room = enterRoom({
    baseUrl: client.baseUrl,
    sessionId,
    deviceToken: parts.deviceToken,
    onJoined(joined) {
      viewers = joined.viewers;
      link.hurry();
      onChange();
    },
    onPresence(presence) {
      viewers = presence.viewers;
      onChange();
    },
    onPainted({ photoId, revision, firstPaintedAt }) {
      const shotId = ledger.outbox.painted(
        photoId,
        revision,
        Math.round(firstPaintedAt - offset()),
      );
      if (shotId !== undefined) onChange([shotId]);
    },
    onRemoval({ photoId, gone, screens }) {
      const shotId = ledger.outbox.shotOf(photoId);
      if (shotId === undefined) return;
      removals.set(shotId, { gone, screens });
      onChange([shotId]);
    },
    onLeft() {
      viewers = null;
      onChange();
    },
    // The feed tells guests what this laptop has published itself.
    onEvent: () => {},
    onUnclear: () => {},
    random: Math.random,
  });

  const running = link
    .run()
    .catch((error: unknown) => parts.onError(error, 'keeping the link to the relay'));

  return {
    pump: delivery.pump,
    uploading: delivery.uploading,
    removalOf: removals.of,
    uplinkBytesPerSecond: () => uplink.bytesPerSecond(),
    view: (): Omit<EngineStatus['relay'], 'url'> => ({ ...link.view(), viewers }),
    /** After the signal: waits for the calls under way. */
    async stopped(): Promise<void> {
      room.leave();
      uplink.stop();
      await Promise.all([running, delivery.stopped()]);
    },
  };
}

export type Connection = ReturnType<typeof connect>;

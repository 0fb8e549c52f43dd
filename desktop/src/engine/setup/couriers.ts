import type { PublishMode } from '@picture-live/shared/domain';
import { v7 as uuidv7 } from 'uuid';
import { createAlerts } from '../alerts.ts';
import type { Uplink } from '../deliver/uplink.ts';
import { wayTo } from '../deliver/way.ts';
import { startDestinations, type Destination } from '../destinations/destinations.ts';
import { createDiskPatience } from '../disk-patience.ts';
import { createGate } from '../gate/gate.ts';
import { createLedger } from '../ledger/ledger.ts';
import type { Spool } from '../render/spool.ts';

/** A session and the ways to its relays. */
export interface Delivered {
  main: Destination & { deviceToken: string };
  second: Destination | null;
}

/** What is still to be done for a session that is not current. */
export interface CourierView {
  waiting: number;
  held: number;
  failed: number;
  message: string | null;
}

export interface CourierParts {
  dataDir: string;
  spool: Spool;
  publishMode: () => PublishMode;
  uplink: Uplink;
  now: () => number;
  /** Somebody has given a session another title. */
  onRenamed: (sessionId: string, title: string) => void;
  onChange: () => void;
  onError: (error: unknown, what: string) => void;
}

export interface Courier {
  view(): CourierView;
  /** Nothing waits that could go out by itself. */
  isDone(): boolean;
  stop(): Promise<void>;
}

/**
 * Delivers what is left of a session while another one is current: its outbox, and what the gate
 * lets out when a delay ends. Takes in nothing.
 *
 * @param isDoubtful its relay was restored, and has to be asked first what it lacks.
 */
export function startCourier(to: Delivered, parts: CourierParts, isDoubtful = false): Courier {
  const { spool, now, onChange, onError } = parts;
  const ledger = createLedger(parts.dataDir, { sessionId: to.main.id, newId: uuidv7, now });
  if (isDoubtful) ledger.eras.doubt();
  const stopping = new AbortController();
  const { signal } = stopping;
  const alerts = createAlerts(onChange);
  const patiently = createDiskPatience(alerts, signal);
  const destinations = startDestinations({
    ...to,
    wayToMain: wayTo(to.main),
    ledger,
    spool,
    alerts,
    patiently,
    uplink: parts.uplink,
    now,
    onChange: () => onChange(),
    onRenamed: parts.onRenamed,
    onError,
    signal,
  });
  const gate = createGate({
    ledger,
    mode: parts.publishMode,
    patiently,
    now,
    onChange: () => onChange(),
    onQueued: destinations.pump,
    onError: (error) => onError(error, 'letting shots of another session out'),
  });

  return {
    view() {
      const { held, failed } = ledger.views.counts();
      const [alert] = alerts.list();
      return {
        waiting: ledger.outbox.pending(),
        held,
        failed,
        message: alert?.message ?? destinations.message(),
      };
    },
    isDone: () =>
      ledger.outbox.pending() === 0 &&
      !ledger.wishes.arePending() &&
      ledger.announcements.pending() === 0 &&
      !ledger.eras.isDoubtful() &&
      ledger.gate.nextReleaseAt() === null,
    async stop() {
      gate.stop();
      stopping.abort();
      await destinations.stopped();
      ledger.close();
    },
  };
}

/** The couriers of all sessions that are not current; each ends when it is done. */
export function createCouriers(parts: Omit<CourierParts, 'onChange'> & { onChange: () => void }) {
  const couriers = new Map<string, Courier & { to: Delivered }>();
  /** What the last one of a session saw when it ended. */
  const left = new Map<string, CourierView>();
  const ending = new Set<Promise<void>>();

  function send(to: Delivered, isDoubtful = false): void {
    const { id } = to.main;
    const before = couriers.get(id);
    // The same way, with the same tokens; whoever is at work asks by itself.
    if (before && JSON.stringify(before.to) === JSON.stringify(to)) return;
    // Two at once for a moment do no harm: the relay does everything once.
    void end(id);
    const courier = startCourier(to, { ...parts, onChange: () => changed(id) }, isDoubtful);
    couriers.set(id, { ...courier, to });
    if (courier.isDone()) void end(id);
  }

  function changed(id: string): void {
    if (couriers.get(id)?.isDone() === true) void end(id);
    parts.onChange();
  }

  async function end(id: string): Promise<void> {
    const courier = couriers.get(id);
    if (!courier) return;
    left.set(id, courier.view());
    couriers.delete(id);
    const ended = courier
      .stop()
      .catch((error: unknown) => parts.onError(error, 'ending the delivery of another session'))
      .finally(() => ending.delete(ended));
    ending.add(ended);
    await ended;
  }

  return {
    /** Delivers what is left of the session, if there is anything. */
    send,
    /** Ends the delivery of a session that becomes current. */
    async recall(id: string): Promise<void> {
      await end(id);
      await Promise.all(ending);
    },
    view: (id: string): CourierView | undefined => couriers.get(id)?.view() ?? left.get(id),
    async stop(): Promise<void> {
      await Promise.all([...couriers.keys()].map(end));
      await Promise.all(ending);
    },
  };
}

export type Couriers = ReturnType<typeof createCouriers>;

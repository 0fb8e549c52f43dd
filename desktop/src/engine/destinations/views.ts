import type { DestinationView } from '../../bridge/destinations.ts';
import type { UplinkView } from '../../bridge/uplink.ts';
import type { Connection } from '../deliver/connection.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { percentiles } from '../status.ts';
import type { Destination, Working } from './destinations.ts';

const NO_TOKEN =
  'This laptop has no token of this relay any more. Pair it again; the photos wait here meanwhile.';

/** A destination that nothing can be delivered to before it is paired again. */
export function notConnected(since: number): ReturnType<Connection['view']> {
  return { state: 'offline', since, message: NO_TOKEN, code: 'unauthorized', viewers: null };
}

/** A sentence about one of two destinations. */
export function inWords({ relayUrl }: Destination, sentence: string): string {
  return `${new URL(relayUrl).host}: ${sentence}`;
}

export function sumOf<T>(items: readonly T[], number: (item: T) => number): number {
  return items.reduce((sum, item) => sum + number(item), 0);
}

/**
 * What is still to go to all destinations together. The slower one says how long it takes; while one
 * of two is away nobody knows.
 */
export function inAll(
  lines: readonly (Pick<UplinkView, 'backlog' | 'secondsLeft'> & { isOnline: boolean })[],
): Pick<UplinkView, 'backlog' | 'secondsLeft'> {
  const behind = lines.filter(({ backlog }) => backlog.bytes > 0);
  const isAway = lines.length > 1 && behind.some(({ isOnline }) => !isOnline);
  const left = (behind.length > 0 ? behind : lines).flatMap(({ secondsLeft }) => secondsLeft ?? []);
  return {
    backlog: {
      photos: Math.max(0, ...lines.map(({ backlog }) => backlog.photos)),
      bytes: sumOf(lines, ({ backlog }) => backlog.bytes),
    },
    secondsLeft: isAway || left.length === 0 ? null : Math.max(...left),
  };
}

/** How things stand at a destination: in words of its own, never of both. */
export function viewDestination(
  { destination, connection }: Working,
  mainId: string,
  ledger: Ledger,
  now: number,
): DestinationView {
  const { id, title, galleryUrl, relayUrl } = destination;
  const { outbox, wishes } = ledger.to(id);
  const uplink = connection?.uplink();
  return {
    id,
    title,
    galleryUrl,
    relayUrl,
    main: id === mainId,
    ...(connection?.view() ?? notConnected(now)),
    live: Math.max(0, ledger.views.counts().live - (connection?.unseen() ?? outbox.unseen())),
    backlog: uplink?.backlog ?? outbox.backlog(true),
    secondsLeft: uplink?.secondsLeft ?? null,
    telling: wishes.count(),
    uplinkBytesPerSecond: connection?.uplinkBytesPerSecond() ?? 0,
    latency: percentiles(ledger.views.latenciesAt(id)),
  };
}

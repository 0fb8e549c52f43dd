import type { EngineStatus, ShotView } from '../../../bridge/contract.ts';
import type { DestinationView, PlaceView } from '../../../bridge/destinations.ts';
import type { DestinationWords } from '../../app/words/destinations-en.ts';
import type { Format } from '../../app/words/index.ts';

const HERE = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** How a destination is called: sessions at two relays usually have the same title. */
export function nameOf(
  { relayUrl }: Pick<DestinationView, 'relayUrl'>,
  words: Pick<DestinationWords, 'thisLaptop'>,
): string {
  const { hostname, host } = new URL(relayUrl);
  return HERE.test(hostname) ? words.thisLaptop : host;
}

/** Names of two destinations: two relays of one laptop are told apart by their ports. */
export function namesOf(
  destinations: readonly DestinationView[],
  words: Pick<DestinationWords, 'thisLaptop'>,
): Map<string, string> {
  const names = destinations.map((one) => nameOf(one, words));
  const isClear = new Set(names).size === names.length;
  return new Map(
    destinations.map((one, index) => {
      const name = names[index] ?? '';
      if (isClear) return [one.id, name];
      const { port } = new URL(one.relayUrl);
      const isSameRelay = destinations.every(({ relayUrl }) => relayUrl === one.relayUrl);
      return [one.id, isSameRelay ? `${name} (${one.title})` : `${name} :${port}`];
    }),
  );
}

/** Whether everything is there, on its way, waiting for the relay, or for a person. */
export function standingOf(one: DestinationView): 'live' | 'uploading' | 'queued' {
  if (one.state !== 'online') return 'queued';
  return one.backlog.bytes > 0 || one.telling > 0 ? 'uploading' : 'live';
}

/** What stands beside the name of a destination: its state first, then what of it matters now. */
export function factsOf(one: DestinationView, words: DestinationWords, format: Format): string[] {
  const { state, backlog, secondsLeft, telling, viewers, latency } = one;
  const time = secondsLeft === null ? null : format.duration(secondsLeft * 1000, 1);
  const isBehind = backlog.bytes > 0;
  const amount = format.bytes(backlog.bytes);
  const first = {
    connecting: [words.connecting],
    offline: [words.offline(format.clock(one.since))],
    online: isBehind || telling > 0 ? [] : [words.upToDate],
  }[state];
  const behind =
    backlog.photos > 0
      ? words.behind(backlog.photos, format.count(backlog.photos), amount)
      : words.bytesBehind(amount);
  const left =
    time === null ? [] : [state === 'online' ? words.left(time) : words.leftOnceBack(time)];
  return [
    ...first,
    ...(isBehind ? [behind, ...left] : []),
    ...(telling > 0 ? [words.telling(telling, format.count(telling))] : []),
    ...(!isBehind && state === 'online' && latency
      ? [words.latency(format.duration(latency.p50))]
      : []),
    ...(viewers === null ? [] : [words.viewers(viewers, format.count(viewers))]),
  ];
}

export type PlaceStanding = 'live' | 'queued' | 'failed' | 'retracted' | 'takingBack' | 'never';

/** Where a shot is at one destination; null: it is not meant to be anywhere yet. */
export function placeOf(
  { state }: Pick<ShotView, 'state'>,
  { published, outbox, telling }: PlaceView,
): PlaceStanding | null {
  if (state === 'retracted') {
    if (telling) return 'takingBack';
    return published === null ? 'never' : 'retracted';
  }
  if (outbox !== null) return outbox === 'refused' ? 'failed' : 'queued';
  return published === null ? null : 'live';
}

/** The destinations that are away while the other one works, and those that still catch up. */
export function uneven(status: Pick<EngineStatus, 'destinations'>): {
  away: DestinationView[];
  behind: DestinationView[];
  working: DestinationView[];
} {
  const all = status.destinations ?? [];
  const away = all.filter(({ state }) => state === 'offline');
  const working = all.filter(({ state }) => state === 'online');
  return { away, working, behind: working.filter(({ backlog }) => backlog.photos > 0) };
}

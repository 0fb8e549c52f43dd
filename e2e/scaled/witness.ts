import {
  createRelayClient,
  followSession,
  type Connection,
  type SessionFollower,
} from '@picture-live/shared/client';
import type { FeedEvent } from '@picture-live/shared/protocol';
import type { RelayView } from '../harness/relay-view.ts';
import { until } from '../harness/until.ts';

/** A guest's page without the page: follows the session with the same client, and remembers all. */
export interface Witness {
  readonly events: readonly FeedEvent[];
  connection(): Connection;
  /** The longest it was not live after it had been for the first time, in milliseconds. */
  longestAwayMs(): number;
  /** The viewers it was told of last; null before the first word. */
  viewers(): number | null;
  /** How often it had to begin anew, because the relay was restored. */
  restarts(): number;
  stop(): void;
}

export function startWitness(origin: string, sessionId: string): Witness {
  const events: FeedEvent[] = [];
  let connection: Connection = 'connecting';
  let viewers: number | null = null;
  let leftAt: number | null = null;
  let longestAwayMs = 0;
  const enter = (next: Connection): void => {
    if (connection === 'live') leftAt = performance.now();
    if (next === 'live' && leftAt !== null) {
      longestAwayMs = Math.max(longestAwayMs, performance.now() - leftAt);
      leftAt = null;
    }
    connection = next;
  };
  let restarts = 0;
  const begin = (): SessionFollower =>
    followSession({
      client: createRelayClient({ baseUrl: origin }),
      sessionId,
      after: 0,
      onEvents: (fresh) => events.push(...fresh),
      onConnection: enter,
      onPresence: (presence) => (viewers = presence.viewers),
      // As pages do, which load anew.
      onSetBack() {
        restarts += 1;
        events.length = 0;
        follower.stop();
        follower = begin();
      },
    });
  let follower = begin();
  return {
    events,
    connection: () => connection,
    longestAwayMs: () => longestAwayMs,
    viewers: () => viewers,
    restarts: () => restarts,
    stop: () => follower.stop(),
  };
}

/** Waits until everybody is live again and has the whole feed; says what somebody has wrong. */
export async function witnessProblems(
  relay: RelayView,
  witnesses: readonly Witness[],
): Promise<string[]> {
  const feed = await relay.feed();
  const problems: string[] = [];
  for (const [index, witness] of witnesses.entries()) {
    await until(
      'a page to be live and have everything',
      () => witness.connection() === 'live' && witness.events.length >= feed.length,
    ).catch((error: unknown) => problems.push(`page ${index + 1}: ${String(error)}`));
    if (isSame(witness.events, feed)) continue;
    problems.push(
      `page ${index + 1} has heard ${inWords(witness.events)} and not ${inWords(feed)}`,
    );
  }
  return problems;
}

/** The feed tells of a photo that went later what it is now: who was there heard it come. */
function isSame(heard: readonly FeedEvent[], feed: readonly FeedEvent[]): boolean {
  return (
    heard.length === feed.length &&
    feed.every(
      ({ seq, type }, index) =>
        heard[index]?.seq === seq && (type === 'photo_removed' || heard[index].type === type),
    )
  );
}

function inWords(events: readonly FeedEvent[]): string {
  return events.map(({ seq, type }) => `${seq} ${type}`).join(', ');
}

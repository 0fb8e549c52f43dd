import type { FanOut } from '../fan-out/fan-out.ts';
import type { Grounds } from '../services/look/open-access.ts';
import type { LookService } from '../services/look/look.ts';
import { sessionRoom } from './socket-types.ts';
import type { LiveServer, LiveSocket } from './socket-types.ts';
import type { Told } from './told.ts';

/** How late an instance is at most while nobody tells it anything. */
const EVERY_MS = 2_000;
/** After a sign that something was missed; it may still be on its way. */
const SOON_MS = 100;

export interface LookAroundDeps {
  fanOut: FanOut;
  look: LookService;
  told: Told;
  onFailure: (error: unknown) => void;
}

export interface LookAround {
  /** Something may have been missed. */
  soon: () => void;
  stop: () => void;
}

/**
 * Compares what the sockets of this instance were told, and on what grounds they are there, with
 * the database: every two seconds, and at once where something seems to be missing. So the fan-out
 * may lose anything, and everybody is late rather than wrong.
 */
export function lookAround(io: LiveServer, deps: LookAroundDeps): LookAround {
  let timer: NodeJS.Timeout | null = null;
  let dueAt = Infinity;
  let isLooking = false;
  let hasFailed = false;
  let isStopped = false;

  function plan(afterMs: number): void {
    const at = performance.now() + afterMs;
    if (isStopped || at >= dueAt) return;
    if (timer !== null) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void run(), afterMs).unref();
  }

  async function run(): Promise<void> {
    dueAt = Infinity;
    // Whoever asks meanwhile asks for another look after this one.
    if (isLooking) return plan(SOON_MS);
    isLooking = true;
    let more = false;
    try {
      more = await lookOnce(io, deps, () => isStopped);
      hasFailed = false;
    } catch (error) {
      if (!hasFailed && !isStopped) deps.onFailure(error);
      hasFailed = true;
    }
    isLooking = false;
    plan(more ? SOON_MS : EVERY_MS);
  }

  const stopHearing = deps.fanOut.onGap(() => plan(0));
  plan(EVERY_MS);
  return {
    soon: () => plan(SOON_MS),
    stop: () => {
      isStopped = true;
      stopHearing();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** @returns whether another look would find more. */
async function lookOnce(
  io: LiveServer,
  { fanOut, look, told }: LookAroundDeps,
  isStopped: () => boolean,
): Promise<boolean> {
  const { sockets, adapter } = io.of('/');
  const through = told.through((sessionId) => adapter.rooms.has(sessionRoom(sessionId)));
  if (through.size === 0 && sockets.size === 0) return false;
  const { messages, restarted, more } = await look.look({
    grounds: groundsOf(sockets.values()),
    through,
  });
  if (isStopped()) return false;
  for (const [sessionId, lastSeq] of restarted) told.restart(sessionId, lastSeq);
  for (const message of messages) fanOut.deliver(message);
  return more;
}

function* groundsOf(sockets: Iterable<LiveSocket>): Iterable<Grounds> {
  for (const { data } of sockets) {
    for (const [sessionId, { actor, standing, session }] of data.joined) {
      yield { sessionId, actor, standing, session };
    }
  }
}

/** Nobody has to know more often than this. */
const MIN_INTERVAL_MS = 1_000;
/** With many viewers the number reaches each of them less often: telling everybody costs that much. */
const INTERVAL_MS_PER_VIEWER = 1;

interface Room {
  viewers: number;
  toldAt: number;
  /** A change that is still to be told. */
  timer: NodeJS.Timeout | null;
}

/** Counts the guests of each session and tells when the number has changed, at most once a second. */
export class Presence {
  readonly #rooms = new Map<string, Room>();
  readonly #tell: (sessionId: string, viewers: number) => void;
  #total = 0;
  /** Sockets go on closing for a moment after everything else has stopped. */
  #stopped = false;

  constructor(tell: (sessionId: string, viewers: number) => void) {
    this.#tell = tell;
  }

  /** Guests of all sessions; one in two rooms counts twice. */
  get total(): number {
    return this.#total;
  }

  viewers(sessionId: string): number {
    return this.#rooms.get(sessionId)?.viewers ?? 0;
  }

  change(sessionId: string, difference: 1 | -1): void {
    const room = this.#rooms.get(sessionId) ?? { viewers: 0, toldAt: -Infinity, timer: null };
    this.#rooms.set(sessionId, room);
    room.viewers += difference;
    this.#total += difference;
    if (this.#stopped) return;
    room.timer ??= this.#tellLater(sessionId, room);
  }

  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#rooms.values()) if (timer !== null) clearTimeout(timer);
    this.#rooms.clear();
  }

  #tellLater(sessionId: string, room: Room): NodeJS.Timeout {
    const interval = Math.max(MIN_INTERVAL_MS, room.viewers * INTERVAL_MS_PER_VIEWER);
    const wait = Math.max(0, room.toldAt + interval - performance.now());
    return setTimeout(() => {
      room.timer = null;
      room.toldAt = performance.now();
      this.#tell(sessionId, room.viewers);
      if (room.viewers === 0) this.#rooms.delete(sessionId);
    }, wait);
  }
}

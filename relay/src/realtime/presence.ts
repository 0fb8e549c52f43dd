/** Nobody has to know more often than this. */
const MIN_INTERVAL_MS = 1_000;
/** With many viewers the number reaches each of them less often: telling everybody costs that much. */
const INTERVAL_MS_PER_VIEWER = 1;

/** See presence-elsewhere.ts. */
interface Elsewhere {
  viewers: (sessionId: string) => number;
  changed: (sessionId: string) => void;
}

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
  readonly #elsewhere: Elsewhere | null;
  #total = 0;
  /** Sockets go on closing for a moment after everything else has stopped. */
  #stopped = false;

  /** @param elsewhere the guests of other instances, where there are any. */
  constructor(
    tell: (sessionId: string, viewers: number) => void,
    elsewhere: Elsewhere | null = null,
  ) {
    this.#tell = tell;
    this.#elsewhere = elsewhere;
  }

  /** Guests of all sessions; one in two rooms counts twice. */
  get total(): number {
    return this.#total;
  }

  /** On all instances. */
  viewers(sessionId: string): number {
    return this.own(sessionId) + (this.#elsewhere?.viewers(sessionId) ?? 0);
  }

  /** On this instance. */
  own(sessionId: string): number {
    return this.#rooms.get(sessionId)?.viewers ?? 0;
  }

  /** Sessions with guests on this instance. */
  sessions(): Iterable<string> {
    return this.#rooms.keys();
  }

  change(sessionId: string, difference: 1 | -1): void {
    const room = this.#roomOf(sessionId);
    room.viewers += difference;
    this.#total += difference;
    this.#elsewhere?.changed(sessionId);
    this.#tellSoon(sessionId, room);
  }

  /** Other instances have more or fewer. */
  changedElsewhere(sessionId: string): void {
    this.#tellSoon(sessionId, this.#roomOf(sessionId));
  }

  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#rooms.values()) if (timer !== null) clearTimeout(timer);
    this.#rooms.clear();
  }

  #roomOf(sessionId: string): Room {
    const room = this.#rooms.get(sessionId) ?? { viewers: 0, toldAt: -Infinity, timer: null };
    this.#rooms.set(sessionId, room);
    return room;
  }

  #tellSoon(sessionId: string, room: Room): void {
    if (this.#stopped) return;
    room.timer ??= this.#tellLater(sessionId, room);
  }

  #tellLater(sessionId: string, room: Room): NodeJS.Timeout {
    const interval = Math.max(MIN_INTERVAL_MS, this.viewers(sessionId) * INTERVAL_MS_PER_VIEWER);
    const wait = Math.max(0, room.toldAt + interval - performance.now());
    return setTimeout(() => {
      room.timer = null;
      room.toldAt = performance.now();
      this.#tell(sessionId, this.viewers(sessionId));
      if (room.viewers === 0) this.#rooms.delete(sessionId);
    }, wait);
  }
}

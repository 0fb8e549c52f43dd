/** A photo that went, or whose content was replaced, by the event that said so. */
export interface Removed {
  sessionId: string;
  photoId: string;
  seq: number;
}

export interface ScreenCount extends Removed {
  /** Of `screens`, those that do not show it any more. */
  gone: number;
  screens: number;
}

/** At 20,000 sockets 10 MB: one byte for each of them. What went before is not counted any more. */
const MAX_REMOVALS = 500;
const COUNTED_MS = 15 * 60_000;
/** A thousand pages report within a second; nobody needs a thousand numbers. */
const TELL_EVERY_MS = 200;

/** Of a screen, in `states`. Nothing is said of those that came after the photo had gone. */
const [ABSENT, WAITING, REPORTED] = [0, 1, 2];

interface Removal extends ScreenCount {
  /** By number of the screen. */
  states: Uint8Array;
  /** Screens that were lost, have come back and have reported. */
  returned: Set<number>;
  until: number;
  timer: NodeJS.Timeout | null;
  toldAt: number;
}

/** Counts, for this instance, the pages that a photo has left; see RemovalProgress for what counts. */
export class RemovalScreens {
  readonly #removals = new Map<string, Removal>();
  readonly #tell: (count: ScreenCount) => void;
  /** Sockets get small numbers, so that what is known of all of them is an array of bytes. */
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  #stopped = false;

  /** @param tell hears a new count at most five times a second for each photo, the last one always. */
  constructor(tell: (count: ScreenCount) => void) {
    this.#tell = tell;
  }

  /** These screens have to take it off; a removal that is counted already stays as it is. */
  begin(removed: Removed, screens: Iterable<string>): void {
    if (this.#stopped || this.#removals.has(keyOf(removed))) return;
    const numbers = [...screens].map((socketId) => this.#numberOf(socketId));
    const states = new Uint8Array(this.#numbers.size + this.#free.length);
    for (const number of numbers) states[number] = WAITING;
    const removal: Removal = {
      ...removed,
      gone: 0,
      screens: numbers.length,
      states,
      returned: new Set(),
      until: performance.now() + COUNTED_MS,
      timer: null,
      toldAt: performance.now(),
    };
    this.#removals.set(keyOf(removed), removal);
    this.#dropOld();
    this.#tell(countOf(removal));
  }

  /** The screen does not show it any more. */
  report(removed: Removed, socketId: string): void {
    const removal = this.#removals.get(keyOf(removed));
    if (removal?.sessionId !== removed.sessionId) return;
    const number = this.#numberOf(socketId);
    const state = removal.states[number] ?? ABSENT;
    if (state === REPORTED || removal.returned.has(number)) return;
    if (state === WAITING) removal.states[number] = REPORTED;
    else {
      removal.returned.add(number);
      removal.screens += 1;
    }
    removal.gone += 1;
    this.#tellSoon(removal);
  }

  /** The page has left the session. */
  leave(sessionId: string, socketId: string): void {
    const number = this.#numbers.get(socketId);
    if (number === undefined) return;
    for (const removal of this.#removals.values()) {
      if (removal.sessionId !== sessionId || removal.states[number] !== WAITING) continue;
      removal.states[number] = ABSENT;
      removal.screens -= 1;
      this.#tellSoon(removal);
    }
  }

  /** The socket is closed; it has left its sessions. */
  forget(socketId: string): void {
    const number = this.#numbers.get(socketId);
    if (number === undefined) return;
    for (const { states, returned } of this.#removals.values()) {
      if (number < states.length) states[number] = ABSENT;
      returned.delete(number);
    }
    this.#numbers.delete(socketId);
    this.#free.push(number);
  }

  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#removals.values()) if (timer !== null) clearTimeout(timer);
    this.#removals.clear();
  }

  #numberOf(socketId: string): number {
    const known = this.#numbers.get(socketId);
    if (known !== undefined) return known;
    const number = this.#free.pop() ?? this.#numbers.size;
    this.#numbers.set(socketId, number);
    return number;
  }

  #dropOld(): void {
    const now = performance.now();
    for (const [key, { until, timer }] of this.#removals) {
      if (this.#removals.size <= MAX_REMOVALS && now < until) return;
      if (timer !== null) clearTimeout(timer);
      this.#removals.delete(key);
    }
  }

  #tellSoon(removal: Removal): void {
    if (this.#stopped) return;
    const wait = Math.max(0, removal.toldAt + TELL_EVERY_MS - performance.now());
    removal.timer ??= setTimeout(() => {
      removal.timer = null;
      removal.toldAt = performance.now();
      this.#tell(countOf(removal));
    }, wait);
  }
}

function keyOf({ photoId, seq }: Removed): string {
  return `${photoId}/${seq}`;
}

function countOf({ sessionId, photoId, seq, gone, screens }: Removal): ScreenCount {
  return { sessionId, photoId, seq, gone, screens };
}

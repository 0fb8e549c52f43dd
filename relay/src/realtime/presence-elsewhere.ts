import type { FanOut, FanOutMessage } from '../fan-out/fan-out.ts';

/** Changes of a moment are told together. */
const TOGETHER_MS = 1_000;
/** Everything is said again this often, to instances that have just started. */
const AGAIN_MS = 5_000;
/** What an instance said counts no longer than this: it may have died. */
export const BELIEVED_MS = 15_000;
/** In one message. */
const AT_ONCE = 500;

export interface PresenceElsewhereDeps {
  fanOut: FanOut;
  /** Of this process, and no other. */
  instance: string;
  /** Guests of this instance: of one session, and of all that have some. */
  own: (sessionId: string) => number;
  all: () => Iterable<string>;
  /** The sum has changed. */
  onChange: (sessionId: string) => void;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

interface Count {
  viewers: number;
  until: number;
}

/** The guests of other instances: tells them of its own, adds up what they tell. */
export class PresenceElsewhere {
  readonly #deps: PresenceElsewhereDeps;
  readonly #now: () => number;
  /** By session and instance. */
  readonly #counts = new Map<string, Map<string, Count>>();
  readonly #changed = new Set<string>();
  readonly #beat: NodeJS.Timeout;
  #telling: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(deps: PresenceElsewhereDeps) {
    this.#deps = deps;
    this.#now = deps.now ?? (() => performance.now());
    this.#beat = setInterval(() => this.#again(), AGAIN_MS).unref();
  }

  viewers(sessionId: string): number {
    const now = this.#now();
    let sum = 0;
    for (const { viewers, until } of this.#counts.get(sessionId)?.values() ?? []) {
      if (now < until) sum += viewers;
    }
    return sum;
  }

  /** The guests of this instance in that session have become more or fewer. */
  changed(sessionId: string): void {
    if (this.#stopped) return;
    this.#changed.add(sessionId);
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      this.#tell();
    }, TOGETHER_MS).unref();
  }

  hear(message: FanOutMessage): void {
    if (message.kind !== 'presence' || message.instance === this.#deps.instance) return;
    const until = this.#now() + BELIEVED_MS;
    for (const { sessionId, viewers } of message.counts) {
      const before = this.viewers(sessionId);
      this.#keep(sessionId, message.instance, { viewers, until });
      if (this.viewers(sessionId) !== before) this.#deps.onChange(sessionId);
    }
  }

  /** Its own guests go with it. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const sessionId of this.#deps.all()) this.#changed.add(sessionId);
    this.#tell(() => 0);
    clearInterval(this.#beat);
    if (this.#telling !== null) clearTimeout(this.#telling);
  }

  #keep(sessionId: string, instance: string, count: Count): void {
    const ofSession = this.#counts.get(sessionId) ?? new Map<string, Count>();
    this.#counts.set(sessionId, ofSession);
    if (count.viewers === 0) ofSession.delete(instance);
    else ofSession.set(instance, count);
    if (ofSession.size === 0) this.#counts.delete(sessionId);
  }

  #again(): void {
    for (const sessionId of this.#deps.all()) this.#changed.add(sessionId);
    this.#tell();
    this.#forgetTheDead();
  }

  #tell(own = this.#deps.own): void {
    const { fanOut, instance } = this.#deps;
    const counts = [...this.#changed].map((sessionId) => ({ sessionId, viewers: own(sessionId) }));
    this.#changed.clear();
    for (let from = 0; from < counts.length; from += AT_ONCE) {
      fanOut.publish({ kind: 'presence', instance, counts: counts.slice(from, from + AT_ONCE) });
    }
  }

  #forgetTheDead(): void {
    const now = this.#now();
    for (const [sessionId, ofSession] of this.#counts) {
      const dead = [...ofSession].filter(([, { until }]) => until <= now);
      for (const [instance] of dead) this.#keep(sessionId, instance, { viewers: 0, until: 0 });
      if (dead.length > 0) this.#deps.onChange(sessionId);
    }
  }
}

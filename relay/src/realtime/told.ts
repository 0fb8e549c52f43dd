/** Events after a gap that are remembered; with more, the gap is what the next look finds. */
const MAX_AHEAD = 1_000;

interface Feed {
  /** Everything up to here has been told. */
  through: number;
  /** Told as well, beyond an event that has not come. */
  ahead: Set<number>;
}

/**
 * What the sockets of this instance have been told of the feeds of their sessions: nothing is told
 * twice, and what is missing is known.
 */
export class Told {
  readonly #feeds = new Map<string, Feed>();

  /** Somebody has joined, who knows the feed up to here or asks for it. */
  joined(sessionId: string, lastSeq: number): void {
    if (!this.#feeds.has(sessionId)) {
      this.#feeds.set(sessionId, { through: lastSeq, ahead: new Set() });
    }
  }

  /** Whether the sockets should hear this; counts it as told if so. */
  isNews(sessionId: string, seq: number): boolean {
    const feed = this.#feeds.get(sessionId);
    // Nobody has joined, or their call is under way: it is answered with the newest event.
    if (feed === undefined) return true;
    if (seq <= feed.through || feed.ahead.has(seq)) return false;
    feed.ahead.add(seq);
    while (feed.ahead.delete(feed.through + 1)) feed.through += 1;
    if (feed.ahead.size > MAX_AHEAD) feed.ahead.clear();
    return true;
  }

  /** Whether something came before what has to come first. */
  hasGap(sessionId: string): boolean {
    return (this.#feeds.get(sessionId)?.ahead.size ?? 0) > 0;
  }

  /** Up to where each feed has been told; sessions that nobody is in are forgotten. */
  through(isWanted: (sessionId: string) => boolean): Map<string, number> {
    const wanted = new Map<string, number>();
    for (const [sessionId, { through }] of this.#feeds) {
      if (isWanted(sessionId)) wanted.set(sessionId, through);
      else this.#feeds.delete(sessionId);
    }
    return wanted;
  }

  /** The database was restored to an older state: its feed goes on from here. */
  restart(sessionId: string, lastSeq: number): void {
    this.#feeds.set(sessionId, { through: lastSeq, ahead: new Set() });
  }
}

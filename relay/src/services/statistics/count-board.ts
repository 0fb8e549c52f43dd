import { MINUTE_MS } from '../../repositories/statistics.ts';
import type { NewNumbers } from '../../repositories/statistics.ts';

/** What was counted since the board was last emptied. */
export interface Counts {
  numbers: NewNumbers[];
  /** Views by photo, by session. */
  views: Map<string, Map<string, number>>;
}

/** While the database is away; what comes after so many is not counted. */
const MAX_MINUTES = 10_000;
const MAX_PHOTOS = 50_000;

type Counter = 'visits' | 'photo_views' | 'viewer_ms' | 'viewer_peak';

/** Counts in memory what happens too often to be written one by one. */
export class CountBoard {
  #minutes = new Map<string, NewNumbers>();
  #views = new Map<string, Map<string, number>>();
  #photos = 0;

  add(sessionId: string, at: number, counted: Partial<Record<Counter, number>>): void {
    const minute = at - (at % MINUTE_MS);
    const key = `${sessionId}/${minute}`;
    const row = this.#minutes.get(key) ?? { session_id: sessionId, at: minute };
    if (!this.#minutes.has(key)) {
      if (this.#minutes.size >= MAX_MINUTES) return;
      this.#minutes.set(key, row);
    }
    for (const counter of ['visits', 'photo_views', 'viewer_ms', 'viewer_peak'] as const) {
      row[counter] = (row[counter] ?? 0) + (counted[counter] ?? 0);
    }
  }

  addViews(sessionId: string, photoId: string, count: number): void {
    const views = this.#views.get(sessionId) ?? new Map<string, number>();
    if (!views.has(photoId)) {
      if (this.#photos >= MAX_PHOTOS) return;
      this.#photos += 1;
    }
    this.#views.set(sessionId, views);
    views.set(photoId, (views.get(photoId) ?? 0) + count);
  }

  /** Empties the board. */
  take(): Counts {
    const taken = { numbers: [...this.#minutes.values()], views: this.#views };
    this.#minutes = new Map();
    this.#views = new Map();
    this.#photos = 0;
    return taken;
  }

  /** What could not be written is counted together with what has come since. */
  giveBack({ numbers, views }: Counts): void {
    for (const { session_id, at, ...counted } of numbers) this.add(session_id, at, counted);
    for (const [sessionId, photos] of views) {
      for (const [photoId, count] of photos) this.addViews(sessionId, photoId, count);
    }
  }
}

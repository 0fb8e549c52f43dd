import type * as z from 'zod/mini';

/** What this browser keeps under a name; null where there is nothing, or nothing of ours. */
export function keptIn<T>(name: string, shape: z.ZodMiniType<T>): T | null {
  try {
    const kept = localStorage.getItem(name);
    if (kept === null) return null;
    const parsed = shape.safeParse(JSON.parse(kept));
    return parsed.success ? parsed.data : null;
  } catch {
    // A browser that keeps nothing, or something that is no JSON: as if there were none.
    return null;
  }
}

/** Keeps it for the next visit, where the browser keeps anything. */
export function keepIn(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // No room, or not allowed: it holds for as long as the page is open.
  }
}

/** Where messages are kept that the relay does not have yet. */
export function outboxNameOf(sessionId: string): string {
  return `outbox ${sessionId}`;
}

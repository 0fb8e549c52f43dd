import type { Session } from '@picture-live/shared/protocol';

/** What the relay will do to a session by itself, and when in epoch milliseconds. */
export interface NextFate {
  step: 'archive' | 'delete';
  at: number;
}

/** Sooner than this it is worth a line among many sessions; what is later is in no hurry. */
const SOON_MS = 30 * 24 * 3_600_000;

/** What happens to a session soon, unless something new does; null: nothing. */
export function fateSoon({ mine }: Pick<Session, 'mine'>, now: number): NextFate | null {
  const { archiveAt = null, deleteAt = null } = mine?.retention ?? {};
  const isSoon = (at: number | null): at is number => at !== null && at - now < SOON_MS;
  if (isSoon(archiveAt)) return { step: 'archive', at: archiveAt };
  return isSoon(deleteAt) ? { step: 'delete', at: deleteAt } : null;
}

import { type Guest } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { AskedTakedown, Takedown, type AskTakedown } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { keepIn, keptIn } from '../page/kept.ts';
import { createStore, type Store } from '../page/store.ts';

/** What this guest has asked to be removed, and what became of it. */
export interface Takedowns {
  /** Decided since the guest asked, and not told yet; the oldest first. */
  decisions: Store<readonly Takedown[], DecisionFact>;
  /** Hides the photo for everybody. @throws PictureLiveError `relay_unreachable`, `photo_gone` … */
  ask: (photoId: string, wish: AskTakedown) => Promise<AskedTakedown>;
  /** Whether this guest has asked for it: then it does not go as a surprise. */
  hasAsked: (photoId: string) => boolean;
  /** Asks what became of the open requests; of all, or of the one for this photo. */
  look: (photoId?: string) => Promise<void>;
  /** The guest has read the decision. */
  told: (id: string) => void;
}

export type DecisionFact =
  { kind: 'decided'; takedown: Takedown } | { kind: 'told'; takedownId: string };

const Kept = z.array(z.object({ id: z.string(), photoId: z.string(), secret: z.string() }));
type Kept = z.infer<typeof Kept>;
/** Older requests are not asked about any more. */
const MOST_KEPT = 50;

export function startTakedowns(guest: Pick<Guest, 'call'>, sessionId: string): Takedowns {
  const name = `takedowns ${sessionId}`;
  let kept: Kept = keptIn(name, Kept) ?? [];
  /** Asked for on this page, before the reply has come. */
  const asking = new Set<string>();
  const decisions = createStore<readonly Takedown[], DecisionFact>([], nextDecisions);

  function keep(next: Kept): void {
    kept = next.slice(-MOST_KEPT);
    keepIn(name, kept);
  }

  async function ask(photoId: string, wish: AskTakedown): Promise<AskedTakedown> {
    asking.add(photoId);
    try {
      const path = `/api/photos/${encodeURIComponent(photoId)}/takedown`;
      const body = { type: 'application/json', content: JSON.stringify(wish) };
      const asked = await guest.call({ method: 'POST', path, reply: AskedTakedown, body });
      const { id, secret } = asked;
      keep([...kept.filter((one) => one.id !== id), { id, photoId, secret }]);
      return asked;
    } finally {
      asking.delete(photoId);
    }
  }

  async function lookAt({ id, secret }: Kept[number]): Promise<void> {
    try {
      const query = new URLSearchParams({ secret }).toString();
      const path = `/api/takedowns/${encodeURIComponent(id)}?${query}`;
      const takedown = await guest.call({ method: 'GET', path, reply: Takedown });
      if (takedown.state !== 'open') decisions.take({ kind: 'decided', takedown });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      // The session is gone with everything in it: there is nothing more to be told.
      if (!error.retry && error.code === 'not_found') forget(id);
    }
  }

  function forget(id: string): void {
    keep(kept.filter((one) => one.id !== id));
  }

  return {
    decisions,
    ask,
    hasAsked: (photoId) => asking.has(photoId) || kept.some((one) => one.photoId === photoId),
    async look(photoId) {
      const wanted = kept.filter((one) => photoId === undefined || one.photoId === photoId);
      for (const one of wanted) await lookAt(one);
    },
    told(id) {
      forget(id);
      decisions.take({ kind: 'told', takedownId: id });
    },
  };
}

function nextDecisions(decisions: readonly Takedown[], fact: DecisionFact): readonly Takedown[] {
  const id = fact.kind === 'told' ? fact.takedownId : fact.takedown.id;
  const others = decisions.filter((one) => one.id !== id);
  return fact.kind === 'told' ? others : [...others, fact.takedown];
}

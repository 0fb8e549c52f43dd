import { assertNever, type ErrorCode } from '@picture-live/shared/errors';

/** A message on its way to the relay. */
export interface Outgoing {
  /** Made here: however often it is sent, it is one message. */
  readonly id: string;
  readonly text: string;
  readonly photoId?: string | undefined;
  /** To everybody, by a member. */
  readonly announcement?: boolean | undefined;
  /** A picture that has still to be brought; `preview` shows it meanwhile. */
  readonly picture?: { readonly file: File; readonly preview: string } | undefined;
  /** The picture is at the relay. */
  readonly imageId?: string | undefined;
  /** When it was written, epoch milliseconds. */
  readonly at: number;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Why it will not go by itself. */
  readonly failure?: ErrorCode | undefined;
}

/** The oldest first; they are sent in this order. */
export type OutboxState = readonly Outgoing[];

export type OutboxFact =
  | { kind: 'written'; message: Outgoing }
  | { kind: 'sending'; id: string }
  | { kind: 'uploaded'; id: string; imageId: string }
  /** The relay has it. */
  | { kind: 'sent'; id: string }
  /** No network, or the relay asks to wait. */
  | { kind: 'delayed'; id: string }
  | { kind: 'failed'; id: string; failure: ErrorCode }
  | { kind: 'retried'; id: string }
  | { kind: 'discarded'; id: string };

/** More than these nobody writes in a dead spot; the field stays as it is then. */
export const MOST_WAITING = 50;

export function nextOutbox(state: OutboxState, fact: OutboxFact): OutboxState {
  switch (fact.kind) {
    case 'written':
      return state.length >= MOST_WAITING ? state : [...state, fact.message];
    case 'sending':
      return change(state, fact.id, { state: 'sending' });
    case 'uploaded':
      return change(state, fact.id, { imageId: fact.imageId });
    case 'delayed':
      return change(state, fact.id, { state: 'waiting' });
    case 'failed':
      return change(state, fact.id, { state: 'failed', failure: fact.failure });
    case 'retried':
      return change(state, fact.id, { state: 'waiting', failure: undefined });
    case 'sent':
    case 'discarded':
      return state.filter(({ id }) => id !== fact.id);
    default:
      return assertNever(fact);
  }
}

/** What is sent next; null while one is being sent, and when none waits. */
export function nextToSend(state: OutboxState): Outgoing | null {
  if (state.some((one) => one.state === 'sending')) return null;
  return state.find((one) => one.state === 'waiting') ?? null;
}

/** What these messages do not show yet: the event of one may be here before the reply to its sender. */
export function missingIn(messages: readonly { id: string }[], outbox: OutboxState): OutboxState {
  const shown = new Set(messages.map(({ id }) => id));
  return outbox.filter(({ id }) => !shown.has(id));
}

function change(state: OutboxState, id: string, to: Partial<Outgoing>): OutboxState {
  return state.map((one) => (one.id === id ? { ...one, ...to } : one));
}

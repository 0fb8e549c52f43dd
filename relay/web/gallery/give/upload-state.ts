import { assertNever, type ErrorCode } from '@picture-live/shared/errors';
import type { UploadOutcome } from '@picture-live/shared/protocol';

/** What has become of one file. */
export type Progress =
  | { state: 'waiting' }
  /** `share` of its bytes that have left, 0…1. */
  | { state: 'sending'; share: number }
  | { state: 'developing' }
  /** No network, or the relay cannot take it just now: tried again by itself. */
  | { state: 'offline' }
  /** Nobody else sees it until a moderator has. */
  | { state: 'held'; photoId: string }
  | { state: 'published' }
  | { state: 'duplicate' }
  | { state: 'refused'; why: Refused };

export type Refused = 'tooLarge' | 'noPicture' | 'closed' | 'refused';

export interface Item {
  readonly id: number;
  readonly name: string;
  readonly progress: Progress;
}

export type UploadFact =
  | { kind: 'chosen'; names: readonly string[] }
  | { kind: 'progress'; id: number; progress: Progress }
  /** These photos are to be seen in the gallery now. */
  | { kind: 'seen'; isSeen: (photoId: string) => boolean };

export function nextItems(items: readonly Item[], fact: UploadFact): readonly Item[] {
  switch (fact.kind) {
    case 'chosen': {
      const next = (items.at(-1)?.id ?? -1) + 1;
      const fresh = fact.names.map((name, index) => ({
        id: next + index,
        name,
        progress: { state: 'waiting' } as const,
      }));
      return [...items, ...fresh];
    }
    case 'progress':
      return items.map((item) =>
        item.id === fact.id ? { ...item, progress: fact.progress } : item,
      );
    case 'seen': {
      const now = items.map((item) => {
        const { progress } = item;
        const isSeen = progress.state === 'held' && fact.isSeen(progress.photoId);
        return isSeen ? { ...item, progress: { state: 'published' } as const } : item;
      });
      return now.every((item, index) => item === items[index]) ? items : now;
    }
    default:
      return assertNever(fact);
  }
}

/** Whether nothing more will be done for it by itself. */
export function isOver({ progress }: Item): boolean {
  return ['held', 'published', 'duplicate', 'refused'].includes(progress.state);
}

/** What a reply says of the one file that was sent; null: send it again. */
export function progressOf(outcome: UploadOutcome): Progress | null {
  if (!outcome.ok) {
    const why = refusalOf(outcome.error.code);
    return why === null ? null : { state: 'refused', why };
  }
  const { photo, outcome: what } = outcome;
  // Its reply was lost the first time: by now the relay knows it, and it waits.
  if (what === 'held' || photo.hidden !== undefined) return { state: 'held', photoId: photo.id };
  return { state: what === 'duplicate' ? 'duplicate' : 'published' };
}

const REFUSALS: Partial<Record<ErrorCode, Refused>> = {
  blob_too_large: 'tooLarge',
  undecodable: 'noPicture',
  forbidden: 'closed',
  session_expired: 'closed',
  session_not_found: 'closed',
  access_code_required: 'closed',
};
/** What can succeed later without anybody changing anything. */
const PASSING: ReadonlySet<string> = new Set<ErrorCode>([
  'internal',
  'rate_limited',
  'relay_unreachable',
  'storage_full',
  'unavailable',
  'upload_stalled',
]);

/** What a failure means for a file; null: try again later. */
export function refusalOf(code: string): Refused | null {
  if (PASSING.has(code)) return null;
  return Object.entries(REFUSALS).find(([name]) => name === code)?.[1] ?? 'refused';
}

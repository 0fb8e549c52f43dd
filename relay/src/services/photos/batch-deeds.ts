import type { AuditAction, PhotoBatch } from '@picture-live/shared/protocol';
import type { Deed } from '../audit/record-audit.ts';

const ACTIONS: Partial<Record<PhotoBatch['action'], AuditAction>> = {
  hide: 'photos_hidden',
  show: 'photos_shown',
  delete: 'photos_deleted',
  restore: 'photos_restored',
  move: 'photos_moved',
};

/**
 * What a batch is in the audit log: one entry, or one in each of two sessions. Tags and the like
 * take nothing away and are none.
 *
 * @param done the photos that it was done to.
 */
export function batchDeeds(wanted: PhotoBatch, done: readonly string[]): Deed[] {
  const action = ACTIONS[wanted.action];
  if (action === undefined || done.length === 0) return [];
  const { sessionId } = wanted;
  if (wanted.action !== 'move') return [{ action, sessionId, subjects: done }];
  const { toSessionId } = wanted;
  const deed = { action, subjects: done, details: { from: sessionId, to: toSessionId } };
  return [sessionId, toSessionId].map((id) => ({ ...deed, sessionId: id }));
}

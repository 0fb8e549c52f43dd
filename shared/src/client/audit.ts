import { AuditPage, type AuditFilter } from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { queryOf } from './http.ts';

/** A page of entries: `after` is the `nextCursor` of the page before. */
export interface AuditQuery extends AuditFilter {
  after?: string | undefined;
  limit?: number | undefined;
}

/**
 * Who did what: in a session, for its owners, and to one's own account.
 *
 * @param call `createAuth(…).call`.
 */
export function auditClient(call: UserCall) {
  const list = (path: string, query: AuditQuery): Promise<AuditPage> =>
    call({ method: 'GET', path: `${path}?${queryOf({ ...query })}`, reply: AuditPage });
  return {
    /** By id or slug. */
    sessionAudit: (idOrSlug: string, query: AuditQuery = {}): Promise<AuditPage> =>
      list(`/api/sessions/${encodeURIComponent(idOrSlug)}/audit`, query),
    ownAudit: (query: AuditQuery = {}): Promise<AuditPage> => list('/api/audit', query),
  };
}

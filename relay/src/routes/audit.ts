import { AuditAction, AuditPage, EpochMs, Id } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { AuditService } from '../services/audit/audit.ts';
import { SessionParams } from './sessions.ts';

const time = z.pipe(z.coerce.number(), EpochMs);
const limit = z.coerce.number().check(z.gte(1), z.lte(200), z.multipleOf(1));
const AuditQuery = z.object({
  after: z.optional(z.string().check(z.maxLength(100))),
  limit: z.prefault(limit, 50),
  action: z.optional(AuditAction),
  actorId: z.optional(Id),
  from: z.optional(time),
  to: z.optional(time),
});
const page = { 200: AuditPage, ...errorReplies };

/** What was done to a session or an account; for a scope that reads tokens. */
export function auditRoutes(app: App, audit: AuditService): void {
  app.get(
    '/api/sessions/:id/audit',
    { schema: { params: SessionParams, querystring: AuditQuery, response: page } },
    async ({ actor, params, query }) => {
      const { after = null, limit: size, ...filter } = query;
      return audit.ofSession(actor, params.id, filter, { after, limit: size });
    },
  );

  app.get(
    '/api/audit',
    { schema: { querystring: AuditQuery, response: page } },
    async ({ actor, query }) => {
      const { after = null, limit: size, ...filter } = query;
      return audit.ofAccount(requireUser(actor), filter, { after, limit: size });
    },
  );
}

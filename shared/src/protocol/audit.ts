import * as z from 'zod/mini';
import { EpochMs, Id } from './values.ts';

/**
 * Everything that changes who may do what, or takes something away. `…_failed` and `…_refused` are
 * attempts that came to nothing.
 */
export const AUDIT_ACTIONS = [
  'account_made',
  'login',
  'login_failed',
  /** A refresh token was used by two: the login of both has ended. */
  'login_stolen',
  'logout',
  'logout_everywhere',
  /** One was ended from another. */
  'login_ended',
  'password_changed',
  'password_refused',
  'email_changed',
  'invitation_made',
  'invitation_withdrawn',
  'invitation_used',
  'pairing_approved',
  'device_paired',
  'device_allowed',
  'device_withdrawn',
  'device_revoked',
  'session_made',
  'session_changed',
  /** By a policy of the relay; whoever does it by hand changes its end. */
  'session_archived',
  'session_deleted',
  'session_restored',
  /** It is gone for good, with everything in it. */
  'session_purged',
  'member_added',
  'member_changed',
  'member_removed',
  'photos_hidden',
  'photos_shown',
  'photos_deleted',
  'photos_restored',
  'photos_moved',
  'photo_replaced',
  'image_deleted',
  'message_moderated',
  'takedown_requested',
  'takedown_decided',
] as const;

export const AuditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof AuditAction>;

/** Words and ids that say more, such as the names of the settings that were changed; no secrets. */
export const AuditDetails = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
export type AuditDetails = z.infer<typeof AuditDetails>;

export const AuditEntry = z.object({
  id: Id,
  at: EpochMs,
  action: AuditAction,
  /** `relay`: nobody asked for it, such as a virus scanner's verdict. `name` is a user's own. */
  actor: z.object({
    kind: z.enum(['anonymous', 'guest', 'user', 'device', 'relay']),
    id: z.nullable(z.string()),
    name: z.nullable(z.string()),
  }),
  /** The network it came from, shortened; null where there was none. */
  network: z.nullable(z.string()),
  sessionId: z.nullable(Id),
  /** The ids of what it was done to. */
  subjects: z.array(z.string()),
  details: AuditDetails,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Newest first. */
export const AuditPage = z.object({
  entries: z.array(AuditEntry),
  nextCursor: z.nullable(z.string()),
});
export type AuditPage = z.infer<typeof AuditPage>;

/** What a list of entries is narrowed to; all of it has to be true of an entry. */
export interface AuditFilter {
  action?: AuditAction | undefined;
  /** By this user, guest or device. */
  actorId?: string | undefined;
  /** Epoch milliseconds, both ends included. */
  from?: number | undefined;
  to?: number | undefined;
}

import { AUDIT_ACTIONS, type AuditAction } from '@picture-live/shared/protocol';

/** Which of the studio's two logs tells of it. */
const SHOWN: Record<AuditAction, 'account' | 'session' | 'both' | 'neither'> = {
  account_made: 'account',
  login: 'account',
  login_failed: 'account',
  login_stolen: 'account',
  logout: 'account',
  logout_everywhere: 'account',
  login_ended: 'account',
  password_changed: 'account',
  password_refused: 'account',
  email_changed: 'account',
  invitation_made: 'account',
  invitation_withdrawn: 'account',
  invitation_used: 'both',
  pairing_approved: 'account',
  device_paired: 'account',
  device_allowed: 'both',
  device_withdrawn: 'both',
  device_revoked: 'both',
  session_made: 'both',
  session_changed: 'session',
  session_archived: 'session',
  session_deleted: 'session',
  session_restored: 'session',
  // By the relay, and nobody is left who could look into the session's log.
  session_purged: 'neither',
  member_added: 'both',
  member_changed: 'both',
  member_removed: 'both',
  photos_hidden: 'session',
  photos_shown: 'session',
  photos_deleted: 'session',
  photos_restored: 'session',
  photos_moved: 'session',
  photo_replaced: 'session',
  image_deleted: 'session',
  message_moderated: 'session',
  takedown_requested: 'session',
  takedown_decided: 'session',
};

/** What is told of an account, and of a session; in the order of the protocol. */
export const OF_ACCOUNTS = actionsOf('account');
export const OF_SESSIONS = actionsOf('session');

function actionsOf(log: 'account' | 'session'): readonly AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => SHOWN[action] === log || SHOWN[action] === 'both');
}

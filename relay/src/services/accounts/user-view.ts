import type { Profile } from '@picture-live/shared/protocol';
import type { UserRow } from '../../db/account-tables.ts';

/** An account as its owner sees it. */
export function viewUser(user: UserRow): Profile {
  const { id, email, name } = user;
  return { id, email, name, admin: user.is_admin === 1, createdAt: user.created_at };
}

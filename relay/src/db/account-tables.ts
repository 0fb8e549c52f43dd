import type { Generated, Insertable, Selectable } from 'kysely';

/** People with a password: photographers, editors, owners. Guests have no account. */
export interface UsersTable {
  id: string;
  /** Normalised: two spellings of one address are one account. */
  email: string;
  name: string;
  /** PHC string of argon2id. */
  password_hash: string;
  /** May invite others; the relay's first account is. */
  is_admin: Generated<number>;
  created_at: number;
  updated_at: number;
}

/** A login on one client, and all refresh tokens that follow from it (a token family). */
export interface LoginsTable {
  id: string;
  user_id: string;
  /** SHA-256 of what the client calls itself. */
  client_hash: string;
  /** What a person would call it, such as `Safari · iPhone`; empty where it does not say. */
  client_name: Generated<string>;
  created_at: number;
  last_used_at: number;
  /** Logged out, or ended because one of its tokens was used by somebody else. */
  ended_at: number | null;
}

export interface RefreshTokensTable {
  /** SHA-256 in hex; the token itself is nowhere. */
  token_hash: string;
  login_id: string;
  created_at: number;
  expires_at: number;
  /** When it was exchanged for its successor. */
  used_at: number | null;
  /** When it was exchanged a second time, because the first reply was lost. */
  forgiven_at: number | null;
}

/** Who may do what in a session; see services/access/policy.ts. */
export interface SessionMembersTable {
  session_id: string;
  user_id: string;
  role: 'owner' | 'photographer' | 'moderator';
  created_at: number;
}

/** A code that lets one person make an account. */
export interface InvitationsTable {
  id: string;
  /** SHA-256 in hex. */
  code_hash: string;
  created_by: string;
  /** Only this address may use it; null for whoever has the code. */
  email: string | null;
  created_at: number;
  expires_at: number;
  used_by: string | null;
  /** Whoever uses it gets this role in this session; null for an account alone. */
  session_id: Generated<string | null>;
  role: Generated<SessionMembersTable['role'] | null>;
}

/** A laptop that asks to be paired (RFC 8628), until it has its token or the time is over. */
export interface DevicePairingsTable {
  id: string;
  /** SHA-256 in hex of what the laptop polls with. */
  device_code_hash: string;
  /** What a person types: eight letters. */
  user_code: string;
  name: string;
  created_at: number;
  expires_at: number;
  last_polled_at: number | null;
  /** Milliseconds between polls; grows when the laptop asks too often. */
  interval_ms: number;
  approved_by: string | null;
  /** JSON array of ids; null until approved. */
  session_ids: string | null;
  /** The device that the laptop could prove to have been; null: it is a new one. */
  former_device_id: string | null;
}

export interface AccountTables {
  users: UsersTable;
  logins: LoginsTable;
  refresh_tokens: RefreshTokensTable;
  session_members: SessionMembersTable;
  invitations: InvitationsTable;
  device_pairings: DevicePairingsTable;
}

export type UserRow = Selectable<UsersTable>;
export type LoginRow = Selectable<LoginsTable>;
export type NewLoginRow = Insertable<LoginsTable>;
export type RefreshTokenRow = Selectable<RefreshTokensTable>;
export type SessionMemberRow = Selectable<SessionMembersTable>;
export type InvitationRow = Selectable<InvitationsTable>;
export type NewInvitationRow = Insertable<InvitationsTable>;
export type DevicePairingRow = Selectable<DevicePairingsTable>;

import type { Selectable } from 'kysely';

/** One deed, written once and never changed; see services/audit/record-audit.ts. */
export interface AuditEntriesTable {
  /** UUIDv7: sorts by the time of writing. */
  id: string;
  at: number;
  action: string;
  actor_kind: 'anonymous' | 'guest' | 'user' | 'device' | 'relay';
  /** Of the guest, user or device. */
  actor_id: string | null;
  /** Where it came from, shortened: a district rather than a house. */
  network: string | null;
  /** Whose owners may read it. */
  session_id: string | null;
  /** The account it is about, whose holder may read it. */
  account_id: string | null;
  /** JSON array of the ids of what it was done to. */
  subjects: string;
  /** `AuditDetails` as JSON. */
  details: string;
}

export interface AuditTables {
  audit_entries: AuditEntriesTable;
}

export type AuditEntryRow = Selectable<AuditEntriesTable>;

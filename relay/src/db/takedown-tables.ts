import type { Selectable } from 'kysely';

/** Somebody's wish that a photo of them goes; one row for each person and photo. */
export interface TakedownsTable {
  id: string;
  /** Where the photo is; it takes its requests along when it is moved. */
  session_id: string;
  photo_id: string;
  /** `guest:<id>`, `user:<id>`, or `visitor:<id>` for whoever has no name but a cookie. */
  asker: string;
  /** HMAC of session and network address: enough to see a storm, not where somebody was. */
  origin: string;
  reason: string;
  /** How to reach whoever asks; only for the session's owners. */
  contact: string | null;
  state: 'open' | 'granted' | 'refused';
  /** 1: it was this request that hid the photo, and a refusal has to show it again. */
  hid: number;
  created_at: number;
  decided_at: number | null;
  /** The user who decided. */
  decided_by: string | null;
  /** What they said about it; for whoever asked. */
  note: string;
}

export interface TakedownTables {
  takedowns: TakedownsTable;
}

export type TakedownRow = Selectable<TakedownsTable>;

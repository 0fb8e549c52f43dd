import type { Generated, Insertable, Selectable } from 'kysely';

/** What people wrote in a session. */
export interface MessagesTable {
  /** Made by whoever sent it: sending it again finds it. */
  id: string;
  session_id: string;
  /** The event that first told of it; the order of the messages. */
  seq: number;
  /** `user:<id>`, `guest:<id>` or `device:<id>`. */
  sender: string;
  /** What the sender was called when they wrote it. */
  sender_name: string;
  /** 1 for a member of the session, or a laptop that delivers to it. */
  team: number;
  /** Empty for a picture without words, and for what was deleted. */
  text: string;
  /** A row of `images`; null for none, and for what was deleted. */
  image_id: string | null;
  /** The photo that it is about: seen while that is. No reference: what was purged is not seen. */
  photo_id: Generated<string | null>;
  /** 0 or 1. */
  announcement: number;
  created_at: number;
  edited_at: number | null;
  /**
   * `hidden`: out of sight for all but members, and may come back. `deleted`: what is left of it
   * keeps its id from being sent again.
   */
  state: Generated<'live' | 'hidden' | 'deleted'>;
}

/** Up to where somebody has read a session's messages. */
export interface MessageReadsTable {
  session_id: string;
  /** `user:<id>` or `guest:<id>`. */
  reader: string;
  seq: number;
}

export interface MessageTables {
  messages: MessagesTable;
  message_reads: MessageReadsTable;
}

export type MessageRow = Selectable<MessagesTable>;
export type NewMessageRow = Insertable<MessagesTable>;

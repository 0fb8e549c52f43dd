/** A logo that was brought for a session: the present one and a few before it, to go back to. */
export interface SessionLogosTable {
  session_id: string;
  /** Of a PNG in the store. */
  hash: string;
  created_at: number;
}

export interface LogoTables {
  session_logos: SessionLogosTable;
}

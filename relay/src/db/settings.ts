/** Where the database is. The mode follows from it: SQLite is embedded, PostgreSQL scales out. */
export type DatabaseSettings = SqliteSettings | PostgresSettings;

export interface SqliteSettings {
  kind: 'sqlite';
  /** Absolute path, or `:memory:`. */
  file: string;
}

export interface PostgresSettings {
  kind: 'postgres';
  /** Name, address, or the folder of a Unix socket. */
  host: string;
  port: number;
  name: string;
  user: string;
  /** null where the server lets the user in without. */
  password: string | null;
  /** `require` encrypts, `verify` also makes sure who answers. */
  ssl: 'off' | 'require' | 'verify';
  /** Most connections that this process keeps. */
  poolMax: number;
}

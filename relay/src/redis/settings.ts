/** How a Redis is reached that several relays share. */
export interface RedisSettings {
  host: string;
  port: number;
  /** Null for the default user. */
  user: string | null;
  /** Null where there is none. */
  password: string | null;
  /** `require` encrypts without asking whose certificate it is; `verify` asks. */
  tls: 'off' | 'require' | 'verify';
  /** Every key begins with it: relays that share it belong together. */
  prefix: string;
}

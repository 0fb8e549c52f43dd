import type { LookupFunction } from 'node:net';

/** Where a bucket is, and how this provider wants to be spoken to. */
export interface S3Settings {
  bucket: string;
  region: string;
  /** Null for AWS's own of the region. */
  endpoint: string | null;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  pathStyle: boolean;
  /** Null for what the machine itself may do (instance roles, profiles). */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  /** Put before every key, for a bucket that holds other things too; empty or ends with `/`. */
  prefix: string;
  /** How host names are found; only tests say anything else than the system. */
  lookup?: LookupFunction;
  /** How often and how long something is tried; for tests. */
  patience?: Patience;
}

export interface Patience {
  /** Tries of one operation, the first included. */
  tries: number;
  /** Before the second try, in milliseconds; doubled before each later one. */
  pauseMs: number;
  /** One try may take this long until the reply begins. */
  tryMs: number;
  /** A connection that brings and takes nothing for this long is dropped. */
  idleMs: number;
}

/** Patient with a hiccup of the store; a device that waits longer than this asks again anyway. */
export const DEFAULT_PATIENCE: Patience = {
  tries: 4,
  pauseMs: 150,
  tryMs: 60_000,
  idleMs: 20_000,
};

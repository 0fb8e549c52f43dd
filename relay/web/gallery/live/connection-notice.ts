import type { Connection } from '@picture-live/shared/client';
import { useEffect, useState } from 'preact/hooks';
import type { Store } from '../page/store.ts';
import { useStore } from '../page/store.ts';

/** What a guest should know about the connection. */
export type ConnectionNotice = 'offline' | 'unreachable' | null;

/** Shorter troubles than this are nobody's business. */
export const PATIENCE_MS = 2_000;

export interface ConnectionFacts {
  connection: Connection;
  /** What the browser says of its network. */
  isOnline: boolean;
  /** How long it has not been well. */
  troubledForMs: number;
}

/** Whether photos arrive by themselves. */
export function isWell({ connection, isOnline }: Omit<ConnectionFacts, 'troubledForMs'>): boolean {
  return isOnline && (connection === 'live' || connection === 'polling');
}

export function noticeOf(facts: ConnectionFacts): ConnectionNotice {
  if (isWell(facts) || facts.troubledForMs < PATIENCE_MS) return null;
  if (!facts.isOnline) return 'offline';
  // While it is still connecting nothing is known yet.
  return facts.connection === 'offline' ? 'unreachable' : null;
}

/** The connection's state for the page: whether it is well, and what has to be said about it. */
export function useConnection(store: Store<Connection, Connection>): {
  isLive: boolean;
  notice: ConnectionNotice;
} {
  const connection = useStore(store);
  const isOnline = useIsOnline();
  const isLive = isWell({ connection, isOnline });
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    setPatient(true);
    if (isLive) return undefined;
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  const troubledForMs = isPatient ? 0 : PATIENCE_MS;
  return { isLive, notice: noticeOf({ connection, isOnline, troubledForMs }) };
}

function useIsOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}

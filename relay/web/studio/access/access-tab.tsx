import type { SessionTabProps } from '../session/tabs.ts';

/** Who gets in, and what they may do. */
export function AccessTab({ session }: SessionTabProps) {
  return <p>{session.access}</p>;
}

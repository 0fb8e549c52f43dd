import { useLive } from '@picture-live/shared/hooks/preact';
import { useLoaded } from '../loading/use-loaded.ts';
import { usePulse } from '../loading/use-pulse.ts';
import type { SessionTabProps } from '../session/tabs.ts';
import { AuditList } from './audit-list.tsx';
import { OF_SESSIONS } from './shown.ts';
import { auditWords as words } from './words.ts';

/** Who did what in a session. */
export function LogTab({ session }: SessionTabProps) {
  const { api } = useLive();
  const { value: members } = useLoaded(session.id, () => api.members(session.id));
  const { value: devices } = useLoaded('devices', () => api.devices());
  const people = new Map((members ?? []).map(({ userId, name }) => [userId, name]));
  const laptops = (devices ?? []).map(({ id, name }): [string, string] => [id, name]);
  return (
    <>
      <p class="muted">{words.intro}</p>
      <AuditList
        name={session.id}
        actions={OF_SESSIONS}
        people={people}
        names={new Map([...people, ...laptops])}
        pulse={usePulse(session.id)}
        list={(query) => api.sessionAudit(session.id, query)}
      />
    </>
  );
}

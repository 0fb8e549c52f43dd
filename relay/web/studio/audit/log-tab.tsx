import { useLive } from '@picture-live/shared/hooks/preact';
import type { AuditAction } from '@picture-live/shared/protocol';
import { useLoaded } from '../loading/use-loaded.ts';
import { usePulse } from '../loading/use-pulse.ts';
import type { SessionTabProps } from '../session/tabs.ts';
import { AuditList } from './audit-list.tsx';
import { auditWords as words } from './words.ts';

const OF_SESSIONS: readonly AuditAction[] = [
  'device_allowed',
  'device_withdrawn',
  'device_revoked',
  'invitation_used',
  'session_made',
  'session_changed',
  'session_deleted',
  'session_restored',
  'member_added',
  'member_changed',
  'member_removed',
  'photos_hidden',
  'photos_shown',
  'photos_deleted',
  'photos_restored',
  'photos_moved',
  'photo_replaced',
  'image_deleted',
  'message_moderated',
  'takedown_requested',
  'takedown_decided',
];

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

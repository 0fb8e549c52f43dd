import { useAuth, useLive } from '@picture-live/shared/hooks/preact';
import type { Member, Role } from '@picture-live/shared/protocol';
import { UserMinus } from 'lucide-preact';
import { Button } from '../../components/button.tsx';
import { Table } from '../../components/table.tsx';
import { sayUndoable } from '../../components/toast.tsx';
import { attempt } from '../loading/attempt.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import type { SessionTabProps } from '../session/tabs.ts';
import { formatDay } from '../words/formats.ts';
import { AddMember } from './add-member.tsx';
import { Invitations } from './invitations.tsx';
import { Leave } from './leave.tsx';
import './people.css';
import { RoleSelect } from './role-select.tsx';
import { peopleWords as words } from './words.ts';

/** Who works on the session, as what, and how others come to. */
export function PeopleTab({ session, role }: SessionTabProps) {
  const { api } = useLive();
  const loaded = useLoaded(session.id, () => api.members(session.id));
  const isOwner = role === 'owner';
  return (
    <div class="people">
      <section class="panel" aria-label={words.members}>
        <h2>{words.members}</h2>
        <WhenLoaded loaded={loaded}>
          {(members) => (
            <Members
              sessionId={session.id}
              members={members}
              isOwner={isOwner}
              reload={loaded.reload}
            />
          )}
        </WhenLoaded>
      </section>
      {isOwner && (
        <>
          <AddMember sessionId={session.id} onAdded={loaded.reload} />
          <Invitations sessionId={session.id} />
        </>
      )}
    </div>
  );
}

interface MembersProps {
  sessionId: string;
  members: readonly Member[];
  isOwner: boolean;
  reload: () => void;
}

function Members({ sessionId, members, isOwner, reload }: MembersProps) {
  const { api } = useLive();
  const auth = useAuth();
  const me = auth.status === 'in' ? auth.user.id : null;

  async function tried(work: Promise<unknown>): Promise<boolean> {
    const isDone = await attempt(work);
    reload();
    return isDone;
  }

  async function give(member: Member, role: Role): Promise<void> {
    const done = await tried(api.changeMember(sessionId, member.userId, role));
    if (!done) return;
    sayUndoable(words.roleChanged(member.name, words.roles[role]), () => {
      void tried(api.changeMember(sessionId, member.userId, member.role));
    });
  }

  async function remove(member: Member): Promise<void> {
    const done = await tried(api.removeMember(sessionId, member.userId));
    if (!done) return;
    sayUndoable(words.removed(member.name), () => {
      void tried(api.addMember(sessionId, { email: member.email, role: member.role }));
    });
  }

  const deeds = { sessionId, me, isOwner, give, remove };
  return (
    <Table<Member>
      label={words.members}
      rows={members}
      keyOf={({ userId }) => userId}
      columns={[
        { title: words.name, cell: (member) => nameCell(member, me) },
        { title: words.role, cell: (member) => roleCell(member, deeds) },
        { title: words.since, cell: ({ since }) => formatDay(since) },
        { title: words.actions, quiet: true, cell: (member) => actionCell(member, deeds) },
      ]}
    />
  );
}

interface Deeds {
  sessionId: string;
  /** Who looks. */
  me: string | null;
  isOwner: boolean;
  give: (member: Member, role: Role) => Promise<void>;
  remove: (member: Member) => Promise<void>;
}

function nameCell({ name, email, userId }: Member, me: string | null) {
  return (
    <span class="person">
      <strong>
        {name}
        {userId === me && <span class="muted"> ({words.you})</span>}
      </strong>
      <span class="muted">{email}</span>
    </span>
  );
}

function roleCell(member: Member, { isOwner, give }: Deeds) {
  if (!isOwner) return words.roles[member.role];
  return (
    <RoleSelect
      label={words.changeRole(member.name)}
      role={member.role}
      onChoose={(role) => void give(member, role)}
    />
  );
}

function actionCell(member: Member, { sessionId, me, isOwner, remove }: Deeds) {
  if (member.userId === me) return <Leave sessionId={sessionId} me={member.userId} />;
  if (!isOwner) return null;
  return (
    <Button
      kind="quiet"
      icon={UserMinus}
      label={words.removeName(member.name)}
      onClick={() => void remove(member)}
    >
      {words.remove}
    </Button>
  );
}

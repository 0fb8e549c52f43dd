import { useLive } from '@picture-live/shared/hooks/preact';
import type { Invitation } from '@picture-live/shared/protocol';
import { Link, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { say } from '../../components/toast.tsx';
import { attempt } from '../loading/attempt.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import { formatFromNow } from '../words/formats.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { peopleWords as words } from './words.ts';

/** Links that let somebody in once: those that are open, and new ones. */
export function Invitations({ sessionId }: { sessionId: string }) {
  const { api } = useLive();
  const [isInviting, setInviting] = useState(false);
  const loaded = useLoaded(sessionId, async () =>
    (await api.invitations()).filter(({ session }) => session?.id === sessionId),
  );
  const withdraw = async ({ id }: Invitation): Promise<void> => {
    if (await attempt(api.withdrawInvitation(id))) say(words.withdrawn);
    loaded.reload();
  };
  return (
    <section class="panel" aria-label={words.open}>
      <h2>{words.inviteByLink}</h2>
      <p class="muted">{words.inviteText}</p>
      <div>
        <Button icon={Link} onClick={() => setInviting(true)}>
          {words.inviteByLink}
        </Button>
      </div>
      <h3>{words.open}</h3>
      <WhenLoaded loaded={loaded} lines={1}>
        {(open) =>
          open.length === 0 ? (
            <p class="muted">{words.noInvitations}</p>
          ) : (
            <ul class="invitations">
              {open.map((one) => (
                <li key={one.id}>
                  <span class="person">
                    <strong>{words.openFor(one.email)}</strong>
                    <span class="muted">
                      {one.session !== undefined && `${words.roles[one.session.role]} · `}
                      {words.expires(formatFromNow(one.expiresAt, Date.now()))}
                    </span>
                  </span>
                  <Button kind="quiet" icon={X} onClick={() => void withdraw(one)}>
                    {words.withdraw}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      {isInviting && (
        <InviteDialog
          sessionId={sessionId}
          onMade={loaded.reload}
          onClose={() => setInviting(false)}
        />
      )}
    </section>
  );
}

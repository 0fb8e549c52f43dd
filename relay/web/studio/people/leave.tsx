import { useLive } from '@picture-live/shared/hooks/preact';
import { LogOut } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { navigate } from '../app/router.ts';
import { problemOf } from '../words/problem.ts';
import { words as frame } from '../words/words.ts';
import { peopleWords as words } from './words.ts';

/** Out of the session, which whoever does it cannot take back. */
export function Leave({ sessionId, me }: { sessionId: string; me: string }) {
  const { api, sessions } = useLive();
  const [isAsked, setAsked] = useState(false);
  const leaving = useTask(async () => {
    await api.removeMember(sessionId, me);
    say(words.left);
    navigate('/sessions');
    await sessions.reload();
  });
  return (
    <>
      <Button kind="quiet" icon={LogOut} label={words.leave} onClick={() => setAsked(true)}>
        {words.leaveShort}
      </Button>
      {isAsked && (
        <Dialog
          title={words.leaveTitle}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{frame.cancel}</Button>
              <Button kind="danger" busy={leaving.busy} onClick={() => void leaving.run()}>
                {words.leave}
              </Button>
            </>
          }
        >
          <p>{words.leaveText}</p>
          {leaving.error !== null && (
            <p class="problem" role="alert">
              {problemOf(leaving.error)}
            </p>
          )}
        </Dialog>
      )}
    </>
  );
}

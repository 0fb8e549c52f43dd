import { useLive } from '@picture-live/shared/hooks/preact';
import { LogOut } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { navigate } from '../app/router.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
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
        <FormDialog
          title={words.leaveTitle}
          submit={words.leave}
          danger
          busy={leaving.busy}
          error={leaving.error}
          onSubmit={() => void leaving.run()}
          onClose={() => setAsked(false)}
        >
          <p>{words.leaveText}</p>
        </FormDialog>
      )}
    </>
  );
}

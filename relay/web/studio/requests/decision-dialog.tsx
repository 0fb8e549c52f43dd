import { useLive } from '@picture-live/shared/hooks/preact';
import type { SessionTakedown } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextArea } from '../../components/field.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
import { requestsWords as words } from './words.ts';

export interface Decision {
  request: SessionTakedown;
  decision: 'granted' | 'refused';
}

interface DecisionDialogProps extends Decision {
  onDone: () => void;
  onClose: () => void;
}

/** What a decision does is said before it is made: granting cannot be undone. */
export function DecisionDialog({ request, decision, onDone, onClose }: DecisionDialogProps) {
  const { api } = useLive();
  const [note, setNote] = useState(request.note);
  const deciding = useTask(() => api.decideTakedown(request.id, { decision, note }));
  const grants = decision === 'granted';
  const decide = async (): Promise<void> => {
    if ((await deciding.run()) !== null) return;
    say(grants ? words.saidGranted : words.saidRefused);
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={grants ? words.grantTitle : words.refuseTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            kind={grants ? 'danger' : 'primary'}
            busy={deciding.busy}
            onClick={() => void decide()}
          >
            {grants ? words.grant : words.refuse}
          </Button>
        </>
      }
    >
      <p>{grants ? words.grantText : words.refuseText}</p>
      <TextArea
        label={words.note}
        hint={words.noteHint}
        rows={3}
        maxLength={1_000}
        value={note}
        onText={setNote}
      />
      {deciding.error !== null && (
        <p class="problem" role="alert">
          {problemOf(deciding.error)}
        </p>
      )}
    </Dialog>
  );
}

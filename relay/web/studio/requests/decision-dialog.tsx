import { useLive } from '@picture-live/shared/hooks/preact';
import type { SessionTakedown } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { TextArea } from '../../components/field.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
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
    <FormDialog
      title={grants ? words.grantTitle : words.refuseTitle}
      submit={grants ? words.grant : words.refuse}
      danger={grants}
      busy={deciding.busy}
      error={deciding.error}
      onSubmit={() => void decide()}
      onClose={onClose}
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
    </FormDialog>
  );
}

import { useLive } from '@picture-live/shared/hooks/preact';
import type { DeviceInfo } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { words as frame } from '../words/words.ts';
import { SessionChoice } from './session-choice.tsx';
import { devicesWords as words } from './words.ts';

interface SessionsDialogProps {
  device: DeviceInfo;
  onDone: () => void;
  onClose: () => void;
}

/** Which sessions a laptop may deliver to. */
export function SessionsDialog({ device, onDone, onClose }: SessionsDialogProps) {
  const { api } = useLive();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(device.sessionIds));
  const giving = useTask(async () => {
    await api.giveSessions(device.id, [...chosen]);
    say(words.sessionsSaved(device.name));
    onDone();
    onClose();
  });
  return (
    <FormDialog
      title={words.sessionsOf(device.name)}
      submit={frame.save}
      busy={giving.busy}
      error={giving.error}
      onSubmit={() => void giving.run()}
      onClose={onClose}
    >
      <SessionChoice label={words.sessionsHint} chosen={chosen} onChange={setChosen} />
    </FormDialog>
  );
}

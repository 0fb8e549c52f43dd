import { useLive } from '@picture-live/shared/hooks/preact';
import type { DeviceInfo } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
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
    <Dialog
      title={words.sessionsOf(device.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{frame.cancel}</Button>
          <Button kind="primary" busy={giving.busy} onClick={() => void giving.run()}>
            {frame.save}
          </Button>
        </>
      }
    >
      <SessionChoice label={words.sessionsHint} chosen={chosen} onChange={setChosen} />
      {giving.error !== null && (
        <p class="problem" role="alert">
          {problemOf(giving.error)}
        </p>
      )}
    </Dialog>
  );
}

import { useLive } from '@picture-live/shared/hooks/preact';
import type { DeviceInfo } from '@picture-live/shared/protocol';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
import { words as frame } from '../words/words.ts';
import { devicesWords as words } from './words.ts';

interface RevokeDialogProps {
  device: DeviceInfo;
  onDone: () => void;
  onClose: () => void;
}

/** Asks first: the laptop has to be paired anew to come back. */
export function RevokeDialog({ device, onDone, onClose }: RevokeDialogProps) {
  const { api } = useLive();
  const revoking = useTask(async () => {
    await api.revokeDevice(device.id);
    say(words.revoked(device.name));
    onDone();
    onClose();
  });
  return (
    <Dialog
      title={words.revokeTitle(device.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{frame.cancel}</Button>
          <Button kind="danger" busy={revoking.busy} onClick={() => void revoking.run()}>
            {words.revoke}
          </Button>
        </>
      }
    >
      <p>{words.revokeText}</p>
      {revoking.error !== null && (
        <p class="problem" role="alert">
          {problemOf(revoking.error)}
        </p>
      )}
    </Dialog>
  );
}

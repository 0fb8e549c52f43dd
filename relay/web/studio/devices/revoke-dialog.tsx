import { useLive } from '@picture-live/shared/hooks/preact';
import type { DeviceInfo } from '@picture-live/shared/protocol';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
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
    <FormDialog
      title={words.revokeTitle(device.name)}
      submit={words.revoke}
      danger
      busy={revoking.busy}
      error={revoking.error}
      onSubmit={() => void revoking.run()}
      onClose={onClose}
    >
      <p>{words.revokeText}</p>
    </FormDialog>
  );
}

import { useLive } from '@picture-live/shared/hooks/preact';
import { Role, type NewInvitation } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Choices, TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { formatMoment } from '../words/formats.ts';
import { peopleWords as words } from './words.ts';

interface InviteDialogProps {
  sessionId: string;
  onMade: () => void;
  onClose: () => void;
}

/** Makes a link for one person, and shows it the only time there is. */
export function InviteDialog({ sessionId, onMade, onClose }: InviteDialogProps) {
  const { api } = useLive();
  const [role, setRole] = useState<Role>('photographer');
  const [email, setEmail] = useState('');
  const [made, setMade] = useState<NewInvitation | null>(null);
  const making = useTask(async () => {
    const invite = { session: { id: sessionId, role }, ...(email.trim() !== '' && { email }) };
    setMade(await api.invite(invite));
    onMade();
  });
  if (made !== null) return <Made invitation={made} role={role} onClose={onClose} />;
  return (
    <FormDialog
      title={words.inviteTitle}
      submit={words.inviteButton}
      busy={making.busy}
      error={making.error}
      onSubmit={() => void making.run()}
      onClose={onClose}
    >
      <Choices
        label={words.role}
        value={role}
        options={Role.options.map((value) => ({
          value,
          label: words.roles[value],
          hint: words.roleHints[value],
        }))}
        onChoose={setRole}
      />
      <TextField
        label={words.inviteEmail}
        hint={words.inviteEmailHint}
        type="email"
        value={email}
        onText={setEmail}
      />
    </FormDialog>
  );
}

function Made(props: { invitation: NewInvitation; role: Role; onClose: () => void }) {
  const { code, expiresAt } = props.invitation;
  // Behind the #, where no server or log gets to see it.
  const link = `${location.origin}/studio/join#${encodeURIComponent(code)}`;
  return (
    <Dialog
      title={words.linkTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{words.done}</Button>
          <CopyButton text={link} label={words.copyLink} />
        </>
      }
    >
      <p>{words.linkText(words.roles[props.role], formatMoment(expiresAt))}</p>
      <p class="muted">{words.linkOnlyNow}</p>
      <input
        class="input"
        readOnly
        aria-label={words.linkTitle}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  );
}

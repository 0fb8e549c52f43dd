import type { SessionAccess } from '@picture-live/shared/protocol';
import { useSessions } from '@picture-live/shared/hooks/preact';
import { useState } from 'preact/hooks';
import { Choices, TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { isLongEnough, makeAccessCode, rememberCode } from '../access/access-code.ts';
import { navigate } from '../app/router.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { sessionsWords as words } from './words.ts';

/** Everything a session needs to begin with: a name, a day perhaps, and who gets in. */
export function CreateSession({ onClose }: { onClose: () => void }) {
  const { create } = useSessions();
  const [title, setTitle] = useState('');
  const [day, setDay] = useState('');
  const [access, setAccess] = useState<SessionAccess>('public');
  const [code, setCode] = useState(makeAccessCode);
  const [isChecked, setChecked] = useState(false);
  const needsCode = access === 'code' && !isLongEnough(code);
  const making = useTask(async () => {
    const session = await create({
      title,
      access,
      ...(access === 'code' && { accessCode: code }),
      // At noon of that day, wherever one is.
      ...(day !== '' && { startsAt: new Date(`${day}T12:00`).getTime() }),
    });
    if (access === 'code') rememberCode(session.id, code);
    navigate(`/sessions/${session.id}/access`, { replace: true });
  });
  return (
    <FormDialog
      title={words.newTitle}
      submit={words.createIt}
      busy={making.busy}
      error={making.error}
      onSubmit={() => {
        setChecked(true);
        if (!needsCode) void making.run();
      }}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        placeholder={words.namePlaceholder}
        required
        maxLength={200}
        value={title}
        onText={setTitle}
      />
      <TextField label={words.day} hint={words.dayHint} type="date" value={day} onText={setDay} />
      <Choices
        label={words.who}
        value={access}
        onChoose={setAccess}
        options={[
          { value: 'public', label: words.accessPublic, hint: words.publicHint },
          { value: 'code', label: words.accessCode, hint: words.codeHint },
          { value: 'members', label: words.accessMembers, hint: words.membersHint },
        ]}
      />
      {access === 'code' && (
        <TextField
          label={words.code}
          hint={words.codeFieldHint}
          error={isChecked && needsCode ? words.tooShort : undefined}
          autoComplete="off"
          spellcheck={false}
          maxLength={64}
          value={code}
          onText={setCode}
        />
      )}
    </FormDialog>
  );
}

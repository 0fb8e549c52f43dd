import { useLive } from '@picture-live/shared/hooks/preact';
import { Role } from '@picture-live/shared/protocol';
import { UserPlus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
import { peopleWords as words } from './words.ts';

/** Adds somebody who has an account here. */
export function AddMember({ sessionId, onAdded }: { sessionId: string; onAdded: () => void }) {
  const { api } = useLive();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('photographer');
  const adding = useTask(async () => {
    const { name } = await api.addMember(sessionId, { email, role });
    say(words.added(name));
    setEmail('');
    onAdded();
  });
  const { error } = adding;
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        void adding.run();
      }}
    >
      <h2>{words.add}</h2>
      <TextField
        label={words.email}
        hint={words.addHint}
        type="email"
        required
        value={email}
        onText={setEmail}
        error={
          error === null
            ? undefined
            : error.code === 'account_not_found'
              ? words.noAccount(email)
              : problemOf(error)
        }
      />
      <SelectField
        label={words.role}
        hint={words.roleHints[role]}
        value={role}
        options={Role.options.map((value) => ({ value, label: words.roles[value] }))}
        onChoose={setRole}
      />
      <div>
        <Button type="submit" icon={UserPlus} busy={adding.busy}>
          {words.addButton}
        </Button>
      </div>
    </form>
  );
}

import { useLive } from '@picture-live/shared/hooks/preact';
import { useState } from 'preact/hooks';
import { TextField } from '../../components/field.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { problemOf } from '../words/problem.ts';
import { SessionChoice } from './session-choice.tsx';
import { devicesWords as words } from './words.ts';

/** Pairs the laptop that shows a code, for the sessions that are chosen. */
export function PairDialog(props: { code: string; onDone: () => void; onClose: () => void }) {
  const { api } = useLive();
  const [code, setCode] = useState(props.code);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isEmpty, setEmpty] = useState(false);
  const pairing = useTask(async () => {
    const { name } = await api.approvePairing({ userCode: code, sessionIds: [...chosen] });
    say(words.paired(name));
    props.onDone();
    props.onClose();
  });
  const submit = (): void => {
    setEmpty(chosen.size === 0);
    if (chosen.size > 0) void pairing.run();
  };
  const { error } = pairing;
  const isWrong = error?.code === 'not_found' || error?.code === 'invalid_request';
  return (
    <FormDialog
      title={words.pairTitle}
      submit={words.pairButton}
      busy={pairing.busy}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{words.pairText}</p>
      <TextField
        label={words.code}
        hint={words.codeHint}
        autoComplete="off"
        spellcheck={false}
        placeholder="ABCD-EFGH"
        value={code}
        onText={setCode}
        error={error === null ? undefined : isWrong ? words.codeWrong : problemOf(error)}
      />
      <SessionChoice
        label={words.pairFor}
        error={isEmpty && chosen.size === 0 ? words.pairNone : undefined}
        chosen={chosen}
        onChange={setChosen}
      />
    </FormDialog>
  );
}

import type { Session } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useChange } from '../session/use-change.ts';
import { isLongEnough, knownCode, makeAccessCode, rememberCode } from './access-code.ts';
import { accessWords as words } from './words.ts';

/** The code that guests enter. The relay cannot tell it again, so that it is shown while it is known. */
export function CodePanel({ session }: { session: Session }) {
  const [isChanging, setChanging] = useState(false);
  const code = knownCode(session.id);
  return (
    <section class="panel">
      <h2>{words.codeTitle}</h2>
      {code === null ? (
        <p class="muted">{words.codeUnknown}</p>
      ) : (
        <>
          <p>
            <span class="unseen">{words.codeIs} </span>
            <strong class="code-shown">{code}</strong>
          </p>
          <p class="muted">{words.codeKeep}</p>
        </>
      )}
      <div class="row">
        {code !== null && <CopyButton text={code} label={words.copyCode} />}
        <Button onClick={() => setChanging(true)}>{words.newCode}</Button>
      </div>
      {isChanging && <NewCode session={session} onClose={() => setChanging(false)} />}
    </section>
  );
}

function NewCode({ session, onClose }: { session: Session; onClose: () => void }) {
  const change = useChange(session);
  const [code, setCode] = useState(makeAccessCode);
  const isRight = isLongEnough(code);
  const saving = useTask(async () => {
    const done = await change({ wanted: { accessCode: code }, said: words.codeSet });
    if (!done) return;
    rememberCode(session.id, code);
    onClose();
  });
  return (
    <FormDialog
      title={words.newCodeTitle}
      submit={words.setCode}
      busy={saving.busy}
      disabled={!isRight}
      onSubmit={() => void saving.run()}
      onClose={onClose}
    >
      <p>{words.newCodeText}</p>
      <TextField
        label={words.newCodeLabel}
        hint={words.codeFieldHint}
        error={isRight ? undefined : words.tooShort}
        autoComplete="off"
        spellcheck={false}
        maxLength={64}
        value={code}
        onText={setCode}
      />
    </FormDialog>
  );
}

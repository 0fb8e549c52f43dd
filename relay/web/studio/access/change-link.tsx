import { Slug, type Session } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useChange } from '../session/use-change.ts';
import { words as frame } from '../words/words.ts';
import { accessWords as words } from './words.ts';

/** Asks first: printed codes cannot be taken back. */
export function ChangeLink({ session, onClose }: { session: Session; onClose: () => void }) {
  const change = useChange(session);
  const [slug, setSlug] = useState(session.slug);
  const isRight = Slug.safeParse(slug).success;
  const saving = useTask(async () => {
    const undo = { slug: session.slug };
    if (await change({ wanted: { slug }, said: words.linkChanged, undo })) onClose();
  });
  return (
    <FormDialog
      title={words.changeLink}
      submit={frame.save}
      danger
      busy={saving.busy}
      disabled={!isRight || slug === session.slug}
      onSubmit={() => void saving.run()}
      onClose={onClose}
    >
      <p>{words.changeLinkText}</p>
      <TextField
        label={words.newLink}
        hint={`${location.origin}/g/${slug}. ${words.newLinkHint}`}
        error={isRight ? undefined : words.newLinkWrong}
        autoComplete="off"
        spellcheck={false}
        maxLength={80}
        value={slug}
        onText={setSlug}
      />
    </FormDialog>
  );
}

import { Slug, type Session } from '@picture-live/shared/protocol';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { useChange } from '../session/use-change.ts';
import { words as frame } from '../words/words.ts';
import { accessWords as words } from './words.ts';

/** Asks first: printed codes cannot be taken back. */
export function ChangeLink({ session, onClose }: { session: Session; onClose: () => void }) {
  const change = useChange(session);
  const form = useId();
  const [slug, setSlug] = useState(session.slug);
  const isRight = Slug.safeParse(slug).success;
  async function save(): Promise<void> {
    const undo = { slug: session.slug };
    if (await change({ wanted: { slug }, said: words.linkChanged, undo })) onClose();
  }
  return (
    <Dialog
      title={words.changeLink}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{frame.cancel}</Button>
          <Button
            kind="danger"
            type="submit"
            form={form}
            disabled={!isRight || slug === session.slug}
          >
            {frame.save}
          </Button>
        </>
      }
    >
      <p>{words.changeLinkText}</p>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
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
      </form>
    </Dialog>
  );
}

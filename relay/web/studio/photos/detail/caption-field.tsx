import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { TextArea } from '../../../components/field.tsx';
import { sayUndoable } from '../../../components/toast.tsx';
import { useTask } from '../../../components/use-task.ts';
import { sayProblem } from '../../words/problem.ts';
import { photosWords as words } from '../words/photos-words.ts';

/** What guests read below a photo. */
export function CaptionField({
  photo,
  onTaken,
}: {
  photo: Photo;
  onTaken: (photo: Photo) => void;
}) {
  const { api } = useLive();
  const saved = photo.caption ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? saved;
  const saving = useTask(async (caption: string) => {
    onTaken(await api.changePhoto(photo.id, { caption }));
    setTyped(null);
  });

  async function save(caption: string): Promise<void> {
    const failure = await saving.run(caption);
    if (failure === null) sayUndoable(words.detail.captionSaved, () => void putBack());
    else sayProblem(failure, () => void save(caption));
  }

  async function putBack(): Promise<void> {
    const failure = await saving.run(saved);
    if (failure !== null) sayProblem(failure, () => void putBack());
  }

  return (
    <form
      class="caption-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(text);
      }}
    >
      <TextArea
        label={words.detail.caption}
        rows={2}
        maxLength={2_000}
        value={text}
        onText={setTyped}
      />
      {text.trim() !== saved && (
        <Button kind="primary" type="submit" busy={saving.busy}>
          {words.detail.save}
        </Button>
      )}
    </form>
  );
}

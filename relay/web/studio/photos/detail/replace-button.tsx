import { isErrorCode, PictureLiveError } from '@picture-live/shared/errors';
import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo } from '@picture-live/shared/protocol';
import { ImageUp } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { say } from '../../../components/toast.tsx';
import { useTask } from '../../../components/use-task.ts';
import { sayProblem } from '../../words/problem.ts';
import { photosWords as words } from '../words/photos-words.ts';
import { PICTURE_TYPES } from '../upload/picture-types.ts';

/** Another picture in place of this one; it keeps its place, its likes and its link. */
export function ReplaceButton({
  photo,
  onTaken,
}: {
  photo: Photo;
  onTaken: (photo: Photo) => void;
}) {
  const { api } = useLive();
  const chooser = useRef<HTMLInputElement>(null);
  const replacing = useTask(async (file: File) => {
    const content = new Uint8Array(await file.arrayBuffer());
    const outcome = await api.replacePhoto(photo.id, { name: file.name, content });
    if (!outcome.ok) {
      const { code, message } = outcome.error;
      throw new PictureLiveError(isErrorCode(code) ? code : 'internal', message);
    }
    onTaken(outcome.photo);
    say(outcome.outcome === 'replaced' ? words.detail.replaced : words.detail.sameContent);
  });

  async function replaceBy(file: File): Promise<void> {
    const failure = await replacing.run(file);
    if (failure !== null) sayProblem(failure, () => void replaceBy(file));
  }

  return (
    <div class="replace">
      <input
        ref={chooser}
        class="unseen"
        type="file"
        accept={PICTURE_TYPES}
        tabIndex={-1}
        aria-label={words.replace}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void replaceBy(file);
        }}
      />
      <Button icon={ImageUp} busy={replacing.busy} onClick={() => chooser.current?.click()}>
        {words.replace}
      </Button>
      <p class="field-hint">{words.detail.replaceHint}</p>
    </div>
  );
}

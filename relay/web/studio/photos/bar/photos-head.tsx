import { Trash2, Upload } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { hrefOf } from '../../app/router.ts';
import type { ListState } from '../list/list-store.ts';
import { PICTURE_TYPES } from '../upload/picture-types.ts';
import { photosWords as words } from '../words/photos-words.ts';
import { queryOfChosen, type Chosen } from './filters.ts';

interface PhotosHeadProps {
  state: ListState;
  chosen: Chosen;
  mayUpload: boolean;
  binPath: string;
  onFiles: (files: readonly File[]) => void;
}

/** How many photos are listed, and the ways to more of them. */
export function PhotosHead({ state, chosen, mayUpload, binPath, onFiles }: PhotosHeadProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div class="photos-head">
      <output class="photos-count" key={queryOfChosen(chosen)}>
        {state.status === 'ready' && words.listed(state.photos.length, state.cursor !== null)}
      </output>
      <div class="page-actions">
        <ButtonLink href={hrefOf(binPath)} icon={Trash2} kind="quiet">
          {words.bin}
        </ButtonLink>
        {mayUpload && (
          <>
            <input
              ref={chooser}
              class="unseen"
              type="file"
              multiple
              accept={PICTURE_TYPES}
              tabIndex={-1}
              aria-label={words.upload}
              onChange={(event) => {
                onFiles([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = '';
              }}
            />
            <Button icon={Upload} kind="primary" onClick={() => chooser.current?.click()}>
              {words.uploadShort}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

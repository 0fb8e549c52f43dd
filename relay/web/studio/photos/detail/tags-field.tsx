import type { Photo } from '@picture-live/shared/protocol';
import { Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/field.tsx';
import type { Deed } from '../deeds/batches.ts';
import { photosWords as words } from '../words/photos-words.ts';

/** The tags of one photo. */
export function TagsField({ photo, onDeed }: { photo: Photo; onDeed: (deed: Deed) => void }) {
  const [typed, setTyped] = useState('');
  const { tags = [] } = photo;
  return (
    <form
      class="tags-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === '') return;
        onDeed({ action: 'tag', tag: typed.trim() });
        setTyped('');
      }}
    >
      <div class="tag-form">
        <TextField label={words.detail.tags} value={typed} maxLength={60} onText={setTyped} />
        <Button
          type="submit"
          icon={Plus}
          label={words.detail.addTag}
          disabled={typed.trim() === ''}
        />
      </div>
      {tags.length > 0 && (
        <div class="row">
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              class="tag-chip"
              aria-label={words.detail.removeTag(tag)}
              onClick={() => onDeed({ action: 'untag', tag })}
            >
              {tag}
              <X size={14} aria-hidden="true" />
            </button>
          ))}
        </div>
      )}
    </form>
  );
}

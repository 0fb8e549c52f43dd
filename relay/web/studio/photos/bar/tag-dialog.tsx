import type { Photo } from '@picture-live/shared/protocol';
import { X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { TextField } from '../../../components/field.tsx';
import type { Deed } from '../deeds/batches.ts';
import { photosWords as words } from '../words/photos-words.ts';

interface TagDialogProps {
  photos: readonly Photo[];
  onDeed: (deed: Deed) => void;
  onClose: () => void;
}

/** Gives photos a tag, or takes one off all of them. */
export function TagDialog({ photos, onDeed, onClose }: TagDialogProps) {
  const [typed, setTyped] = useState('');
  const tag = typed.trim();
  const counts = new Map<string, number>();
  for (const one of photos.flatMap(({ tags = [] }) => tags)) {
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const submit = (event: Event): void => {
    event.preventDefault();
    if (tag === '') return;
    onDeed({ action: 'tag', tag });
    onClose();
  };
  return (
    <Dialog title={words.tagTitle(photos.length)} onClose={onClose}>
      <form class="tag-form" onSubmit={submit}>
        <TextField
          label={words.tagLabel}
          hint={words.tagHint}
          value={typed}
          maxLength={60}
          onText={setTyped}
        />
        <Button kind="primary" type="submit" disabled={tag === ''}>
          {words.detail.addTag}
        </Button>
      </form>
      {counts.size > 0 && (
        <section>
          <h3 class="small-head">{words.tagsOfThese}</h3>
          <div class="row">
            {[...counts].map(([one, count]) => (
              <button
                key={one}
                type="button"
                class="tag-chip"
                aria-label={words.detail.removeTag(one)}
                onClick={() => {
                  onDeed({ action: 'untag', tag: one });
                  onClose();
                }}
              >
                {one}
                <span class="muted">{count}</span>
                <X size={14} aria-hidden="true" />
              </button>
            ))}
          </div>
        </section>
      )}
    </Dialog>
  );
}

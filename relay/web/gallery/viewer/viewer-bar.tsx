import { Download, Share2, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Words } from '../words/words.ts';

interface ViewerBarProps {
  words: Words;
  onClose: () => void;
  onSave: () => Promise<void>;
  onShare: () => Promise<void>;
}

/** What can be done with the photo on the screen, within the thumb's reach. */
export function ViewerBar({ words, onClose, onSave, onShare }: ViewerBarProps) {
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    await onSave().finally(() => setSaving(false));
  };
  return (
    <div class="viewer-bar" role="toolbar">
      <button type="button" class="viewer-button" onClick={onClose}>
        <X size={22} aria-hidden="true" />
        <span>{words.close}</span>
      </button>
      <button type="button" class="viewer-button" disabled={isSaving} onClick={() => void save()}>
        <Download size={22} aria-hidden="true" />
        <span>{isSaving ? words.saving : words.save}</span>
      </button>
      <button type="button" class="viewer-button" onClick={() => void onShare()}>
        <Share2 size={22} aria-hidden="true" />
        <span>{words.share}</span>
      </button>
    </div>
  );
}

import type { Photo } from '@picture-live/shared/protocol';
import { Download, Ellipsis, Heart, MessageCircle, Share2, X } from 'lucide-preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { usePhotoLikes } from '../likes/like-mark.tsx';
import { useStore, type Readable } from '../page/store.ts';
import { Caption } from './caption.tsx';
import type { ViewerActions, ViewerPanel } from './viewer-actions.ts';
import { ViewerPanels } from './viewer-panels.tsx';

/** What the keyboard asks for, done by the buttons that are there. */
export interface BarKeys {
  like: () => void;
  save: () => void;
  share: () => void;
  talk: () => void;
  more: () => void;
}

interface ViewerBarProps {
  /** On the screen at this moment. */
  shown: Readable<Photo>;
  actions: ViewerActions;
  host: HTMLElement;
  onClose: () => void;
  /** Told with every render what the keys do now. */
  onKeys: (keys: BarKeys) => void;
}

/** What is said of the photo on the screen, and what can be done with it, within the thumb's reach. */
export function ViewerBar({ shown, actions, host, onClose, onKeys }: ViewerBarProps) {
  const { words } = actions.language;
  const photo = useStore(shown);
  const allowed = useStore(actions.switches);
  const [panel, setPanel] = useState<{ kind: ViewerPanel; photo: Photo } | null>(null);
  const [isSaving, setSaving] = useState(false);
  const closePanel = useCallback(() => setPanel(null), []);
  const openPanel = (kind: ViewerPanel): void => setPanel({ kind, photo });
  // Nobody says something about a photo that has made way for another one meanwhile; the request
  // for a removal stays, to say what comes next.
  useEffect(() => {
    setPanel((open) => (open?.kind === 'takedown' ? open : null));
  }, [photo.id]);

  const save = (): void => {
    if (!allowed.download || isSaving) return;
    setSaving(true);
    void actions.onSave(photo).finally(() => setSaving(false));
  };
  const share = (): void => void actions.onShare(photo, host);
  const talk = (): void => {
    if (allowed.comments) openPanel('talk');
  };
  const like = (): void => {
    if (allowed.likes) actions.likes.toggle(photo.id);
  };
  onKeys({ like, save, share, talk, more: () => openPanel('more') });

  return (
    <>
      <button
        type="button"
        class="icon-button viewer-close"
        aria-label={words.close}
        onClick={onClose}
      >
        <X size={24} aria-hidden="true" />
      </button>
      <Caption photo={photo} words={words} time={actions.timeOf(photo)} />
      <div class="viewer-bar" role="toolbar" aria-label={words.photo.photoActions}>
        {allowed.likes && <LikeButton photo={photo} actions={actions} />}
        {allowed.comments && (
          <button type="button" class="viewer-button" aria-keyshortcuts="c" onClick={talk}>
            <MessageCircle size={22} aria-hidden="true" />
            <span>{words.photo.comment}</span>
          </button>
        )}
        {allowed.download && (
          <button
            type="button"
            class="viewer-button"
            aria-keyshortcuts="s"
            disabled={isSaving}
            onClick={save}
          >
            <Download size={22} aria-hidden="true" />
            <span>{isSaving ? words.saving : words.save}</span>
          </button>
        )}
        <button type="button" class="viewer-button" aria-keyshortcuts="h" onClick={share}>
          <Share2 size={22} aria-hidden="true" />
          <span>{words.share}</span>
        </button>
        <button
          type="button"
          class="viewer-button"
          aria-haspopup="dialog"
          aria-keyshortcuts="m"
          onClick={() => openPanel('more')}
        >
          <Ellipsis size={22} aria-hidden="true" />
          <span>{words.photo.more}</span>
        </button>
      </div>
      {panel !== null && (
        <ViewerPanels
          panel={panel.kind}
          photo={panel.photo}
          actions={actions}
          host={host}
          onOpen={openPanel}
          onClose={closePanel}
        />
      )}
    </>
  );
}

function LikeButton({ photo, actions }: { photo: Photo; actions: ViewerActions }) {
  const { words } = actions.language;
  const { count, mine } = usePhotoLikes(actions.likes, photo);
  return (
    <button
      type="button"
      class={mine ? 'viewer-button is-liked' : 'viewer-button'}
      aria-pressed={mine}
      aria-label={count === 0 ? words.photo.like : words.photo.likeCounted(count)}
      aria-keyshortcuts="l"
      onClick={() => actions.likes.toggle(photo.id)}
    >
      <Heart size={22} fill={mine ? 'currentColor' : 'none'} aria-hidden="true" />
      <span>{count === 0 ? words.photo.like : count}</span>
    </button>
  );
}

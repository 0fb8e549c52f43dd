import type { Photo } from '@picture-live/shared/protocol';
import { EyeOff, ImageDown, Link, MessageCircle } from 'lucide-preact';
import { useLoaded } from '../page/use-loaded.ts';
import { useStore } from '../page/store.ts';
import { Sheet } from '../sheet/sheet.tsx';
import { saySize } from '../take-along/sizes.ts';
import type { ViewerActions, ViewerPanel } from './viewer-actions.ts';

interface ViewerPanelsProps {
  panel: ViewerPanel;
  photo: Photo;
  actions: ViewerActions;
  host: HTMLElement;
  onOpen: (panel: ViewerPanel) => void;
  onClose: () => void;
}

const loadTakedown = () => import('../takedown/takedown-sheet.tsx');
const loadTalk = () => import('../talk/talk-sheet.tsx');

/** What has been opened over the photo. */
export function ViewerPanels(props: ViewerPanelsProps) {
  if (props.panel === 'takedown') return <TakedownPanel {...props} />;
  return props.panel === 'talk' ? <TalkPanel {...props} /> : <MorePanel {...props} />;
}

function TakedownPanel({ photo, actions, onClose }: ViewerPanelsProps) {
  const loaded = useLoaded(loadTakedown, () => giveUp(actions, onClose));
  if (loaded === null) return null;
  const { takedowns, language } = actions;
  return (
    <loaded.TakedownSheet
      photo={photo}
      takedowns={takedowns}
      language={language}
      onClose={onClose}
    />
  );
}

function TalkPanel({ photo, actions, onClose }: ViewerPanelsProps) {
  const loaded = useLoaded(loadTalk, () => giveUp(actions, onClose));
  if (loaded === null) return null;
  return (
    <loaded.TalkSheet
      talk={actions.talk}
      language={actions.language}
      photo={photo}
      onClose={onClose}
    />
  );
}

function giveUp(actions: ViewerActions, onClose: () => void): void {
  onClose();
  actions.onUnavailable();
}

function MorePanel({ photo, actions, host, onOpen, onClose }: ViewerPanelsProps) {
  const { words } = actions.language;
  const { comments, download, originals } = useStore(actions.switches);
  const { original } = photo;
  const saveOriginal = (): void => {
    onClose();
    void actions.onSave(photo, 'original');
  };
  const copy = (): void => {
    onClose();
    void actions.onCopy(photo, host);
  };
  return (
    <Sheet title={words.photo.more} closeLabel={words.close} onClose={onClose}>
      <ul class="sheet-menu">
        {comments && (
          <li>
            <button type="button" class="sheet-item" onClick={() => onOpen('talk')}>
              <MessageCircle size={22} aria-hidden="true" />
              {words.photo.commentOn}
            </button>
          </li>
        )}
        {download && originals && original !== undefined && (
          <li>
            <button type="button" class="sheet-item" onClick={saveOriginal}>
              <ImageDown size={22} aria-hidden="true" />
              {words.photo.saveOriginal(saySize(original.bytes, actions.language.tag))}
            </button>
          </li>
        )}
        <li>
          <button type="button" class="sheet-item" onClick={copy}>
            <Link size={22} aria-hidden="true" />
            {words.photo.copyPhotoLink}
          </button>
        </li>
        <li>
          <button type="button" class="sheet-item" onClick={() => onOpen('takedown')}>
            <EyeOff size={22} aria-hidden="true" />
            {words.photo.askTakedown}
          </button>
        </li>
      </ul>
    </Sheet>
  );
}

import type { Photo, Role } from '@picture-live/shared/protocol';
import {
  CheckCheck,
  Download,
  Eye,
  EyeOff,
  FolderInput,
  Star,
  StarOff,
  Tag,
  Trash2,
  X,
} from 'lucide-preact';
import { Button } from '../../../components/button.tsx';
import { Menu, type MenuItem } from '../../../components/menu.tsx';
import type { Deed } from '../deeds/batches.ts';
import { changedBy } from '../deeds/after.ts';
import type { Progress } from '../deeds/use-deeds.ts';
import { photosWords as words } from '../words/photos-words.ts';

interface SelectionBarProps {
  photos: readonly Photo[];
  role: Role;
  progress: Progress | null;
  onDeed: (deed: Deed) => void;
  onTag: () => void;
  onMove: () => void;
  onDownload: () => void;
  onAll: () => void;
  onClear: () => void;
}

/** What can be done to the photos that are selected; at the foot of the window, near the thumb. */
export function SelectionBar(props: SelectionBarProps) {
  const { photos, progress, onDeed } = props;
  const mayManage = props.role !== 'moderator';
  const hides = changedBy(photos, { action: 'hide' }).length > 0;
  const shows = changedBy(photos, { action: 'show' }).length > 0;
  const approves = shows && photos.every(({ hidden }) => hidden === undefined || hidden === 'held');
  return (
    <div class="selection-bar" role="toolbar" aria-label={words.selected(photos.length)}>
      <Button kind="quiet" icon={X} label={words.clear} onClick={props.onClear} />
      <output class="selection-count">
        {progress === null
          ? words.selected(photos.length)
          : words.working(progress.done, progress.all)}
      </output>
      {shows && (
        <Button icon={Eye} busy={progress !== null} onClick={() => onDeed({ action: 'show' })}>
          {approves ? words.approve : words.show}
        </Button>
      )}
      {hides && (
        <Button icon={EyeOff} busy={progress !== null} onClick={() => onDeed({ action: 'hide' })}>
          {words.hide}
        </Button>
      )}
      {mayManage && (
        <Button
          kind="danger"
          icon={Trash2}
          busy={progress !== null}
          onClick={() => onDeed({ action: 'delete' })}
        >
          {words.remove}
        </Button>
      )}
      <Menu label={words.more} items={furtherItems(props, mayManage)} />
    </div>
  );
}

function furtherItems(props: SelectionBarProps, mayManage: boolean): MenuItem[] {
  const { photos, onDeed } = props;
  const download = { label: words.download, icon: Download, onSelect: props.onDownload };
  const all = { label: words.selectAll, icon: CheckCheck, onSelect: props.onAll };
  if (!mayManage) return [download, all];
  const features = changedBy(photos, { action: 'feature' }).length > 0;
  return [
    { label: words.tag, icon: Tag, onSelect: props.onTag },
    features
      ? { label: words.feature, icon: Star, onSelect: () => onDeed({ action: 'feature' }) }
      : { label: words.unfeature, icon: StarOff, onSelect: () => onDeed({ action: 'unfeature' }) },
    { label: words.move, icon: FolderInput, onSelect: props.onMove },
    download,
    all,
  ];
}

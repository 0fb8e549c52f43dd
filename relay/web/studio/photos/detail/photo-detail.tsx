import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo, PhotoDetail as Detail, Role } from '@picture-live/shared/protocol';
import { ChevronLeft, ChevronRight, Download, Eye, EyeOff, Trash2 } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Switch } from '../../../components/field.tsx';
import { formatMoment } from '../../words/formats.ts';
import type { Deed } from '../deeds/batches.ts';
import { PhotoPicture } from '../picture/photo-picture.tsx';
import { photosWords as words } from '../words/photos-words.ts';
import { CaptionField } from './caption-field.tsx';
import { Facts } from './facts.tsx';
import './photo-detail.css';
import { ReplaceButton } from './replace-button.tsx';
import { TagsField } from './tags-field.tsx';

interface PhotoDetailProps {
  photo: Photo;
  role: Role;
  /** Null at an end of the list. */
  previous: string | null;
  next: string | null;
  onGo: (id: string) => void;
  onDeed: (deed: Deed) => void;
  onTaken: (photo: Photo) => void;
  onDownload: () => void;
  onClose: () => void;
}

/** One photo: large, with everything that is known of it and everything that can be done to it. */
export function PhotoDetail(props: PhotoDetailProps) {
  const { photo, previous, next, onGo, onDeed } = props;
  const detail = useDetail(photo);
  const mayManage = props.role !== 'moderator';
  const picture = useRef<HTMLDivElement>(null);
  // Not the caption, which the dialog chooses: on a phone the keyboard would come up.
  useEffect(() => picture.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent): void => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      const to = key === 'ArrowLeft' ? previous : key === 'ArrowRight' ? next : null;
      if (to !== null) onGo(to);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [previous, next, onGo]);
  return (
    <Dialog title={formatMoment(photo.capturedAt)} wide onClose={props.onClose}>
      <div class="detail">
        <div class="detail-picture" ref={picture} tabIndex={-1}>
          <PhotoPicture
            key={photo.id}
            photo={photo}
            name="grid"
            alt={photo.caption ?? words.photo(formatMoment(photo.capturedAt))}
          />
          <Go
            side="left"
            label={words.detail.previous}
            icon={ChevronLeft}
            to={previous}
            onGo={onGo}
          />
          <Go side="right" label={words.detail.next} icon={ChevronRight} to={next} onGo={onGo} />
        </div>
        <div class="detail-side">
          <div class="row">
            <VisibilityButton photo={photo} onDeed={onDeed} />
            <Button icon={Download} onClick={props.onDownload}>
              {words.download}
            </Button>
            {mayManage && (
              <Button kind="danger" icon={Trash2} onClick={() => onDeed({ action: 'delete' })}>
                {words.remove}
              </Button>
            )}
          </div>
          {mayManage && (
            <>
              <CaptionField key={photo.id} photo={photo} onTaken={props.onTaken} />
              <TagsField photo={photo} onDeed={onDeed} />
              <Switch
                label={words.detail.featured}
                hint={words.detail.featuredHint}
                checked={photo.featured === true}
                onChange={(isOn) => onDeed({ action: isOn ? 'feature' : 'unfeature' })}
              />
            </>
          )}
          <Facts photo={photo} detail={detail} />
          {mayManage && <ReplaceButton photo={photo} onTaken={props.onTaken} />}
        </div>
      </div>
    </Dialog>
  );
}

function VisibilityButton({ photo, onDeed }: { photo: Photo; onDeed: (deed: Deed) => void }) {
  const { hidden } = photo;
  if (hidden === 'scan') return null;
  if (hidden === undefined) {
    return (
      <Button icon={EyeOff} onClick={() => onDeed({ action: 'hide' })}>
        {words.hide}
      </Button>
    );
  }
  return (
    <Button icon={Eye} kind="primary" onClick={() => onDeed({ action: 'show' })}>
      {hidden === 'held' ? words.approve : words.show}
    </Button>
  );
}

function Go(props: {
  side: 'left' | 'right';
  label: string;
  icon: typeof ChevronLeft;
  to: string | null;
  onGo: (id: string) => void;
}) {
  const { to, icon: Icon } = props;
  if (to === null) return null;
  return (
    <button
      type="button"
      class={`detail-go is-${props.side}`}
      aria-label={props.label}
      title={props.label}
      onClick={() => props.onGo(to)}
    >
      <Icon size={28} aria-hidden="true" />
    </button>
  );
}

/** What only a question of its own tells; asked again when the photo changes. */
function useDetail(photo: Photo): Detail | null {
  const { api } = useLive();
  const [detail, setDetail] = useState<Detail | null>(null);
  useEffect(() => {
    let isHere = true;
    const look = async (): Promise<void> => {
      try {
        const told = await api.photo(photo.id);
        if (isHere) setDetail(told);
      } catch (error) {
        // Without its numbers: everything else of the photo is there.
        if (!(error instanceof PictureLiveError)) throw error;
      }
    };
    void look();
    return () => {
      isHere = false;
    };
  }, [api, photo]);
  return detail?.id === photo.id ? detail : null;
}

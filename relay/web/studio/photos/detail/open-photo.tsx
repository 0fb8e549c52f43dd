import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo, Role } from '@picture-live/shared/protocol';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sayProblem } from '../../words/problem.ts';
import type { Deed } from '../deeds/batches.ts';
import { PhotoDetail } from './photo-detail.tsx';

interface OpenPhotoProps {
  sessionId: string;
  photos: readonly Photo[];
  /** Null: none is looked at. */
  id: string | null;
  role: Role;
  onOpen: (id: string | null) => void;
  onDeed: (deed: Deed, photo: Photo) => void;
  onTaken: (photo: Photo) => void;
  onDownload: (photo: Photo) => void;
}

/** The photo that is looked at: of the list, or one that a link leads to. */
export function OpenPhoto({ sessionId, photos, id, role, onOpen, ...does }: OpenPhotoProps) {
  const index = id === null ? -1 : photos.findIndex((photo) => photo.id === id);
  const [asked, take] = useAsked(sessionId, index === -1 ? id : null, onOpen);
  const photo = photos[index] ?? asked;
  if (id === null || photo === null) return null;
  const before = index === -1 ? null : (photos[index - 1]?.id ?? null);
  const next = index === -1 ? null : (photos[index + 1]?.id ?? null);
  return (
    <PhotoDetail
      photo={photo}
      role={role}
      previous={before}
      next={next}
      onGo={onOpen}
      onDeed={(deed) => {
        does.onDeed(deed, photo);
        // What is deleted leaves the list: its neighbour comes next.
        if (deed.action === 'delete') onOpen(next ?? before);
      }}
      onTaken={(taken) => {
        take(taken);
        does.onTaken(taken);
      }}
      onDownload={() => does.onDownload(photo)}
      onClose={() => onOpen(null)}
    />
  );
}

/** A photo that is not in the list, as far as it is loaded. @param id null: none is asked for. */
function useAsked(
  sessionId: string,
  id: string | null,
  onOpen: (id: null) => void,
): [Photo | null, (photo: Photo) => void] {
  const { api } = useLive();
  const [photo, setPhoto] = useState<Photo | null>(null);
  const onOpenRef = useRef(onOpen);
  useLayoutEffect(() => {
    onOpenRef.current = onOpen;
  });
  useEffect(() => {
    if (id === null) return undefined;
    let isHere = true;
    const look = async (): Promise<void> => {
      try {
        const found = await api.photo(id);
        if (!isHere) return;
        // It was moved or deleted since the link was made.
        if (found.sessionId === sessionId && found.hidden !== 'removed') setPhoto(found);
        else onOpenRef.current(null);
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        if (!isHere) return;
        sayProblem(error);
        onOpenRef.current(null);
      }
    };
    void look();
    return () => {
      isHere = false;
    };
  }, [api, sessionId, id]);
  return [photo?.id === id ? photo : null, setPhoto];
}

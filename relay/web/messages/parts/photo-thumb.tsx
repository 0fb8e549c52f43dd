import type { Photo } from '@picture-live/shared/protocol';
import { useEffect, useState } from 'preact/hooks';

interface PhotoThumbProps {
  photoId: string;
  findPhoto: (photoId: string) => Promise<Photo | undefined>;
  label: string;
  onOpen: (photo: Photo) => void;
}

/** The photo that a message is about, small; a tap opens it. */
export function PhotoThumb({ photoId, findPhoto, label, onOpen }: PhotoThumbProps) {
  const [photo, setPhoto] = useState<Photo>();
  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const found = await findPhoto(photoId);
      if (isWanted) setPhoto(found);
    };
    void look();
    return () => {
      isWanted = false;
    };
  }, [photoId, findPhoto]);
  if (photo === undefined) return <span class="message-photo" />;
  const { url } = photo.renditions.thumb;
  return (
    <button type="button" class="message-photo" onClick={() => onOpen(photo)}>
      <img src={url} alt={label} loading="lazy" />
    </button>
  );
}

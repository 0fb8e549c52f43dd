import { useLive } from '@picture-live/shared/hooks/preact';
import type { PictureLive } from '@picture-live/shared/hooks';
import type { Photo, RenditionName } from '@picture-live/shared/protocol';
import { useEffect, useState } from 'preact/hooks';
import { averageColour } from '../../../gallery/grid/placeholder.ts';
import { whoLooks } from '../../app/who-looks.ts';
import './photo-picture.css';
import { privatePictures, type PrivatePictures } from './private-pictures.ts';

let opened: { who: string; live: PictureLive; pictures: PrivatePictures } | null = null;

function privateOf(live: PictureLive): PrivatePictures {
  const who = whoLooks(live);
  if (opened?.live === live && opened.who === who) return opened.pictures;
  opened = { who, live, pictures: privatePictures(live) };
  return opened.pictures;
}

interface PhotoPictureProps {
  photo: Photo;
  name: RenditionName;
  /** Empty where the text beside it says as much. */
  alt: string;
}

/** A photo as members see it, whether guests do or not. */
export function PhotoPicture({ photo, name, alt }: PhotoPictureProps) {
  const source = useSource(photo, name);
  const [shown, setShown] = useState<string | null>(null);
  const { thumb, grid, full } = photo.renditions;
  const { width, height } = { thumb, grid, full: full ?? grid }[name];
  const isThere = source !== null && shown === source;
  return (
    <span
      class={`photo-picture${isThere ? ' is-there' : ''}`}
      style={isThere ? {} : { backgroundColor: averageColour(photo.thumbhash) }}
    >
      {source !== null && (
        <img
          src={source}
          alt={alt}
          width={width}
          height={height}
          decoding="async"
          draggable={false}
          onLoad={() => setShown(source)}
        />
      )}
    </span>
  );
}

/** An address for everybody, or one of this page alone. Null while there is none. */
function useSource(photo: Photo, name: RenditionName): string | null {
  const live = useLive();
  const { id, revision, hidden } = photo;
  const [own, setOwn] = useState<{ of: string; url: string | null }>({ of: '', url: null });
  const key = `${id} ${revision} ${name}`;
  const isPrivate = hidden !== undefined;
  // The virus scanner comes first.
  const isClosed = hidden === 'scan';
  useEffect(() => {
    if (!isPrivate || isClosed) return undefined;
    let isHere = true;
    const open = async (): Promise<void> => {
      const url = await privateOf(live).open(id, revision, name);
      if (isHere) setOwn({ of: key, url });
    };
    void open();
    return () => {
      isHere = false;
    };
  }, [live, id, revision, name, key, isPrivate, isClosed]);
  if (isPrivate) return own.of === key ? own.url : null;
  return (photo.renditions[name] ?? photo.renditions.grid).url;
}

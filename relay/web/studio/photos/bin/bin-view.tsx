import type { BinPhoto, Role, Session } from '@picture-live/shared/protocol';
import { ArrowLeft, RotateCcw, Trash2, WifiOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { hrefOf } from '../../app/router.ts';
import { useNow } from '../../../components/use-now.ts';
import { formatFromNow, formatMoment } from '../../words/formats.ts';
import { problemOf } from '../../words/problem.ts';
import { words as studioWords } from '../../words/words.ts';
import { useDeeds } from '../deeds/use-deeds.ts';
import { PhotoPicture } from '../picture/photo-picture.tsx';
import { photosWords as words } from '../words/photos-words.ts';
import { useBin, type UseBin } from './use-bin.ts';

interface BinViewProps {
  session: Session;
  role: Role;
  photosPath: string;
}

/** Deleted photos, the time that is left of them, and the way back. */
export function BinView({ session, role, photosPath }: BinViewProps) {
  const bin = useBin(session.id);
  const now = useNow();
  const [, setTaken] = useState<readonly string[]>([]);
  const deeds = useDeeds(
    session.id,
    // What is restored leaves the bin; an undo brings it back.
    { take: ofThese((ids) => bin.drop(ids)), drop: bin.drop, reload: bin.reload },
    setTaken,
  );
  return (
    <>
      <div class="photos-head">
        <h2 class="photos-count">{words.binTitle}</h2>
        <ButtonLink href={hrefOf(photosPath)} icon={ArrowLeft} kind="quiet">
          {words.backToPhotos}
        </ButtonLink>
      </div>
      <p class="bin-intro">{words.binText}</p>
      <BinNotes bin={bin} />
      <ul class="bin-items">
        {(bin.photos ?? []).map((photo) => (
          <BinItem
            key={photo.id}
            photo={photo}
            now={now}
            onRestore={
              role === 'moderator' ? null : () => void deeds.run({ action: 'restore' }, [photo])
            }
          />
        ))}
      </ul>
      {bin.cursor !== null && <Button onClick={bin.loadMore}>{words.more}</Button>}
    </>
  );
}

function ofThese(work: (ids: string[]) => void): (photos: readonly { id: string }[]) => void {
  return (photos) => {
    if (photos.length > 0) work(photos.map(({ id }) => id));
  };
}

function BinNotes({ bin }: { bin: UseBin }) {
  if (bin.error !== null && bin.photos === null) {
    return (
      <Empty icon={WifiOff} title={words.failedTitle} text={problemOf(bin.error)}>
        <Button onClick={bin.reload}>{studioWords.tryAgain}</Button>
      </Empty>
    );
  }
  if (bin.photos === null) return <Skeleton lines={4} />;
  if (bin.photos.length > 0) return null;
  return <Empty icon={Trash2} title={words.binEmptyTitle} text={words.binEmptyText} />;
}

interface BinItemProps {
  photo: BinPhoto;
  now: number;
  /** Null for who may not. */
  onRestore: (() => void) | null;
}

function BinItem({ photo, now, onRestore }: BinItemProps) {
  const taken = formatMoment(photo.capturedAt);
  return (
    <li class="bin-item">
      <div class="bin-picture">
        <PhotoPicture photo={photo} name="thumb" alt={words.photo(taken)} />
      </div>
      <p>
        {words.left(formatFromNow(photo.restorableUntil, now))}
        {photo.byLaptop === true && (
          <>
            <br />
            {words.byLaptop}
          </>
        )}
      </p>
      {onRestore !== null && (
        <Button icon={RotateCcw} onClick={onRestore}>
          {words.restore}
          <span class="unseen">: {words.photo(taken)}</span>
        </Button>
      )}
    </li>
  );
}

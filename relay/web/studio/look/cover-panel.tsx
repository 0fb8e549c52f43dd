import type { Photo, Session } from '@picture-live/shared/protocol';
import { useImages } from '@picture-live/shared/hooks/preact';
import { Image, X } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { formatMoment } from '../words/formats.ts';
import { lookWords as words } from './words.ts';

interface CoverPanelProps {
  session: Session;
  cover: Photo | null;
  onChoose: (photoId: string | null) => void;
}

/** The photo at the top of the gallery. */
export function CoverPanel({ session, cover, onChoose }: CoverPanelProps) {
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  return (
    <section class="panel" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.coverTitle}</h2>
      <p class="muted">{words.coverText}</p>
      {cover !== null && <img class="cover-shown" src={cover.renditions.grid.url} alt="" />}
      <div class="row">
        <Button icon={Image} onClick={() => setOpen(true)}>
          {cover === null ? words.chooseCover : words.changeCover}
        </Button>
        {cover !== null && (
          <Button kind="quiet" icon={X} onClick={() => onChoose(null)}>
            {words.noCover}
          </Button>
        )}
      </div>
      {isOpen && (
        <ChooseCover
          session={session}
          onClose={() => setOpen(false)}
          onChoose={(id) => {
            onChoose(id);
            setOpen(false);
          }}
        />
      )}
    </section>
  );
}

function ChooseCover(props: {
  session: Session;
  onClose: () => void;
  onChoose: (photoId: string) => void;
}) {
  const { photos, more, loadMore } = useImages(props.session.id);
  return (
    <Dialog title={words.coverDialog} onClose={props.onClose} wide>
      {photos.length === 0 && <p>{words.coverEmpty}</p>}
      <ul class="cover-choice">
        {photos.map(({ id, capturedAt, renditions: { thumb } }) => (
          <li key={id}>
            <button
              type="button"
              aria-label={words.coverPhoto(formatMoment(capturedAt))}
              onClick={() => props.onChoose(id)}
            >
              <img src={thumb.url} alt="" loading="lazy" decoding="async" />
            </button>
          </li>
        ))}
      </ul>
      {more && <Button onClick={() => void loadMore().catch(() => undefined)}>{words.more}</Button>}
    </Dialog>
  );
}

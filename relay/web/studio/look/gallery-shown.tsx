import type { Photo, Session } from '@picture-live/shared/protocol';
import { useEffect, useRef, useState } from 'preact/hooks';
import { justify } from '../../gallery/layout/justify.ts';
import { Welcome } from '../../gallery/welcome/welcome.tsx';
import { chooseLanguage } from '../../gallery/words/choose.ts';
import type { Look } from './draft.ts';

const { words } = chooseLanguage(navigator.languages);
const GAP = 3;
/** As the gallery has it on a phone and on a laptop. */
const ROW_HEIGHTS = { narrow: 150, wide: 240 };

interface GalleryShownProps {
  session: Session;
  look: Look;
  cover: Photo | null;
  photos: readonly Photo[];
}

/** What the gallery shows first, with a look that is not saved yet. */
export function GalleryShown({ session, look, cover, photos }: GalleryShownProps) {
  const tried = {
    ...session,
    title: look.title ?? '',
    branding: {
      title: look.name,
      logoUrl: session.branding?.logoUrl ?? null,
      coverPhotoId: look.coverPhotoId,
      colour: look.colour,
      welcomeText: look.welcomeText,
    },
  };
  return (
    <>
      <header class="header">
        <div class="header-line">
          <div class="header-text">
            <h1 class="header-title">{tried.title}</h1>
            <div class="header-facts">
              <p class="header-count">{words.photoCount(session.photoCount)}</p>
              <p class="live is-live">
                <span class="live-dot" />
                <span class="live-word">{words.live}</span>
              </p>
            </div>
          </div>
        </div>
      </header>
      <main class="page">
        <Welcome session={tried} cover={cover} />
        <Rows photos={photos} />
        {look.colour !== null && <span class="button shown-button">{words.save}</span>}
      </main>
    </>
  );
}

function Rows({ photos }: { photos: readonly Photo[] }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  const rowHeight = width < 600 ? ROW_HEIGHTS.narrow : ROW_HEIGHTS.wide;
  const ratios = photos.map((photo) => photo.width / photo.height);
  const { rows, height } =
    width === 0 ? { rows: [], height: 0 } : justify(ratios, { width, gap: GAP, rowHeight });
  return (
    <div class="shown-grid" ref={place} style={{ height: `${height}px` }}>
      {rows.flatMap(({ from, top, height: tall, cells }) =>
        cells.map(({ left, width: wide }, index) => {
          const photo = photos[from + index];
          if (photo === undefined) return null;
          const box = {
            left: `${left}px`,
            top: `${top}px`,
            width: `${wide}px`,
            height: `${tall}px`,
          };
          return <img key={photo.id} src={photo.renditions.thumb.url} alt="" style={box} />;
        }),
      )}
    </div>
  );
}

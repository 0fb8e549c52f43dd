import type { Photo, Session } from '@picture-live/shared/protocol';
import { useImages } from '@picture-live/shared/hooks/preact';
import { render } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import type { Look } from './draft.ts';
import { GalleryShown } from './gallery-shown.tsx';
import { dress, type Scheme } from './preview-page.ts';
import { lookWords as words } from './words.ts';

interface PreviewProps {
  session: Session;
  look: Look;
  cover: Photo | null;
}

const SHOWN_PHOTOS = 12;

/**
 * The gallery as it will be: its own components and styles in a frame of its own, which is a page of
 * the studio's making. So no page of guests ever has to allow being framed, and no session has to be
 * open to be looked at.
 */
export function Preview({ session, look, cover }: PreviewProps) {
  const { photos } = useImages(session.id);
  const frame = useRef<HTMLIFrameElement>(null);
  const [isPhone, setPhone] = useState(true);
  const [scheme, setScheme] = useState<Scheme>(
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  const titleId = useId();
  const [page, setPage] = useState<Document | null>(null);

  useEffect(() => {
    const empty = frame.current?.contentDocument ?? null;
    setPage(empty);
    return () => {
      if (empty !== null) render(null, empty.body);
    };
  }, []);
  useEffect(() => {
    if (page !== null) dress(page, scheme, look.colour);
  }, [page, scheme, look.colour]);
  useEffect(() => {
    if (page === null) return;
    const shown = photos.slice(0, SHOWN_PHOTOS);
    render(<GalleryShown session={session} look={look} cover={cover} photos={shown} />, page.body);
  }, [page, session, look, cover, photos]);

  return (
    <section class={isPhone ? 'preview is-phone' : 'preview'} aria-labelledby={titleId}>
      <header class="preview-head">
        <h2 id={titleId}>{words.preview}</h2>
        <div class="row">
          <Button pressed={isPhone} onClick={() => setPhone(true)}>
            {words.previewPhone}
          </Button>
          <Button pressed={!isPhone} onClick={() => setPhone(false)}>
            {words.previewLaptop}
          </Button>
          <Button kind="quiet" onClick={() => setScheme(scheme === 'dark' ? 'light' : 'dark')}>
            {scheme === 'dark' ? words.previewLight : words.previewDark}
          </Button>
        </div>
      </header>
      <iframe ref={frame} title={words.preview} tabIndex={-1} sandbox="allow-same-origin" />
    </section>
  );
}

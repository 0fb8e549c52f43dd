import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { CellContext } from '../grid/cell.tsx';
import { Grid } from '../grid/grid.tsx';
import { Header } from '../header/header.tsx';
import { useConnection } from '../live/connection-notice.ts';
import { Message } from '../message/message.tsx';
import { Notice } from '../notice/notice.tsx';
import { Refused } from '../notice/refused.tsx';
import { Pill } from '../pill/pill.tsx';
import { Toast } from '../toast/toast.tsx';
import { hashOf } from '../viewer/photo-address.ts';
import { keepPlace } from './place.ts';
import type { Scene } from './scene.ts';
import { useStore } from './store.ts';

/** The gallery of a session, live. */
export function GalleryPage({ scene }: { scene: Scene }) {
  const { gallery, scroller } = scene;
  const { words } = scene.language;
  const state = useStore(gallery.photos);
  const refusal = useStore(gallery.refusal);
  const { isLive, notice } = useConnection(gallery.connection);
  const attempt = useAttempts(isLive);
  const { title } = state.session;
  const context = useMemo(() => cellContext(scene, attempt), [scene, attempt]);
  const loadOlder = useCallback(() => void gallery.loadOlder(), [gallery]);

  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <>
      <Header title={title} count={state.count} isLive={isLive} words={words} />
      <Pill
        count={state.pending.length}
        words={words}
        onShow={() => {
          scroller.goToTop();
          gallery.photos.take({ kind: 'pending_shown' });
        }}
      />
      <main class="page">
        {state.count === 0 && <Message title={words.emptyTitle} text={words.emptyText} />}
        <Grid
          gallery={state}
          scroller={scroller}
          label={title}
          context={context}
          onNeedOlder={loadOlder}
        />
        {state.paging === 'failed' && (
          <p class="older-failed">
            {words.olderFailed}
            <button type="button" class="button" onClick={loadOlder}>
              {words.tryAgain}
            </button>
          </p>
        )}
      </main>
      {refusal === null ? (
        <Notice notice={notice} words={words} />
      ) : (
        <Refused refusal={refusal} words={words} onEnterCode={enterCode} />
      )}
      <Toast />
    </>
  );
}

/** The relay answers the gallery's own address with the form for the code. */
function enterCode(): void {
  keepPlace();
  location.assign(location.pathname);
}

function cellContext({ gallery, scroller, viewer, labelOf }: Scene, attempt: number): CellContext {
  return {
    labelOf,
    hrefOf: ({ id }) => hashOf(id),
    density: window.devicePixelRatio,
    attempt,
    isResting: scroller.isResting,
    isRacing: scroller.isRacing,
    onOpen: viewer.open,
    onPainted: gallery.painted,
  };
}

/** Counts how often the connection has come back: then what had failed is tried again. */
function useAttempts(isLive: boolean): number {
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (isLive) setAttempts((before) => before + 1);
  }, [isLive]);
  return attempts;
}
